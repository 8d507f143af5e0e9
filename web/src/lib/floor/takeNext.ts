// Calls the next one to the floor; where the segment has none and somebody may be talked over, it offers to open it there.

import { t } from '../i18n';
import type { Command, ItemId } from '../protocol/protocol';
import type { LiveSession } from '../session/session.svelte';
import { toastIfRefused } from '../session/refusal';
import { toasts } from '../ui/toasts.svelte';

/** True if somebody has the floor by it, or the turn is over. */
export async function takeNext(
  session: LiveSession,
  item: ItemId | null,
  open_floor = false,
): Promise<boolean> {
  const on_floor = session.entry('floor')?.on_floor ?? null;
  const outcome = await session.send({ type: 'take_next', on_floor, item, open_floor });
  if (outcome.done || outcome.rejection.reason !== 'no_floor_here') return toastIfRefused(outcome);
  toasts.show(t('refused.no_floor_here'), {
    tone: 'warn',
    action: { label: t('settle.open'), run: () => void takeNext(session, item, true) },
  });
  return false;
}

/** Sends what a press asks for; `wasAsked` is whoever pressed, whether over somebody's speech. */
export async function acts(
  session: LiveSession,
  command: Command,
  wasAsked = false,
): Promise<boolean> {
  if (command.type === 'take_next') return takeNext(session, command.item, wasAsked);
  return toastIfRefused(await session.send(command));
}
