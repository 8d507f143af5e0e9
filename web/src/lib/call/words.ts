// Names and sentences of a call.

import { t } from '../i18n';
import type { Tile } from './tile';

/** As the room calls them. */
export function nameOf({ isYou, name, person }: Pick<Tile, 'isYou' | 'name' | 'person'>): string {
  if (isYou) return t('room.you');
  return name ?? t('room.guest', { id: person });
}

/** What is to be known of a tile beside its name; empty if all is well. */
export function statusOf({ connection, mode }: Tile): string {
  if (connection === 'connecting') return t('call.connecting');
  if (connection === 'reconnecting') return t('call.reconnecting');
  if (mode === 'audio') return t('call.soundOnly');
  if (mode === 'text') return t('call.textOnly');
  return '';
}
