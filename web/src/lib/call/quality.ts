// What a line bears, by what was measured of it: down at once, up slowly. Pure; it switches nothing on.

import type { Mode } from './payload';

/** Between two measurements of one line. */
export interface Sample {
  /** Share of the packets that were lost, the worse direction, 0 to 1. */
  loss: number;
  roundTrip_ms: number | null;
  /** What the browser believes that may be sent, in bits per second. */
  outgoing_bps: number | null;
}

export type Grade = 'good' | 'fair' | 'poor';

export interface Ladder {
  mode: Mode;
  /** Measurements in a row that the present mode is too much for. */
  bad: number;
  /** Measurements in a row that would bear more. */
  good: number;
  /** How many of those it takes now; doubles when going up was wrong. */
  wait: number;
  /** Measurements since it last went up. */
  sinceUp: number;
}

export const START: Ladder = { mode: 'video', bad: 0, good: 0, wait: 5, sinceUp: Infinity };

const BAD_MAX = 2;
const WAIT_MIN = 5;
const WAIT_MAX = 60;
/** Going down again within this many measurements shows that going up was wrong. */
const PROBATION = 10;

/** From here on a mode is too much. Packets lost at 8 % are seen, at 30 % not understood any more. */
const TOO_MUCH = {
  video: { loss: 0.08, roundTrip_ms: 900, outgoing_bps: 90_000 },
  audio: { loss: 0.3, roundTrip_ms: 2_500, outgoing_bps: 14_000 },
} as const;

/**
 * Well below what is too much, so that a line at the edge does not go up and down. The estimate of
 * the browser is not asked here: it does not grow while little is sent.
 */
const ENOUGH = {
  audio: { loss: 0.03, roundTrip_ms: 500 },
  text: { loss: 0.1, roundTrip_ms: 1_200 },
} as const;

const DOWN = { video: 'audio', audio: 'text', text: 'text' } as const;
const UP = { text: 'audio', audio: 'video', video: 'video' } as const;

/** The next state after a measurement. */
export function step(from: Ladder, sample: Sample): Ladder {
  const sinceUp = from.sinceUp + 1;
  if (isTooMuch(from.mode, sample)) {
    const bad = from.bad + 1;
    if (bad < BAD_MAX) return { ...from, bad, good: 0, sinceUp };
    const wait = sinceUp <= PROBATION ? Math.min(from.wait * 2, WAIT_MAX) : from.wait;
    return { mode: DOWN[from.mode], bad: 0, good: 0, wait, sinceUp: Infinity };
  }
  const good = isEnough(from.mode, sample) ? from.good + 1 : 0;
  if (from.mode !== 'video' && good >= from.wait) {
    return { mode: UP[from.mode], bad: 0, good: 0, wait: from.wait, sinceUp: 0 };
  }
  // A mode that has held for long has earned a short wait again.
  const wait = sinceUp > WAIT_MAX && from.mode === 'video' ? WAIT_MIN : from.wait;
  return { ...from, bad: 0, good, wait, sinceUp };
}

function isTooMuch(mode: Mode, { loss, roundTrip_ms, outgoing_bps }: Sample): boolean {
  if (mode === 'text') return false;
  const max = TOO_MUCH[mode];
  return (
    loss > max.loss ||
    (roundTrip_ms ?? 0) > max.roundTrip_ms ||
    (outgoing_bps ?? Infinity) < max.outgoing_bps
  );
}

function isEnough(mode: Mode, { loss, roundTrip_ms }: Sample): boolean {
  if (mode === 'video') return true;
  const max = ENOUGH[mode];
  return loss <= max.loss && (roundTrip_ms ?? Infinity) <= max.roundTrip_ms;
}

/** How good a line is, for a sign beside the name. */
export function grade({ loss, roundTrip_ms }: Sample): Grade {
  if (loss > 0.08 || (roundTrip_ms ?? 0) > 700) return 'poor';
  if (loss > 0.02 || (roundTrip_ms ?? 0) > 300) return 'fair';
  return 'good';
}

/** The most that is sent to each other person. Everybody sends once per other person. */
export interface Caps {
  video_bps: number;
  audio_bps: number;
  /** By how much a picture of 640 × 360 is made smaller. */
  scale: number;
  frames: number;
}

/** By the number of people in the call, oneself included. */
export function caps(people: number): Caps {
  const audio_bps = 32_000;
  if (people <= 2) return { video_bps: 900_000, audio_bps, scale: 1, frames: 24 };
  if (people === 3) return { video_bps: 550_000, audio_bps, scale: 1, frames: 24 };
  if (people === 4) return { video_bps: 350_000, audio_bps, scale: 1.5, frames: 20 };
  if (people <= 6) return { video_bps: 200_000, audio_bps, scale: 2, frames: 15 };
  return { video_bps: 90_000, audio_bps, scale: 4, frames: 10 };
}
