// What the plan says of the hour's end, rounded once: minutes and times of day that stand beside each
// other always agree. Pure.

import type { AgendaEntry } from '../protocol/protocol';
import { MINUTE_MS, wholeMinutes } from './clock';

export interface Ending {
  /** Minutes past the promised end; negative with time to spare. */
  over: number;
  /** The promised end, at a whole minute. */
  promised_ms: number;
  /** The end that it comes to: the promised one and what it is over. */
  ends_ms: number;
}

/** When the hour ends, against what was promised; nothing while neither is known. */
export function endingOf(agenda: AgendaEntry | undefined): Ending | null {
  if (!agenda?.planned_end_ms || !agenda.ends_at_ms) return null;
  const over = wholeMinutes(agenda.ends_at_ms - agenda.planned_end_ms) + 0;
  const promised_ms = Math.floor(agenda.planned_end_ms / MINUTE_MS) * MINUTE_MS;
  return { over, promised_ms, ends_ms: promised_ms + over * MINUTE_MS };
}

export interface PlanSays {
  over: number;
  /** Minutes late even after re-planning. */
  late: number;
  /** Somebody must give for a start that is fixed, whatever the end does. */
  fixed: boolean;
  /** A press settles it. */
  settles: boolean;
}

/** What is worth a line: time over, time to spare that a press gives away, a fixed start missed. */
export function planSays(agenda: AgendaEntry | undefined): PlanSays | null {
  if (!agenda || agenda.ended_at_ms !== null || agenda.running === null) return null;
  const { replan } = agenda;
  const over = endingOf(agenda)?.over ?? 0;
  const missed = agenda.segments.some((segment) => (segment.coming?.late_ms ?? 0) >= MINUTE_MS);
  const taken = replan?.changes.some((change) => change.from_ms > change.to_ms) ?? false;
  const fixed = over <= 0 && (missed || taken);
  // Less than a minute, in whichever direction, is nothing that anybody can act on.
  if (over === 0 && !fixed) return null;
  if (over < 0 && !fixed && !replan) return null;
  const late = replan ? wholeMinutes(replan.late_ms) : Math.max(0, over);
  return { over, late, fixed, settles: replan !== null };
}
