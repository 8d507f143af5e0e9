import type { DraftEntry } from '../protocol/protocol';
import { expect, test } from 'vitest';
import { linesBySection, newest, unwritten } from './draftLines';

const line = (id: number, part: Partial<DraftEntry> = {}): DraftEntry => ({
  id,
  section: 'discussion',
  text: 'One stakeholder asked.',
  proposal: 'One stakeholder asked.',
  state: 'kept',
  revision: 1,
  written: false,
  at_ms: id,
  sources: [],
  beside: null,
  ...part,
});

test('lines stand by section and by time, and an empty section is left out', () => {
  const lines = [line(1, { at_ms: 9 }), line(2), line(3, { section: 'presentations' })];
  expect(
    linesBySection(lines).map(({ section, lines }) => [section, lines.map((l) => l.id)]),
  ).toEqual([
    ['presentations', [3]],
    ['discussion', [2, 1]],
  ]);
});

test('a dropped line and a written one do not go into the report', () => {
  const lines = [line(1), line(2, { state: 'dropped' }), line(3, { written: true })];
  expect(unwritten([...lines, line(4, { state: 'edited' })]).map(({ id }) => id)).toEqual([1, 4]);
});

test('of no lines, none is the newest', () => {
  expect(newest([])).toBe(0);
  expect(newest([line(4), line(2)])).toBe(4);
});
