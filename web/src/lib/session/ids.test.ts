import { expect, test } from 'vitest';
import { commandId, personKey } from './ids';

test('a command id is a UUIDv7 of its time', () => {
  const id = commandId(0x0190_1234_5678);
  expect(id).toMatch(/^01901234-5678-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('the person of a browser stays the same', () => {
  expect(personKey()).toMatch(/^[0-9a-f]{32}$/);
  expect(personKey()).toBe(personKey());
});
