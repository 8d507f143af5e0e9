import { beforeEach, expect, test } from 'vitest';
import { createdSessions, keepCreated, renewCreated } from './created';

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

test('a link that was rotated takes the place of the old one, and no other', () => {
  keepCreated({ code: 'A', title: 'A', organiser: 'old' });
  keepCreated({ code: 'B', title: 'B', organiser: 'old' });
  renewCreated('A', 'old', 'new');
  renewCreated('B', 'another', 'new');
  expect(createdSessions().map(({ organiser }) => organiser)).toEqual(['old', 'new']);
});
