import { expect, test } from 'vitest';
import { commandId, dropKey, personKey, takeKey } from './ids';
import { forgetSession } from '../storage';

test('a command id is a UUIDv7 of its time', () => {
  const id = commandId(0x0190_1234_5678);
  expect(id).toMatch(/^01901234-5678-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('the person of a browser stays the same', () => {
  expect(personKey('AB12CD')).toMatch(/^[0-9a-f]{32}$/);
  expect(personKey('AB12CD')).toBe(personKey('EF34GH'));
});

test('a browser that is one device more of somebody is so in that session alone', () => {
  const own = personKey('EF34GH');
  takeKey('AB12CD', 'f'.repeat(32));
  expect(personKey('AB12CD')).toBe('f'.repeat(32));
  expect(personKey('EF34GH')).toBe(own);
  forgetSession('AB12CD');
  dropKey('AB12CD');
  expect(personKey('AB12CD')).toBe(own);
});
