import { expect, test } from 'vitest';
import type { AgendaEntry } from '../protocol/protocol';
import { MINUTE_MS } from './clock';
import { endingOf, planSays } from './plan';

const PROMISED_MS = Date.UTC(2026, 10, 29, 10, 25);

function agenda(ends_at_ms: number, planned_end_ms = PROMISED_MS): AgendaEntry {
  return {
    segments: [],
    running: 1,
    planned_end_ms,
    ends_at_ms,
    over_ms: ends_at_ms - planned_end_ms,
    replan: { changes: [], late_ms: 0 },
    ended_at_ms: null,
  } as unknown as AgendaEntry;
}

test('the minutes are the difference of the times that stand beside them', () => {
  for (let seconds = -200; seconds <= 200; seconds += 1) {
    for (const within of [0, 1, 29, 30, 31, 59]) {
      const promised = PROMISED_MS + within * 1_000;
      const ending = endingOf(agenda(promised + seconds * 1_000, promised));
      expect(ending).not.toBeNull();
      const shown = (ms: number) => Math.floor(ms / MINUTE_MS);
      expect(shown(ending?.ends_ms ?? 0) - shown(ending?.promised_ms ?? 0)).toBe(ending?.over);
      expect(shown(ending?.promised_ms ?? 0)).toBe(shown(promised));
    }
  }
});

test('less than a minute to spare, or over, is no line', () => {
  expect(planSays(agenda(PROMISED_MS - 29_000))).toBeNull();
  expect(planSays(agenda(PROMISED_MS + 29_000))).toBeNull();
  expect(planSays(agenda(PROMISED_MS + 60_000))?.over).toBe(1);
  expect(planSays(agenda(PROMISED_MS - 60_000))?.over).toBe(-1);
});
