import { afterEach, expect, test, vi } from 'vitest';
import { dropView, keepView, keptView, type KeptView } from './kept';

const view = (secret: string | null): KeptView => ({
  at_ms: Date.now(),
  secret,
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
  expect(keptView('AB12CD', null)).toBeNull();
  expect(keptView('ZZ12CD', 'a'.repeat(32))).toBeNull();
  dropView('AB12CD');
  expect(keptView('AB12CD', 'a'.repeat(32))).toBeNull();
});

test('an old view is none, and one that is too long is not kept', () => {
  vi.useFakeTimers();
  keepView('AB12CD', view(null));
  vi.advanceTimersByTime(1_799_000);
  expect(keptView('AB12CD', null)).not.toBeNull();
  vi.advanceTimersByTime(2_000);
  expect(keptView('AB12CD', null)).toBeNull();
  keepView('AB12CD', { ...view(null), entries: { session: 'x'.repeat(1_000_001) } });
  expect(keptView('AB12CD', null)).toBeNull();
});
