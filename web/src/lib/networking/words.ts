// Words for rooms and the people in them.

import { t } from '../i18n';

/** A person without a name is a guest with a number. */
export function personName(person: number, name: string | null): string {
  return name ?? t('room.guest', { id: person });
}

/** A table has a letter; a room has a number. */
export function roomName(room: { id: number; letter: string | null }): string {
  return room.letter === null
    ? t('room.title', { id: room.id })
    : t('room.table', { letter: room.letter });
}
