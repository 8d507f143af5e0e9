import { beforeEach, expect, test } from 'vitest';
import { Outbox } from './outbox';

const raise = { type: 'raise_hand', note: '' } as const;

beforeEach(() => localStorage.clear());

test('what has no answer survives a reload, and what has one does not', () => {
  const before = new Outbox('AB12CD', null);
  before.add('1', raise);
  before.add('2', raise);
  before.settle('1');
  const after = new Outbox('AB12CD', null);
  expect(after.waiting.map((one) => one.id)).toEqual(['2']);
});

test('another session and another link send nothing of it', () => {
  new Outbox('AB12CD', null).add('1', raise);
  expect(new Outbox('ZZ99ZZ', null).waiting).toEqual([]);
  expect(new Outbox('AB12CD', 'secret').waiting).toEqual([]);
});

test('two tabs keep their own', () => {
  const one = new Outbox('AB12CD', null);
  const other = new Outbox('AB12CD', null);
  one.add('1', raise);
  other.add('2', raise);
  one.settle('1');
  expect(new Outbox('AB12CD', null).waiting.map((waiting) => waiting.id)).toEqual(['2']);
});

test('a spoilt store is an empty one', () => {
  localStorage.setItem('onefloor.outbox.AB12CD', '{');
  expect(new Outbox('AB12CD', null).waiting).toEqual([]);
});
