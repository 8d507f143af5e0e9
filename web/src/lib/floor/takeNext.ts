// Calls the next one to the floor; where the segment has none, it offers to open it there.

import { around } from '../hour/clock';
import { SPEECHES } from '../hour/kinds';
import { t } from '../i18n';
import type { Command, ItemId } from '../protocol/protocol';
import type { LiveSession } from '../session/session.svelte';
import { toastIfRefused } from '../session/refusal';
import { toasts } from '../ui/toasts.svelte';

/**
 * True if somebody has the floor by it, or the turn is over. Where nobody has a speech, the press itself
 * opens the floor; over a speech, whoever pressed was asked or is asked now.
 */
export async function takeNext(
  session: LiveSession,
  item: ItemId | null,
  open_floor = !isSpeech(session),
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

function isSpeech(session: LiveSession): boolean {
  const { running } = around(session.entry('agenda'));
  return running !== undefined && SPEECHES.has(running.kind);
}

/** Sends what a press asks for; somebody is taken as `takeNext` says, or over a speech if that was asked. */
export async function acts(
  session: LiveSession,
  command: Command,
  wasAsked = false,
): Promise<boolean> {
  if (command.type === 'take_next') {
    return takeNext(session, command.item, wasAsked || !isSpeech(session));
  }
  return toastIfRefused(await session.send(command));
}
