// What the last act was, in words: what undo takes back.

import { t } from '../i18n';
import type { UndoEntry } from '../protocol/protocol';

/** So many letters of a question tell it apart. */
const FIRST_CHARS = 40;

/** Who, with the first words of what they asked where that says more. */
function subject({ name, text, item }: UndoEntry): string {
  const first =
    text && [...text].length > FIRST_CHARS ? `${[...text].slice(0, FIRST_CHARS).join('')}…` : text;
  const who = name ?? (item === null ? t('voice.someone') : t('floor.anonymous'));
  return first ? `${who}, “${first}”` : who;
}

/** One sentence for it. */
export function actWords(undo: UndoEntry): string {
  const name = subject(undo);
  switch (undo.kind) {
    case 'moved':
      return t('undo.moved', { name, state: t(`state.${undo.to ?? 'approved'}`) });
    case 'dismissed':
      return t('undo.dismissed', { count: undo.count });
    case 'segment_started':
      return t('undo.segment_started', { title: undo.title ?? '' });
    case 'taken':
    case 'merged':
    case 'placed':
    case 'turn_set':
    case 'heard':
    case 'voice_given':
    case 'voice_yielded':
    case 'muted':
    case 'unmuted':
    case 'kept_out':
    case 'let_in':
      return t(`undo.${undo.kind}`, { name });
    default:
      return t(`undo.${undo.kind}`);
  }
}
