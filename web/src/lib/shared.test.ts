import { beforeEach, expect, test } from 'vitest';
import { asksAtOnce, rememberLast, takeShared } from './shared';
import { remembered } from './storage';

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, '', '/');
});

test('what is shared is the question of the session where one was last, and leaves the address', () => {
  rememberLast('AB12CD');
  history.replaceState(
    null,
    '',
    '/share?text=Who+pays%3F+https%3A%2F%2Fa.example&url=https%3A%2F%2Fb.example',
  );
  takeShared();
  expect(remembered('onefloor.draft.AB12CD.question')).toBe(
    'Who pays? https://a.example\nhttps://b.example',
  );
  expect(location.pathname).toBe('/s/AB12CD');
  expect(asksAtOnce()).toBe(true);
  expect(location.search).toBe('');
  expect(asksAtOnce()).toBe(false);
});

test('an address that stands in the text already is not said twice', () => {
  rememberLast('AB12CD');
  history.replaceState(null, '', '/share?title=News&text=News%20from%20home');
  takeShared();
  expect(remembered('onefloor.draft.AB12CD.question')).toBe('News from home');
});

test('whoever was in no session comes to the start, and nothing is kept', () => {
  history.replaceState(null, '', '/share?text=Who+pays');
  takeShared();
  expect(location.pathname).toBe('/');
  expect(localStorage.length).toBe(0);
});
