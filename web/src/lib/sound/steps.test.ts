import { expect, test } from 'vitest';
import type { HandoverEntry } from '../protocol/protocol';
import { isStuck, underWay } from './steps';

const told: HandoverEntry = { item: 7, step: 'told', since_ms: 1_000 };

test('another way is offered after ten seconds without a step, and at once for a dead microphone', () => {
  expect(isStuck(told, 10_999, 10_000)).toBe(false);
  expect(isStuck(told, 11_000, 10_000)).toBe(true);
  expect(isStuck({ ...told, step: 'no_microphone' }, 1_000, 10_000)).toBe(true);
});

test('a voice is on its way until its turn has begun, and only that of what has the floor', () => {
  expect(underWay(told, { id: 7, taken_at_ms: null })).toBe(told);
  expect(underWay(told, { id: 7, taken_at_ms: 5 })).toBe(null);
  expect(underWay(told, { id: 8, taken_at_ms: null })).toBe(null);
  expect(underWay(null, { id: 7, taken_at_ms: null })).toBe(null);
  expect(underWay(told, undefined)).toBe(null);
});
