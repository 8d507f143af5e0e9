import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { announcer } from './announcer.svelte';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

it('says the first at once and the others one at a time', () => {
  announcer.say('one');
  announcer.say('two');
  expect(announcer.text).toBe('one');
  vi.advanceTimersByTime(1500);
  expect(announcer.text).toBe('two');
  vi.advanceTimersByTime(1500);
  expect(announcer.text).toBe('');
});

it('gives up the oldest when too much waits', () => {
  for (const text of ['a', 'b', 'c', 'd', 'e']) announcer.say(text);
  const said = [announcer.text];
  for (let n = 0; n < 3; n++) {
    vi.advanceTimersByTime(1500);
    said.push(announcer.text);
  }
  expect(said).toEqual(['a', 'c', 'd', 'e']);
});
