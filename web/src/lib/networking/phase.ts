// Where a round stands, from its moments and the time. Pure.

import type { RoundEntry, RoundSettings } from '../protocol/protocol';
export type Phase = 'called' | 'drawing' | 'announced' | 'open' | 'closed';

export function phaseOf(round: RoundEntry, now_ms: number): Phase {
  if (round.closed_at_ms !== null) return 'closed';
  if (round.drawn_at_ms === null) return round.drawing_since_ms === null ? 'called' : 'drawing';
  return now_ms < round.opened_at_ms ? 'announced' : 'open';
}

/** Time to the next change by itself; nothing where none is set. */
export function left_ms(round: RoundEntry, now_ms: number): number | null {
  const ends_at_ms = {
    called: round.draws_at_ms,
    drawing: null,
    announced: round.opened_at_ms,
    open: round.closes_at_ms,
    closed: round.next_at_ms,
  }[phaseOf(round, now_ms)];
  return ends_at_ms === null ? null : Math.max(0, ends_at_ms - now_ms);
}

/** When the clock of a room turns to its last minute. */
export const WARN_MS = 60_000;
/** When the time that is left is said aloud. */
export const SPOKEN_MS = [60_000, 10_000] as const;

/** The warning that has been reached, if any: the closest to the end. */
export function warned(left_ms: number): number | null {
  return SPOKEN_MS.filter((at_ms) => left_ms > 0 && left_ms <= at_ms).at(-1) ?? null;
}

/** How long one is welcomed back. */
export const BACK_MS = 120_000;

export type Typed = Record<'size' | 'minutes' | 'rounds' | 'pause', string>;
type Choices = Pick<RoundSettings, 'prompt' | 'by_itself' | 'ready_check' | 'tables'>;

/** A number as people write it: a comma for a point, digits of Arabic or Persian. */
export function typedNumber(typed: string): number {
  const latin = typed
    .trim()
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[,\u066b]/, '.');
  return latin === '' ? Number.NaN : Number(latin);
}

/** Settings from what the fields hold; what is no number becomes 0, which the server refuses. */
export function settingsFrom(typed: Typed, choices: Choices): RoundSettings {
  const whole = (text: string) => Math.round(typedNumber(text)) || 0;
  const minutes = (text: string) => Math.round(typedNumber(text) * 60_000) || 0;
  const rounds = whole(typed.rounds);
  return {
    ...choices,
    room_size: whole(typed.size),
    length_ms: minutes(typed.minutes),
    rounds,
    pause_ms: minutes(typed.pause),
    by_itself: choices.by_itself && rounds > 1,
  };
}
