import { expect, test } from 'vitest';
import { face, takenMinutes } from './clock';

const clock = {
  segment: 1,
  started_at_ms: 1_000_000,
  length_ms: 120_000,
  paused_at_ms: null,
  paused_ms: 0,
};

test('a clock runs down, ends and counts up', () => {
  expect(face(clock, 1_030_000)).toMatchObject({ state: 'running', left_ms: 90_000, used: 0.25 });
  expect(face(clock, 1_070_000).state).toBe('ending');
  expect(face(clock, 1_120_500).state).toBe('ending');
  expect(face(clock, 1_181_000)).toMatchObject({ state: 'over', left_ms: -61_000 });
});

test('a paused clock stands still, and its pause does not count', () => {
  const paused = { ...clock, paused_at_ms: 1_030_000 };
  expect(face(paused, 1_900_000)).toMatchObject({ state: 'paused', left_ms: 90_000 });
  expect(face({ ...clock, paused_ms: 60_000 }, 1_090_000).left_ms).toBe(90_000);
});

test('before anything runs, there is nothing to count', () => {
  expect(face(undefined, 5)).toEqual({ state: 'idle', left_ms: 0, used: 0 });
});

test('what an overrun takes is said in minutes', () => {
  const segment = {
    id: 2,
    kind: 'networking' as const,
    title: 'x',
    plan_ms: 1_440_000,
    min_ms: 0,
    took_ms: null,
  };
  expect(takenMinutes({ ...segment, coming: { starts_at_ms: 1, length_ms: 1_380_000 } })).toBe(1);
  expect(takenMinutes({ ...segment, coming: null })).toBe(0);
});
