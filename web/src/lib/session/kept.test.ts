import { afterEach, expect, test, vi } from 'vitest';
import { PROTOCOL } from '../protocol/protocol';
import { dropView, keepView, keptView, whose, type KeptView } from './kept';

const view = (secret: string | null): KeptView => ({
  at_ms: Date.now(),
  protocol: PROTOCOL,
  secret,
  whose: whose('AB12CD'),
  welcome: {} as KeptView['welcome'],
  parts: [['main', ['session']]],
  entries: { session: { title: 'A launch' } },
});

afterEach(() => {
  vi.useRealTimers();
  dropView('AB12CD');
});

test('the same link finds its view again in the same tab, and another link does not', () => {
  keepView('AB12CD', view('a'.repeat(32)));
  expect(keptView('AB12CD', 'a'.repeat(32))?.entries).toEqual({ session: { title: 'A launch' } });
  // It is taken once: what is on the screen then is the newer one.
  expect(keptView('AB12CD', 'a'.repeat(32))).toBeNull();
  keepView('AB12CD', view('a'.repeat(32)));
  expect(keptView('ZZ12CD', 'a'.repeat(32))).toBeNull();
  expect(keptView('AB12CD', null)).toBeNull();
  expect(sessionStorage.length).toBe(0);
});

test('a view of another build, or of somebody else in this browser, is none', () => {
  keepView('AB12CD', { ...view(null), protocol: PROTOCOL - 1 });
  expect(keptView('AB12CD', null)).toBeNull();
  keepView('AB12CD', { ...view(null), whose: 'another1' });
  expect(keptView('AB12CD', null)).toBeNull();
});

test('an old view is none, and one that is too long is not kept', () => {
  vi.useFakeTimers();
  keepView('AB12CD', view(null));
  vi.advanceTimersByTime(1_799_000);
  expect(keptView('AB12CD', null)).not.toBeNull();
  keepView('AB12CD', view(null));
  vi.advanceTimersByTime(1_801_000);
  expect(keptView('AB12CD', null)).toBeNull();
  keepView('AB12CD', { ...view(null), entries: { session: 'x'.repeat(1_000_001) } });
  expect(keptView('AB12CD', null)).toBeNull();
});
