import { expect, test } from 'vitest';
import { FRAME_BYTES_MAX } from '../protocol/protocol';
import { isTooLong, isTooLongCommand } from './frame';

test('bytes count, and not letters', () => {
  expect(isTooLong('a'.repeat(FRAME_BYTES_MAX))).toBe(false);
  expect(isTooLong('a'.repeat(FRAME_BYTES_MAX + 1))).toBe(true);
  expect(isTooLong('语'.repeat(FRAME_BYTES_MAX / 3 + 1))).toBe(true);
});

test('the longest report fits in any script', () => {
  const insert = '\u{1f600}'.repeat(40_000);
  const splice = { revision: 1, at: 0, delete: 0, insert, follows: false };
  expect(isTooLongCommand('id', { type: 'edit_report', ...splice })).toBe(false);
});
