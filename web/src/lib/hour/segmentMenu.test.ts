import { expect, test } from 'vitest';
import type { AgendaEntry, SegmentDraft, SegmentEntry } from '../protocol/protocol';
import { neighboursOf, segmentMenu, type SegmentHands } from './segmentMenu';

const segment = { id: 2, skipped: false, took_ms: null } as SegmentEntry;
const draft = { segment: 2, ahead: true, plan: { minutes: 1 } } as SegmentDraft;
const agenda = { segments: [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }] } as AgendaEntry;
const drafts = [1, 2, 3, 4].map((id) => ({ segment: id, ahead: id > 1 }) as SegmentDraft);

let done: unknown[] = [];
const hands: SegmentHands = {
  start: () => done.push('start'),
  edit: () => done.push('edit'),
  lengthen: (by) => done.push(['lengthen', by]),
  move: (before) => done.push(['move', before]),
  insertBefore: () => done.push('insert'),
  setSkipped: (skipped) => done.push(['skipped', skipped]),
  remove: () => done.push('remove'),
};

function menu(row: Partial<Parameters<typeof segmentMenu>[0]>) {
  const neighbours = neighboursOf(segment.id, agenda, drafts);
  const items = segmentMenu(
    { segment, draft, isRunning: false, isAhead: true, neighbours, ...row },
    hands,
  );
  return items.filter((item) => item !== 'separator');
}
const labels = (row: Partial<Parameters<typeof segmentMenu>[0]>) =>
  menu(row).map(({ label }) => label);

test('a step up stops at what has begun, and a step down goes behind the next', () => {
  expect(neighboursOf(2, agenda, drafts)).toEqual({ up: null, down: 4, isLast: false });
  expect(neighboursOf(3, agenda, drafts)).toEqual({ up: 2, down: null, isLast: false });
  expect(neighboursOf(4, agenda, drafts)).toEqual({ up: 3, down: null, isLast: true });
});

test('what lies ahead may be changed, moved and removed', () => {
  done = [];
  const items = menu({});
  expect(items.filter((item) => item.disabled).map((item) => item.icon)).toEqual([
    'minus',
    'arrow-up',
  ]);
  for (const item of items) item.onselect();
  expect(done).toEqual([
    'start',
    'edit',
    ['lengthen', 1],
    ['lengthen', -1],
    ['move', null],
    ['move', 4],
    'insert',
    ['skipped', true],
    'remove',
  ]);
});

test('what ran once is not removed', () => {
  const ran = { ...segment, took_ms: 60_000 };
  expect(menu({ segment: ran }).some((item) => item.danger)).toBe(false);
});

test('what runs is edited, and what is over begins again', () => {
  expect(labels({ isRunning: true, isAhead: false })).toEqual(['Change the segment']);
  expect(labels({ isAhead: false })).toEqual(['Go back to it']);
});
