// Who is quoted: one of the speakers, or a name that somebody typed. Pure, but for the language.

import { t } from '../i18n';
import type { Quoted, SpeakerEntry } from '../protocol/protocol';

const same = (a: string, b: string) =>
  a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();

/** A speaker's name means the speaker; any other is kept as it was typed, and none is nobody. */
export function quotedOf(
  name: string,
  speakers: readonly Pick<SpeakerEntry, 'speaker' | 'name'>[],
): Quoted | null {
  if (name.trim() === '') return null;
  const found = speakers.find((speaker) => same(speaker.name, name));
  return found ? { type: 'speaker', speaker: found.speaker } : { type: 'name', name: name.trim() };
}

/** What stands in the empty field: who speaks is taken where nobody else is named. */
export function namedAs(speaks: string): string {
  return speaks === '' ? t('capture.speakerExample') : speaks;
}
