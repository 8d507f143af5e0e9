// A planned segment made longer or shorter by a press.

import type { SegmentPlan } from '../protocol/protocol';

/** The bounds go with the length, so that the wish of a moderator is never refused by an old bound. */
export function stretched(plan: SegmentPlan, by: number): SegmentPlan {
  const minutes = Math.max(1, plan.minutes + by);
  return {
    ...plan,
    minutes,
    minutes_min: Math.min(plan.minutes_min, minutes),
    minutes_max: Math.max(plan.minutes_max, minutes),
  };
}
