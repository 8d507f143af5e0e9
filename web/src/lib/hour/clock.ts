// What a clock shows at a moment, from the anchor that the server sends.

import type { AgendaEntry, ClockEntry, SegmentEntry } from '../protocol/protocol';

export type ClockState = 'idle' | 'running' | 'ending' | 'paused' | 'over';

export interface Face {
  state: ClockState;
  left_ms: number;
  /** Part of the length that is used, 0 to 1 and beyond. */
  used: number;
}

/** From this much left, the segment is ending. */
const ENDING_MS = 60_000;

export function face(clock: ClockEntry | undefined, now_ms: number): Face {
  if (!clock) return { state: 'idle', left_ms: 0, used: 0 };
  const until_ms = clock.paused_at_ms ?? now_ms;
  const elapsed_ms = Math.max(0, until_ms - clock.started_at_ms - clock.paused_ms);
  const left_ms = clock.length_ms - elapsed_ms;
  const used = clock.length_ms > 0 ? elapsed_ms / clock.length_ms : 1;
  if (clock.paused_at_ms !== null) return { state: 'paused', left_ms, used };
  // From the last whole second on it is over: the digits say 0:00 at that moment.
  if (left_ms <= -1_000) return { state: 'over', left_ms, used };
  return { state: left_ms <= ENDING_MS ? 'ending' : 'running', left_ms, used };
}

/** The running segment, and the one that comes after it (the first one before the hour begins). */
export function around(agenda: AgendaEntry | undefined): {
  running: SegmentEntry | undefined;
  next: SegmentEntry | undefined;
} {
  const segments = agenda?.segments ?? [];
  const at = segments.findIndex((segment) => segment.id === agenda?.running);
  if (agenda?.ended_at_ms) return { running: undefined, next: undefined };
  return { running: segments[at], next: segments[at + 1] };
}

/** Minutes that the plan takes from a coming segment. */
export function takenMinutes(segment: SegmentEntry): number {
  if (!segment.coming) return 0;
  return Math.round((segment.plan_ms - segment.coming.length_ms) / 60_000);
}
