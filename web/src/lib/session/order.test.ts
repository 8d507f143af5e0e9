import { expect, test } from 'vitest';
import type { Placed, Step } from '../protocol/protocol';
import { walked } from './order';

const order = (...items: number[]): Placed[] => items.map((item) => ({ item, why: 'arrival' }));
const items = (places: Placed[] | null) => places?.map(({ item }) => item);

test('whoever leaves, moves and comes is put in its place', () => {
  const steps: Step[] = [[2], [5, 1], [7, 5, 'arrival'], [3, null]];
  expect(items(walked(order(1, 2, 3, 4, 5), steps))).toEqual([3, 1, 5, 7, 4]);
});

test('a reason comes with its words, and stays where nothing is said of it', () => {
  const before: Placed[] = [...order(1, 2), { item: 3, why: 'moved', reason: 'a train' }];
  expect(walked(before, [[3, null]])?.[0]).toEqual({ item: 3, why: 'moved', reason: 'a train' });
  expect(walked(before, [[2, null, 'moved', 'a plane']])?.[0]).toEqual({
    item: 2,
    why: 'moved',
    reason: 'a plane',
  });
});

test('steps that are taken twice lead to the same order', () => {
  const steps: Step[] = [[2], [5, 1], [7, 5, 'votes']];
  const once = walked(order(1, 2, 3, 4, 5), steps);
  expect(walked(once ?? [], steps)).toEqual(once);
});

test('steps of another order are told from those of this one', () => {
  expect(walked(order(1, 2), [[3, 1]])).toBeNull();
  expect(walked(order(1, 2), [[2, 9]])).toBeNull();
});
