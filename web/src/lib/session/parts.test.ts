import { expect, test } from 'vitest';
import { Parts } from './parts';

function screen() {
  const entries = new Map<string, unknown>();
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
