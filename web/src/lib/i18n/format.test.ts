import { afterEach, expect, test, vi } from 'vitest';
import { day, moment, slot, timeOfDay, zone } from './format';

afterEach(() => vi.restoreAllMocks());

test('a time of day has 24 hours, whatever the browser is used to', () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-US', 'en']);
  const at_ms = Date.UTC(2026, 10, 29, 14, 10);
  expect(timeOfDay(at_ms, { zone: 'UTC' })).toBe('14:10');
  expect(timeOfDay(Date.UTC(2026, 10, 29), { zone: 'UTC', seconds: true })).toBe('00:00:00');
  expect(moment(at_ms, at_ms + 5 * 24 * 3_600_000)).toMatch(/^Sun\W.*\d{2}:10$/);
  expect(day(at_ms)).toBe('November 29, 2026');
  expect(slot(at_ms, null)).toMatch(/14:10.*UTC$/);
  expect(zone(at_ms)).toMatch(/^GMT([+-]\d{1,2}(:\d\d)?)?$/);
});
