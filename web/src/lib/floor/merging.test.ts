import { expect, it } from 'vitest';
import type { ItemEntry, ItemId, ItemState } from '../protocol/protocol';
import { candidates, found } from './merging';

function item(id: ItemId, text: string | null, part: Partial<ItemEntry> = {}): ItemEntry {
  return {
    id,
    kind: 'question',
    origin: 'online',
    state: 'approved' as ItemState,
    name: null,
    affiliation: null,
    place: null,
    text,
    language: null,
    anonymous: false,
    turn: 'read_aloud',
    heads: null,
    edited: false,
    merged: 0,
    at_ms: id,
    taken_at_ms: null,
    done_at_ms: null,
    ...part,
  };
}

function like(similar: ItemId[]): ItemEntry['staff'] {
  return {
    asker: null,
    silence: null,
    anonymity: 'named',
    reason: null,
    because: null,
    answer: null,
    stakeholder_group: null,
    region: null,
    original: null,
    rewordings: 0,
    merged: [],
    merged_into: null,
    similar,
    ready: false,
    undo_to: null,
    moves: [],
  };
}

const ids = (items: ItemEntry[]) => items.map(({ id }) => id);
const none = () => false;

it('offers what is like it first, either way round, then the others as they wait', () => {
  const start = item(3, 'Who pays?', { staff: like([2]) });
  const items = [
    item(1, 'When?'),
    item(2, 'Who is paying?'),
    start,
    item(4, 'Paying?', { staff: like([3]) }),
    item(5, 'Where?', { state: 'submitted' }),
    item(6, 'How?'),
  ];
  const offered = candidates(start, items, [6, 1, 3, 2, 4]);
  expect(ids(offered.similar)).toEqual([2, 4]);
  expect(ids(offered.others)).toEqual([6, 1, 5]);
});

it('offers nothing that is over, and no hand without words', () => {
  const start = item(1, 'Who pays?');
  const items = [start, item(2, 'Over', { state: 'answered_aloud' }), item(3, null)];
  expect(candidates(start, items, [])).toEqual({ similar: [], others: [] });
});

it('finds by words, name and number, and keeps what is ticked in its place', () => {
  const items = [item(1, 'Fees?'), item(2, 'Names?'), item(3, 'Fees again', { name: 'Ana' })];
  expect(ids(found(items, 'FEES', 9, none).shown)).toEqual([1, 3]);
  expect(ids(found(items, 'ana', 9, none).shown)).toEqual([3]);
  expect(ids(found(items, '2', 9, none).shown)).toEqual([2]);
  expect(ids(found(items, 'ana', 9, (id) => id === 1).shown)).toEqual([1, 3]);
  expect(found(items, '', 2, none)).toMatchObject({ more: 1 });
});
