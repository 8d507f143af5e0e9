import { expect, it } from 'vitest';
import type { ItemEntry, ItemId } from '../protocol/protocol';
import { itemsOf, readEntered, waitsAlready, type Entered } from './runner';

function item(id: ItemId, name: string, part: Partial<ItemEntry> = {}): ItemEntry {
  return {
    id,
    kind: 'proxy',
    origin: 'room',
    state: 'approved',
    name,
    affiliation: null,
    place: null,
    text: null,
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

function entered(key: string, name: string, after: ItemId): Entered {
  return { key, name, affiliation: '', place: '', after, refused: null };
}

it('knows a name that waits, however it is written', () => {
  const items = [item(1, 'Ana  Silva'), item(2, 'Bo', { state: 'answered_aloud' })];
  expect(waitsAlready(' ana silva', items, [])?.item?.id).toBe(1);
  expect(waitsAlready('Bo', items, [])).toBe(null);
  expect(waitsAlready('', items, [])).toBe(null);
});

it('knows a name that is still on its way', () => {
  expect(waitsAlready('Cem', [], [entered('1', 'Cem', 0)])).toEqual({ item: null });
});

it('finds each entry again, and an item once', () => {
  const entries = [entered('3', 'Ana', 4), entered('2', 'Ana', 4), entered('1', 'Bo', 4)];
  const items = [item(3, 'Bo'), item(5, 'Ana'), item(6, 'Bo', { kind: 'question' })];
  const found = itemsOf(entries, items);
  expect([...found].map(([key, one]) => [key, one.id])).toEqual([['2', 5]]);
});

it('survives a spoilt store', () => {
  expect(readEntered('{')).toEqual([]);
  expect(readEntered('[1, {"key": "1"}]').length).toBe(1);
  expect(readEntered(null)).toEqual([]);
});
