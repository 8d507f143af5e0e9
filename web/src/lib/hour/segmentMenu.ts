// What a moderator may do with a segment of the rundown.

import { t } from '../i18n';
import type { AgendaEntry, SegmentDraft, SegmentEntry, SegmentId } from '../protocol/protocol';
import type { MenuItem } from '../ui/Menu.svelte';

export interface SegmentRow {
  segment: SegmentEntry;
  draft: SegmentDraft | undefined;
  isRunning: boolean;
  isAhead: boolean;
  neighbours: Neighbours;
}

/** Before which segment one is put to come a step up or down. */
export interface Neighbours {
  /** Null where nothing above lies ahead too. */
  up: SegmentId | null;
  /** Null for the end of the rundown. */
  down: SegmentId | null;
  isLast: boolean;
}

export interface SegmentHands {
  start: () => void;
  edit: () => void;
  /** By whole minutes. */
  lengthen: (by: number) => void;
  move: (before: SegmentId | null) => void;
  insertBefore: () => void;
  setSkipped: (skipped: boolean) => void;
  remove: () => void;
}

export function neighboursOf(
  segment: SegmentId,
  agenda: AgendaEntry | undefined,
  drafts: readonly SegmentDraft[],
): Neighbours {
  const ids = agenda?.segments.map(({ id }) => id) ?? [];
  const at = ids.indexOf(segment);
  const above = ids[at - 1];
  const isAhead = drafts.some((draft) => draft.segment === above && draft.ahead);
  return {
    up: above !== undefined && isAhead ? above : null,
    // Moved before the one after the next, a segment comes one down.
    down: ids[at + 2] ?? null,
    isLast: at === ids.length - 1,
  };
}

export function segmentMenu(
  { segment, draft, isRunning, isAhead, neighbours }: SegmentRow,
  hands: SegmentHands,
): (MenuItem | 'separator')[] {
  const isPast = !isRunning && !isAhead;
  const items: (MenuItem | 'separator')[] = [];
  if (!isRunning) {
    items.push({
      label: isPast ? t('segment.goBack') : t('segment.startNow'),
      icon: isPast ? 'undo' : 'play',
      onselect: hands.start,
    });
  }
  if (draft && !isPast)
    items.push({ label: t('segment.edit'), icon: 'edit', onselect: hands.edit });
  if (isAhead) items.push(...changesAhead(segment, draft, neighbours, hands));
  return items;
}

/** What has not begun may still be changed, moved and left out. */
function changesAhead(
  { skipped, took_ms }: SegmentEntry,
  draft: SegmentDraft | undefined,
  { up, down, isLast }: Neighbours,
  hands: SegmentHands,
): (MenuItem | 'separator')[] {
  const remove: MenuItem = {
    label: t('segment.removeIt'),
    icon: 'trash',
    danger: true,
    onselect: hands.remove,
  };
  return [
    { label: t('segment.longer'), icon: 'plus', onselect: () => hands.lengthen(1) },
    {
      label: t('segment.shorter'),
      icon: 'minus',
      disabled: (draft?.plan.minutes ?? 0) <= 1,
      onselect: () => hands.lengthen(-1),
    },
    'separator',
    {
      label: t('segment.moveUp'),
      icon: 'arrow-up',
      disabled: up === null,
      onselect: () => hands.move(up),
    },
    {
      label: t('segment.moveDown'),
      icon: 'arrow-down',
      disabled: isLast,
      onselect: () => hands.move(down),
    },
    { label: t('segment.insertBefore'), icon: 'plus', onselect: hands.insertBefore },
    {
      label: skipped ? t('segment.takeIn') : t('segment.leaveOut'),
      icon: skipped ? 'check' : 'eye-off',
      onselect: () => hands.setSkipped(!skipped),
    },
    ...(took_ms === null ? [remove] : []),
  ];
}
