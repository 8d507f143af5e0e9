import { expect, test } from 'vitest';
import type { Step } from '../protocol/protocol';
import { Parts } from './parts';

class Entries extends Map<string, unknown> {
  peek(key: string): unknown {
    return this.get(key);
  }
}

function screen() {
  const entries = new Entries();
  return { entries, parts: new Parts(entries) };
}

test('a snapshot replaces its own part and nothing else', () => {
  const { entries, parts } = screen();
  parts.apply({ type: 'snapshot', part: 'main', version: 3, entries: { a: 1, b: 2 } });
  parts.apply({ type: 'snapshot', part: 'person', version: 3, entries: { me: 1 } });
  parts.apply({ type: 'snapshot', part: 'main', version: 5, entries: { b: 3 } });
  expect([...entries]).toEqual([
    ['b', 3],
    ['me', 1],
  ]);
  expect(parts.version).toBe(5);
});

test('a change puts and deletes, and seeing it twice is safe', () => {
  const { entries, parts } = screen();
  parts.apply({ type: 'snapshot', part: 'main', version: 3, entries: { a: 1, b: 2 } });
  const change = {
    type: 'change',
    part: 'main',
    after: 3,
    version: 4,
    put: { a: 5 },
    del: ['b'],
  } as const;
  expect(parts.apply({ ...change, del: ['b'] })).toBe(true);
  expect(parts.apply({ ...change, del: ['b'] })).toBe(true);
  expect([...entries]).toEqual([['a', 5]]);
});

test('a gap is noticed', () => {
  const { parts } = screen();
  expect(
    parts.apply({ type: 'change', part: 'main', after: 3, version: 4, put: {}, del: [] }),
  ).toBe(false);
  parts.apply({ type: 'snapshot', part: 'main', version: 3, entries: {} });
  expect(
    parts.apply({ type: 'change', part: 'main', after: 4, version: 5, put: {}, del: [] }),
  ).toBe(false);
});

test('what went while a screen had to ask anew is gone when the whole has come', () => {
  const { entries, parts } = screen();
  parts.apply({ type: 'snapshot', part: 'main', version: 3, entries: { a: 1, b: 2 } });
  parts.apply({ type: 'snapshot', part: 'room', version: 3, entries: { room: 1 } });
  parts.clear();
  expect(entries.get('b')).toBe(2);
  parts.apply({ type: 'snapshot', part: 'main', version: 9, entries: { a: 4 } });
  expect([...entries]).toEqual([['a', 4]]);
});

test('what was kept over a reload stands until the server says what is so', () => {
  const before = screen();
  before.parts.apply({ type: 'snapshot', part: 'main', version: 3, entries: { a: 1, b: 2 } });
  before.parts.apply({ type: 'snapshot', part: 'room', version: 3, entries: { room: 1 } });
  const kept = before.parts.keys();

  const { entries, parts } = screen();
  parts.restore(kept, { a: 1, b: 2, room: 1 });
  expect([...entries.keys()]).toEqual(['a', 'b', 'room']);
  // It names no version, and takes no change: all comes anew.
  expect(parts.version).toBeNull();
  const change = { type: 'change', part: 'main', after: 3, version: 4, put: {}, del: [] } as const;
  expect(parts.apply({ ...change, del: [] })).toBe(false);
  parts.apply({ type: 'snapshot', part: 'main', version: 6, entries: { b: 4 } });
  expect([...entries]).toEqual([['b', 4]]);
  parts.apply({ type: 'snapshot', part: 'room', version: 6, entries: { room: 2 } });
  expect(entries.get('room')).toBe(2);
});

test('an order moves by its steps, safe to see twice; steps of another order ask anew', () => {
  const { entries, parts } = screen();
  const places = [1, 2, 3].map((item) => ({ item, why: 'arrival' }));
  const whole = { 'floor/order': { places } };
  parts.apply({ type: 'snapshot', part: 'main', version: 3, entries: whole });
  const moves: Record<string, Step[]> = { 'floor/order': [[1], [3, null, 'votes']] };
  const change = { type: 'change', part: 'main', after: 3, version: 4, moves } as const;
  const moved = { places: [{ item: 3, why: 'votes' }, places[1]] };
  expect(parts.apply(change)).toBe(true);
  expect(entries.get('floor/order')).toEqual(moved);
  expect(parts.apply(change)).toBe(true);
  expect(entries.get('floor/order')).toEqual(moved);
  const strange: Record<string, Step[]> = { 'floor/order': [[2, 9]] };
  expect(parts.apply({ type: 'change', part: 'main', after: 4, version: 5, moves: strange })).toBe(
    false,
  );
});
