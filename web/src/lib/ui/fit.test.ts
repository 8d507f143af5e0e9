import { expect, test } from 'vitest';
import { largest } from './fit';

test('what fits is left at its full size', () => {
  expect(largest(() => true)).toBe(1);
});

test('what is too long is set smaller until it fits, and no smaller', () => {
  const part = largest((part) => part * 1000 <= 700);
  expect(part).toBeLessThanOrEqual(0.7);
  expect(part).toBeGreaterThan(0.65);
});

test('nothing is set too small to be read', () => {
  const asked: number[] = [];
  expect(largest((part) => asked.push(part) < 0)).toBe(0.4);
  expect(asked.at(-1)).toBe(0.4);
  expect(Math.min(...asked)).toBe(0.4);
});
