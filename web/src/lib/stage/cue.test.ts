import { describe, expect, it } from 'vitest';
import type { Threshold } from '../protocol/protocol';
import { passed } from './cue';

const at = (left_ms: number): Threshold => ({ left_ms, text: null, tone: 'steady' });
const thresholds = [at(120_000), at(60_000), at(0), at(-60_000)];

describe('the moments at which a screen speaks by itself', () => {
  it('says nothing before the first', () => {
    expect(passed(thresholds, 120_001, 900_000)).toBeNull();
    expect(passed([], -5, 900_000)).toBeNull();
  });

  it('says the one that was passed last, in any order of the list', () => {
    expect(passed(thresholds, 119_000, 900_000)?.left_ms).toBe(120_000);
    expect(passed([...thresholds].reverse(), 30_000, 900_000)?.left_ms).toBe(60_000);
    expect(passed(thresholds, -1, 900_000)?.left_ms).toBe(0);
    expect(passed(thresholds, -90_000, 900_000)?.left_ms).toBe(-60_000);
  });

  it('has no word for a moment that a short turn begins behind', () => {
    expect(passed(thresholds, 30_000, 30_000)).toBeNull();
    expect(passed(thresholds, 0, 30_000)?.left_ms).toBe(0);
  });
});
