import { beforeEach, expect, test } from 'vitest';
import { createdSessions, keepCreated } from './created';

beforeEach(() => localStorage.clear());

test('the latest session comes first, and none twice', () => {
  const session = (code: string) => ({ code, title: code, organiser: 'secret' });
  ['A', 'B', 'A'].forEach((code) => keepCreated(session(code)));
  expect(createdSessions().map(({ code }) => code)).toEqual(['A', 'B']);
});

test('a spoilt store is an empty one', () => {
  localStorage.setItem('onefloor.created', '7');
  expect(createdSessions()).toEqual([]);
});
