// What a clock shows at a moment, from the anchor that the server sends.

import type { AgendaEntry, ClockEntry, SegmentEntry, VoiceEntry } from '../protocol/protocol';

export type ClockState = 'idle' | 'running' | 'ending' | 'paused' | 'over';

/** The message that says a state. */
export const STATE_WORDS = {
  idle: 'clock.idle',
  running: 'clock.running',
  ending: 'clock.ending',
  paused: 'clock.paused',
  over: 'clock.overtime',
} as const;

export interface Face {
  state: ClockState;
  left_ms: number;
  /** Part of the length that is used, 0 to 1 and beyond. */
  used: number;
}

/** From this much left, a clock is ending; what is short ends soon only in its last third. */
const ENDING_MS = 60_000;
const ENDING_SHARE = 1 / 3;

export const MINUTE_MS = 60_000;

export function face(clock: ClockEntry | undefined, now_ms: number): Face {
  if (!clock) return { state: 'idle', left_ms: 0, used: 0 };
  const until_ms = clock.paused_at_ms ?? now_ms;
  const elapsed_ms = Math.max(0, until_ms - clock.started_at_ms - clock.paused_ms);
  const left_ms = clock.length_ms - elapsed_ms;
  const used = clock.length_ms > 0 ? elapsed_ms / clock.length_ms : 1;
  return { state: stateOf(left_ms, clock.length_ms, clock.paused_at_ms !== null), left_ms, used };
}

export interface VoiceFace {
  state: ClockState;
  used_ms: number;
  /** `null` where nothing limits it: an answer counts up. */
  left_ms: number | null;
}

/** The clock of whoever speaks; it stands still with the segment's. */
export function voiceFace(
  voice: VoiceEntry,
  clock: ClockEntry | undefined,
  now_ms: number,
): VoiceFace {
  const paused_at_ms = clock?.paused_at_ms ?? null;
  const used_ms = Math.max(0, (paused_at_ms ?? now_ms) - voice.counts_from_ms);
  const left_ms = voice.allowance_ms === null ? null : voice.allowance_ms - used_ms;
  return {
    state: stateOf(left_ms ?? Infinity, voice.allowance_ms ?? Infinity, paused_at_ms !== null),
    used_ms,
    left_ms,
  };
}

function stateOf(left_ms: number, length_ms: number, paused: boolean): ClockState {
  if (paused) return 'paused';
  // From the last whole second on it is over: the digits say 0:00 at that moment.
  if (left_ms <= -1_000) return 'over';
  return left_ms <= Math.min(ENDING_MS, length_ms * ENDING_SHARE) ? 'ending' : 'running';
}

/** The running segment, and the one that comes after it (the first one before the hour begins). */
export function around(agenda: AgendaEntry | undefined): {
  running: SegmentEntry | undefined;
  next: SegmentEntry | undefined;
} {
  if (!agenda || agenda.ended_at_ms !== null) return { running: undefined, next: undefined };
  const running = agenda.segments.find((segment) => segment.id === agenda.running);
  return { running, next: agenda.segments.find((segment) => segment.coming !== null) };
}

/** A time that is still to come; what has passed is not announced. */
export function announced(at_ms: number | null | undefined, now_ms: number): number | null {
  return at_ms != null && at_ms > now_ms ? at_ms : null;
}

/** To the nearest minute. */
export function wholeMinutes(ms: number): number {
  return Math.round(ms / MINUTE_MS);
}
