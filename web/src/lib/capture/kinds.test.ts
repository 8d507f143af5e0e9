import { expect, test } from 'vitest';
import { kindOfKey, slash } from './kinds';

test('a slash and a number choose the kind, and are no part of the text', () => {
  expect(slash('/2 Fund local hubs')).toEqual({ kind: 'call_to_action', rest: 'Fund local hubs' });
  expect(slash('/7 ')).toEqual({ kind: 'note', rest: '' });
});

test('a slash in a text is a slash', () => {
  expect(slash('/3')).toBeNull();
  expect(slash('/9 lives')).toBeNull();
  expect(slash('and/or 2')).toBeNull();
  expect(slash('/24 hours')).toBeNull();
});

test('Alt with a digit chooses the kind, whatever letter it makes', () => {
  expect(kindOfKey({ altKey: true, code: 'Digit5' })).toBe('quote');
  expect(kindOfKey({ altKey: false, code: 'Digit5' })).toBeNull();
  expect(kindOfKey({ altKey: true, code: 'Digit9' })).toBeNull();
});
