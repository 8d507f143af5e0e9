import type { RoundEntry } from '../protocol/protocol';
import { expect, test } from 'vitest';
import { left_ms, phaseOf, settingsFrom, typedNumber, warned } from './phase';

const round = (moments: Partial<RoundEntry>): RoundEntry =>
  ({
    draws_at_ms: null,
    drawing_since_ms: null,
    drawn_at_ms: null,
    opened_at_ms: 25_000,
    closes_at_ms: 325_000,
    closed_at_ms: null,
    next_at_ms: null,
    ...moments,
  }) as RoundEntry;

test('a round is called, announced, open and closed by its moments', () => {
  expect(phaseOf(round({ draws_at_ms: 20_000 }), 5_000)).toBe('called');
  expect(phaseOf(round({ drawing_since_ms: 20_000 }), 20_001)).toBe('drawing');
  const drawn = round({ drawn_at_ms: 20_000 });
  expect(phaseOf(drawn, 24_999)).toBe('announced');
  expect(phaseOf(drawn, 25_000)).toBe('open');
  expect(phaseOf({ ...drawn, closed_at_ms: 325_000 }, 330_000)).toBe('closed');
});

test('the time left is that to the next change, and never negative', () => {
  expect(left_ms(round({ draws_at_ms: 20_000 }), 5_000)).toBe(15_000);
  expect(left_ms(round({ drawing_since_ms: 20_000 }), 20_001)).toBeNull();
  const drawn = round({ drawn_at_ms: 20_000 });
  expect(left_ms(drawn, 21_000)).toBe(4_000);
  expect(left_ms(drawn, 300_000)).toBe(25_000);
  expect(left_ms(drawn, 400_000)).toBe(0);
  expect(left_ms(round({ closed_at_ms: 1 }), 2)).toBeNull();
  expect(left_ms(round({ closed_at_ms: 1, next_at_ms: 10 }), 4)).toBe(6);
});

test('the closest warning is the one that is said', () => {
  expect([61_000, 60_000, 30_000, 10_000, 1, 0].map(warned)).toEqual([
    null,
    60_000,
    60_000,
    10_000,
    10_000,
    null,
  ]);
});

test('numbers are read as people write them', () => {
  expect(['5', ' 2,5 ', '٤', '۱۲'].map(typedNumber)).toEqual([5, 2.5, 4, 12]);
  expect(typedNumber('')).toBeNaN();
});

test('settings come from the fields; one round does not follow itself', () => {
  const choices = { prompt: 'p', by_itself: true, ready_check: true, tables: 'none' } as const;
  const typed = { size: '4', minutes: '2,5', rounds: '1', pause: 'x' };
  expect(settingsFrom(typed, choices)).toEqual({
    ...choices,
    by_itself: false,
    room_size: 4,
    length_ms: 150_000,
    rounds: 1,
    pause_ms: 0,
  });
});
