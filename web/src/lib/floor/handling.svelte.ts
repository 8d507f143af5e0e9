// While somebody works on an item in a dialog, the other staff see it.

import type { ItemId } from '../protocol/protocol';
import { useSession } from '../session/context';

/** Says which item this screen works on, again after each return of the network, and when it is left. */
export function handling(item: () => ItemId | null | undefined): void {
  const session = useSession();
  const worked = $derived(item() ?? null);
  $effect(() => {
    if (worked === null || session.status !== 'open') return;
    session.handles(worked);
    return () => session.handles(null);
  });
}
