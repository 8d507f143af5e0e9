// What may happen in a segment, in the order of an hour.

import { t } from '../i18n';
import type { SegmentKind } from '../protocol/protocol';

/** All of them. */
export const KINDS: SegmentKind[] = [
  'opening',
  'keynotes',
  'presentation',
  'panel',
  'discussion',
  'questions',
  'moving',
  'networking',
  'award',
  'closing',
  'other',
];

/** Kinds that are made of speeches: who speaks in them is worth asking. */
export const SPEECHES: ReadonlySet<SegmentKind> = new Set<SegmentKind>([
  'keynotes',
  'presentation',
  'panel',
  'award',
]);

/** The kinds, as a choice. */
export function kinds(): { value: SegmentKind; label: string }[] {
  return KINDS.map((value) => ({ value, label: t(`segment.${value}`) }));
}
