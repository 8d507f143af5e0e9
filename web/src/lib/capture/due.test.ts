import { expect, test } from 'vitest';
import { dueTone, dueWords, momentOf, span, wallTime, zoneOf } from './due';

const at = (text: string) => Date.parse(text);
/** Without the marks that isolate a text from its surroundings. */
const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');

test('the end of the session day is tonight, in the time zone of the session', () => {
  // 23:59:59 in Riyadh is 20:59:59 UTC.
  const due = at('2024-12-16T20:59:59Z');
  const words = plain(dueWords(due, at('2024-12-16T17:40:00Z'), 'Asia/Riyadh'));
  expect(words).toBe('Due tonight, in 3 hr 20 min');
  expect(plain(dueWords(due, at('2024-12-15T19:00:00Z'), 'Asia/Riyadh'))).toMatch(/^Due tomorrow/);
});

test('midnight belongs to the day that it ends', () => {
  const midnight = at('2024-12-16T21:00:00Z');
  expect(plain(dueWords(midnight, at('2024-12-16T20:30:00Z'), '+03:00'))).toBe(
    'Due tonight, in 30 min',
  );
});

test('what is past says by how much, and what is far says the day', () => {
  const now = at('2024-12-16T12:00:00Z');
  expect(plain(dueWords(now - 2 * 3_600_000, now, 'UTC'))).toBe('Past due by 2 hr');
  expect(plain(dueWords(at('2025-01-09T22:00:00Z'), now, 'UTC'))).toBe('Due January 9, in 24 days');
  expect(plain(dueWords(at('2024-12-16T15:00:00Z'), now, 'UTC'))).toMatch(/^Due today at/);
});

test('it grows louder as it comes near', () => {
  expect(dueTone(100 * 3_600_000, 0)).toBe('neutral');
  expect(dueTone(3_600_000, 0)).toBe('warn');
  expect(dueTone(0, 0)).toBe('danger');
});

test('a span has two steps at most', () => {
  expect(span(1)).toBe('1 min');
  expect(span(3_600_000)).toBe('1 hr');
  expect(span(30 * 3_600_000)).toBe('1 day 6 hr');
  expect(span(80 * 3_600_000)).toBe('3 days');
});

test('a time on the wall is one moment, on both sides of a change of clocks', () => {
  for (const zone of ['Europe/Berlin', 'Asia/Riyadh', 'America/St_Johns', '+05:45', 'UTC']) {
    for (const wall of ['2025-03-29T23:59', '2025-03-31T00:30', '2025-10-26T12:00']) {
      expect(wallTime(momentOf(wall, zone) ?? 0, zone), `${zone} ${wall}`).toBe(wall);
    }
  }
  expect(momentOf('2025-03-30T23:59', 'Europe/Berlin')).toBe(at('2025-03-30T21:59:00Z'));
  expect(momentOf('2025-03-29T23:59', 'Europe/Berlin')).toBe(at('2025-03-29T22:59:00Z'));
  expect(momentOf('', 'UTC')).toBeNull();
});

test('a zone that nobody knows is left out', () => {
  expect(zoneOf('Asia/Riyadh')).toBe('Asia/Riyadh');
  expect(zoneOf('Mars/Olympus')).toBeUndefined();
  expect(zoneOf(null)).toBeUndefined();
});
