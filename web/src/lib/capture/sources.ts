// What a line rests on, in a word or two.

import type { Source } from '../protocol/protocol';
import { format, t } from '../i18n';
import type { IconName } from '../ui/icons';

const ICONS: Record<Source['type'], IconName> = {
  moment: 'clock',
  item: 'question',
  entry: 'note',
  poll: 'chart',
  room: 'table',
  segment: 'flag',
};

export const sourceIcon = (source: Source): IconName => ICONS[source.type];

export function sourceName(source: Source): string {
  switch (source.type) {
    case 'moment':
      return format.timeOfDay(source.at_ms);
    case 'item':
      return t('source.item');
    case 'entry':
      return t('source.entry');
    case 'poll':
      return t('source.poll');
    case 'room':
      return t('source.room', { id: source.room });
    case 'segment':
      return t('source.segment');
  }
}
