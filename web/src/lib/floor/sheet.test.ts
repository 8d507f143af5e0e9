import { expect, it } from 'vitest';
import type { ItemEntry, ItemId } from '../protocol/protocol';
import { languageName, markOf, namesOf, sheet } from './sheet';

function item(id: ItemId, part: Partial<ItemEntry> = {}): ItemEntry {
  return {
    id,
    kind: 'question',
    origin: 'online',
    state: 'approved',
    name: `Person ${id}`,
    affiliation: null,
    place: null,
    text: 'Who pays?',
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

it('begins with what has the floor and leaves out who speaks', () => {
  const items = new Map(
    [
      item(1),
      item(2, { kind: 'hand' }),
      item(3, { kind: 'proxy', origin: 'room' }),
      item(4, { kind: 'proxy' }),
      item(5, { kind: 'comment' }),
      item(6, { text: null }),
    ].map((one) => [one.id, one]),
  );
  const places = [2, 3, 4, 5, 6].map((id) => ({ item: id, why: 'arrival' as const }));
  const read = sheet(items.get(1), places, (id) => items.get(id));
  expect(read.map(({ id }) => id)).toEqual([1, 4, 5]);
});

it('marks questions and comments', () => {
  expect(markOf(item(1, { kind: 'comment' }))).toBe('COMMENT');
  expect(markOf(item(1, { kind: 'proxy' }))).toBe('QUESTION');
});

it('names nobody who asked without their name, though staff knows it', () => {
  const hidden = item(1, { anonymous: true });
  expect(namesOf([hidden])).toEqual([]);
  expect(namesOf([hidden, item(2), item(3, { anonymous: true }), item(2)])).toEqual(['Person 2']);
});

it('names a language', () => {
  expect(languageName('fr', 'en')).toBe('French');
  expect(languageName('not a tag!', 'en')).toBe('not a tag!');
});
