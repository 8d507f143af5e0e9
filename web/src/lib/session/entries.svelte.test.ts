import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { EntryMap } from './entries.svelte';

/** Reads over and over as a component would, and counts how often. */
function watches<T>(read: () => T) {
  const watched = { runs: 0, seen: [] as T[] };
  $effect.root(() => {
    $effect(() => {
      watched.seen.push(read());
      watched.runs += 1;
    });
  });
  flushSync();
  return watched;
}

const change = (entries: EntryMap, key: string, entry: unknown) => {
  entries.set(key, entry);
  flushSync();
};

test('entries of a kind come by number, whatever the order they came in', () => {
  const entries = new EntryMap();
  for (const id of [10, 9, 100]) entries.set(`item/${id}`, { id });
  entries.set('room/line/3', { id: 3 });
  entries.set('history/report', { id: 0 });
  entries.set('history/7', { id: 7 });
  expect(entries.numbered('item').map(({ id }) => id)).toEqual([9, 10, 100]);
  expect(entries.numbered('room/line')).toEqual([{ id: 3 }]);
  expect(entries.numbered('history')).toEqual([{ id: 7 }]);
  expect(entries.get('history/report')).toEqual({ id: 0 });
  expect(entries.numbered('poll')).toEqual([]);
  entries.delete('item/10');
  expect(entries.numbered('item').map(({ id }) => id)).toEqual([9, 100]);
});

test('a change runs the readers of its kind once each, and nobody else', () => {
  const entries = new EntryMap();
  entries.set('item/1', { id: 1 });
  entries.set('item/2', { id: 2 });
  entries.set('poll/1', { id: 1 });
  entries.set('agenda', {});
  const items = watches(() => entries.numbered('item').length);
  const polls = watches(() => entries.numbered('poll').length);
  const first = watches(() => entries.get('item/1'));
  const second = watches(() => entries.get('item/2'));
  const agenda = watches(() => entries.get('agenda'));
  const runs = () => [items, polls, first, second, agenda].map((watched) => watched.runs);
  expect(runs()).toEqual([1, 1, 1, 1, 1]);
  change(entries, 'item/1', { id: 1, votes: 1 });
  expect(runs()).toEqual([2, 1, 2, 1, 1]);
  change(entries, 'poll/1', { id: 1 });
  expect(runs()).toEqual([2, 2, 2, 1, 1]);
  change(entries, 'item/3', { id: 3 });
  expect(runs()).toEqual([3, 2, 2, 1, 1]);
  expect(items.seen).toEqual([2, 2, 3]);
  change(entries, 'agenda', {});
  expect(runs()).toEqual([3, 2, 2, 1, 2]);
});

test('many changes at once are one run', () => {
  const entries = new EntryMap();
  const items = watches(() => entries.numbered('item').length);
  for (let id = 1; id <= 500; id += 1) entries.set(`item/${id}`, { id });
  flushSync();
  expect(items.seen).toEqual([0, 500]);
});

test('a list is made once for a change, and is another list after it', () => {
  const entries = new EntryMap();
  entries.set('item/1', { id: 1 });
  const list = entries.numbered('item');
  expect(entries.numbered('item')).toBe(list);
  entries.set('item/1', { id: 1 });
  expect(entries.numbered('item')).not.toBe(list);
});

test('whoever reads what is missing sees it come, go and come again', () => {
  const entries = new EntryMap();
  const round = watches(() => entries.get('round') !== undefined);
  const item = watches(() => entries.get('item/7') !== undefined);
  change(entries, 'poll/7', {});
  change(entries, 'poll/7', { open: true });
  expect([round.runs, item.runs]).toEqual([1, 2]);
  change(entries, 'round', {});
  change(entries, 'item/7', {});
  entries.delete('round');
  entries.delete('item/7');
  flushSync();
  change(entries, 'round', {});
  change(entries, 'item/7', {});
  expect(round.seen).toEqual([false, true, false, true]);
  expect(item.seen).toEqual([false, false, true, false, true]);
});

test('a value of the same key that changes wakes nobody who waits for a missing one', () => {
  const entries = new EntryMap();
  entries.set('presence', { people: 1 });
  entries.set('item/1', { votes: 0 });
  const round = watches(() => entries.get('round'));
  const item = watches(() => entries.get('item/2'));
  change(entries, 'presence', { people: 2 });
  change(entries, 'item/1', { votes: 1 });
  expect([round.runs, item.runs]).toEqual([1, 1]);
});
