// What a page says of a segment, as a plan that a session can hold.

import { t } from '../i18n';
import type { AgendaItem, SegmentKind, SegmentPlan } from '../protocol/protocol';

/** Parts that are as long as people make them. */
const FLEXIBLE: ReadonlySet<SegmentKind> = new Set<SegmentKind>([
  'questions',
  'discussion',
  'networking',
]);

export function planned(item: AgendaItem): SegmentPlan {
  // What people fill between them can give a quarter when the hour runs late; a speech that was
  // promised, and a part that the page does not name, keep their length.
  const least = Math.min(item.minutes_min ?? item.plan_minutes, item.plan_minutes);
  const quarter = Math.ceil((item.plan_minutes * 3) / 4);
  return {
    kind: item.kind,
    title: item.title || t(`segment.${item.kind}`),
    minutes: item.plan_minutes,
    minutes_min: FLEXIBLE.has(item.kind) ? Math.min(least, quarter) : least,
    minutes_max: Math.max(item.minutes_max ?? item.plan_minutes, item.plan_minutes),
  };
}
