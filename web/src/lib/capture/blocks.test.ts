import type { CapturedEntry } from '../protocol/protocol';
import { expect, test } from 'vitest';
import { blockText, entriesStanding, neighbours, step, textStanding } from './blocks';

const entry = (text: string, part: Partial<CapturedEntry> = {}): CapturedEntry => ({
  id: 1,
  kind: 'takeaway',
  text,
  revision: 1,
  words: 0,
  removed: false,
  who: null,
  to_whom: null,
  speaker: null,
  speaker_name: null,
  item: null,
  segment: null,
  room: null,
  author: null,
  at_ms: 0,
  kept: 0,
  ...part,
});

const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');

test('a block is copied as plain text, a paragraph a takeaway', () => {
  const entries = [entry('Reach\nmatters. '), entry('  '), entry('Funding is local.')];
  expect(blockText(entries)).toBe('Reach matters.\n\nFunding is local.');
});

test('who acts stands before the call, unless the sentence names them', () => {
  const call = { who: 'Registries', to_whom: 'the IGF' };
  expect(blockText([entry('Fund hubs.', call)])).toBe('Registries → the IGF: Fund hubs.');
  expect(blockText([entry('Registries should fund hubs.', { who: 'registries' })])).toBe(
    'Registries should fund hubs.',
  );
});

test('within the limits it is calm, outside it says what is missing', () => {
  const rule = { min: 2, max: 4, words_max: 60 };
  expect(entriesStanding(3, rule).calm).toBe(true);
  expect(plain(entriesStanding(1, rule).words)).toBe('1 more to come; the form expects 2 to 4');
  expect(plain(entriesStanding(6, rule).words)).toBe('2 more than the 4 that the form expects');
});

test('a report is counted in words, and a Chinese character is one', () => {
  const rule = { words_min: 3, words_max: 5 };
  expect(textStanding('', rule).calm).toBe(true);
  expect(plain(textStanding('one two', rule).words)).toBe('2 words, 1 short of 3');
  expect(textStanding('one two three', rule).calm).toBe(true);
  expect(textStanding('多利益攸关方', rule)).toMatchObject({ calm: false });
});

test('an entry goes between the neighbours that were seen', () => {
  const list = [1, 2, 3, 4];
  expect(neighbours(list, 4, 1, 'before')).toEqual({ after: null, before: 1 });
  expect(neighbours(list, 1, 3, 'after')).toEqual({ after: 3, before: 4 });
  expect(neighbours(list, 2, 1, 'after')).toBeNull();
  expect(neighbours(list, 2, 3, 'before')).toBeNull();
  expect(neighbours(list, 9, 3, 'before')).toBeNull();
});

test('a step up or down ends at the ends', () => {
  const list = [1, 2, 3];
  expect(step(list, 1, -1)).toBeNull();
  expect(step(list, 3, -1)).toEqual({ after: 1, before: 2 });
  expect(step(list, 2, 1)).toEqual({ after: 3, before: null });
  expect(step(list, 3, 1)).toBeNull();
});
