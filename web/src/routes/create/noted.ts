// What is not sure about a reading, in words, each with the line that it comes from.

import type { Noted } from '../../lib/about/FieldDoubts.svelte';
import { t } from '../../lib/i18n';
import type { PageDoubt, PageReading } from '../../lib/protocol/protocol';

/** Several sources are noted in one form. */
let sources = 0;

export function notedOf({ guesses, doubts }: PageReading): Noted[] {
  const source = ++sources;
  const guessed = guesses.map(({ field, text }, at) => ({
    key: `${source}/guess/${at}`,
    field,
    says: t('review.guess'),
    line: text,
  }));
  return [...doubts.map((doubt, at) => doubted(doubt, `${source}/doubt/${at}`)), ...guessed];
}

function doubted(doubt: PageDoubt, key: string): Noted {
  const { field, text } = doubt.source;
  return { key, field: field ?? fieldOf(doubt), says: words(doubt), line: text };
}

function words(doubt: PageDoubt): string {
  switch (doubt.doubt) {
    case 'length_against_slot':
      return t('review.lengthDoubt', { stated: doubt.stated_minutes, slot: doubt.slot_minutes });
    case 'agenda_against_length':
      return t('review.agendaDoubt', {
        agenda: doubt.agenda_minutes,
        length: doubt.length_minutes,
      });
    case 'second_value':
      return t('review.second');
    case 'unknown_zone':
      return t('review.zoneDoubt');
  }
}

function fieldOf(doubt: PageDoubt) {
  switch (doubt.doubt) {
    case 'length_against_slot':
      return 'duration';
    case 'agenda_against_length':
      return 'agenda';
    case 'second_value':
      return null;
    case 'unknown_zone':
      return 'time';
  }
}
