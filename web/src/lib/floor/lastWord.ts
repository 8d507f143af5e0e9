// Who has the last word, as long as they have not said it.

import type { ItemEntry } from '../protocol/protocol';
import type { LiveSession } from '../session/session.svelte';

export function lastWordOf(session: LiveSession): ItemEntry | undefined {
  const item = session.item(session.entry('floor')?.last_word);
  return item && ['approved', 'next', 'on_floor'].includes(item.state) ? item : undefined;
}
