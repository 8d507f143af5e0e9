// What has become of one's own, and of what one supports, since the last look: in the words for the one
// line that says it. Pure, but for the language of the page.

import { t } from '../i18n';
import type { ItemEntry, ItemState, OwnEntry } from '../protocol/protocol';
import { reasons } from './words';

/** What a person is told of. */
export interface Seen {
  /** Whether the floor takes something new, and the hour runs. */
  open: boolean;
  mine: Pick<OwnEntry, 'id' | 'kind' | 'state' | 'place' | 'because' | 'reason' | 'merged_into'>[];
  /** Items that they support. */
  supported: Pick<ItemEntry, 'id' | 'state'>[];
}

/** Farther ones wait in peace; the two in front are alerted to it elsewhere. */
const TOLD_PLACE = 3;
const ENDS: ItemState[] = ['answered_aloud', 'answered_in_text', 'deferred', 'passed'];

/** The news that matters most; nothing where there is none. */
export function newsOf(before: Seen, now: Seen): string | null {
  for (const item of now.mine) {
    const was = before.mine.find(({ id }) => id === item.id);
    const words = was && became(was, item);
    if (words) return words;
  }
  for (const item of now.supported) {
    const was = before.supported.find(({ id }) => id === item.id);
    if (was && was.state !== item.state && item.state === 'answered_in_text')
      return t('news.supported');
  }
  return !before.open && now.open ? t('news.open') : null;
}

function became(was: Seen['mine'][number], item: Seen['mine'][number]): string | null {
  if (was.merged_into === null && item.merged_into !== null) return t('mine.merged');
  if (was.state !== item.state) {
    const waited = was.state === 'submitted' || was.state === 'held';
    if (item.state === 'approved' && waited) {
      return item.place === null ? t('news.approved') : t('news.approvedAt', { place: item.place });
    }
    if (item.state === 'dismissed') {
      const reason = reasons(item);
      return reason ? t('news.dismissedBecause', { reason }) : t('news.dismissed');
    }
    if (item.state === 'held' && item.because !== 'no_show') return t('news.held');
    if (ENDS.includes(item.state) && item.kind !== 'hand') {
      if (item.state === 'answered_in_text') return t('news.answeredInText');
      return item.state === 'deferred' ? t('news.deferred') : t('news.answered');
    }
  }
  const comes = item.state === 'approved' && item.place === TOLD_PLACE;
  return comes && was.place !== null && was.place > TOLD_PLACE ? t('news.third') : null;
}
