// What is said in two languages: the vectors that the server (`server/core/tests/golden/vectors.rs`)
// and the browser both run.

import { describe, expect, test } from 'vitest';
import totals from '../../../../tests/fixtures/vectors/poll_totals.json';
import polls from '../../../../tests/fixtures/vectors/poll_options.json';
import pieces from '../../../../tests/fixtures/vectors/pieces.json';
import splices from '../../../../tests/fixtures/vectors/splices.json';
import pasts from '../../../../tests/fixtures/vectors/splices_past.json';
import words from '../../../../tests/fixtures/vectors/words.json';
import { countWords } from '../i18n/format';
import { countOf, optionLabels } from '../poll/words';
import type { PollKind } from '../protocol/protocol';
import { piece } from './piece';
import { apply, fromSplice, past } from './textEdit';

describe('splices', () => {
  test.each(splices)('apply as on the server: $name', ({ text, splices, after }) => {
    const made = splices.reduce((text, splice) => apply(text, fromSplice(splice)), text);
    expect(made).toBe(after);
  });

  test.each(pasts)(
    'pass one another as on the server: $name',
    ({ text, first, second, follows, after }) => {
      const [earlier, later] = [fromSplice(first), fromSplice(second)];
      const passed = past(earlier, later, follows ? second.at : null);
      expect(apply(apply(text, earlier), passed.later)).toBe(after);
      expect(apply(apply(text, later), passed.earlier)).toBe(after);
    },
  );
});

test.each(words)('words are counted as on the server: $text', ({ text, words }) => {
  expect(countWords(text)).toBe(words);
});

test.each(pieces)('a piece is cleaned as on the server: $name', ({ typed, kept }) => {
  expect(piece(typed)).toBe(kept);
});

describe('polls', () => {
  test.each(polls)('have the options of the server: $kind', ({ kind, options, labels }) => {
    expect(optionLabels({ kind: kind as PollKind, options })).toHaveLength(labels);
  });

  test('add up as on the server', () => {
    for (const { total, ...option } of totals) expect(countOf(option, null)).toBe(total);
  });
});
