// How items are named to people.

import { t } from '../i18n';
import type { ItemEntry, ItemState, Origin, Why } from '../protocol/protocol';

export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'danger';

export function who(item: ItemEntry): string {
  if (item.name) return item.name;
  if (item.anonymous) return t('floor.anonymous');
  return item.kind === 'proxy' ? t('floor.someoneRoom') : t('floor.guest');
}

/** What is asked, or what kind of turn it is. */
export function what(item: Pick<ItemEntry, 'text' | 'kind'>): string {
  return item.text ?? (item.kind === 'hand' ? t('floor.hand') : t('floor.wantsToSpeak'));
}

export function origin(item: ItemEntry): string {
  return t(`origin.${item.origin}`);
}

export function why(reason: Why, votes: number, origin: Origin): string {
  if (reason === 'votes') return t('why.votes', { count: votes });
  if (reason === 'alternates') {
    return t(origin === 'online' ? 'why.alternatesOnline' : 'why.alternatesRoom');
  }
  return t(`why.${reason}`);
}

export function tone(state: ItemState): Tone {
  switch (state) {
    case 'on_floor':
    case 'next':
      return 'accent';
    case 'answered_aloud':
    case 'answered_in_text':
      return 'ok';
    case 'submitted':
    case 'held':
    case 'deferred':
      return 'warn';
    case 'dismissed':
      return 'danger';
    default:
      return 'neutral';
  }
}
