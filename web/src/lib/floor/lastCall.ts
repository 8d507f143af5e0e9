// The queue that closes by itself soon, and how it is kept open after all.

import type { FloorRules } from '../protocol/protocol';
import type { Outcome } from '../session/commands.svelte';
import type { LiveSession } from '../session/session.svelte';

export const LAST_CALL_MINUTES: readonly number[] = [1, 2];

/** Opening anew is what ends a last call, and a floor that is open has to close for that. */
export async function keepsOpen(session: LiveSession, rules: FloorRules): Promise<Outcome> {
  const open = { ...rules, closes_at_ms: null };
  const closed = session.send({ type: 'set_floor', rules: { ...open, open: false } });
  const opened = session.send({ type: 'set_floor', rules: { ...open, open: true } });
  const outcome = await closed;
  return outcome.done ? opened : outcome;
}
