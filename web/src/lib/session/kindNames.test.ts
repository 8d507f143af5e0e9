import { afterEach, expect, test } from 'vitest';
import { LOCALES, provideTexts, type Catalogue, type Locale } from '../i18n/i18n.svelte';
import en from '../i18n/locales/en.json';
import type { SegmentKind } from '../protocol/protocol';
import { KIND_NAMES, titleOf } from './kindNames';

const catalogues = import.meta.glob<Catalogue>('../i18n/locales/*.json', {
  import: 'default',
  eager: true,
});

afterEach(() => provideTexts('en', en));

test.each(Object.keys(LOCALES) as Locale[])(
  'the names are those of the catalogue of %s',
  (locale) => {
    for (const [kind, names] of Object.entries(KIND_NAMES)) {
      const texts = catalogues[`../i18n/locales/${locale}.json`];
      expect(names[locale]).toBe(texts?.[`segment.${kind as SegmentKind}`]);
    }
  },
);

test('a title that Onefloor made is in the language of its reader, and no other one changes', () => {
  provideTexts('fr', {});
  expect(titleOf({ kind: 'questions', title: 'Questions and answers' })).toBe(
    'Questions et réponses',
  );
  expect(titleOf({ kind: 'questions', title: 'Вопросы и ответы' })).toBe('Questions et réponses');
  expect(titleOf({ kind: 'questions', title: 'Ask the board' })).toBe('Ask the board');
  expect(titleOf({ kind: 'panel', title: 'Questions and answers' })).toBe('Questions and answers');
});
