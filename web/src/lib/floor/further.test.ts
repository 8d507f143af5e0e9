import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Placed } from '../protocol/protocol';
import { Further } from './further.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server whose order has so many places, of which everybody sees three and a page is two. */
function order(count: number) {
  let all: Placed[] = Array.from({ length: count }, (_, at) => ({ item: at + 1, why: 'arrival' }));
  const asked: number[] = [];
  const further = new Further({
    front: () => all.slice(0, 3),
    ask: (from) => {
      asked.push(from);
      return Promise.resolve(all.slice(from, from + 2));
    },
  });
  const items = () => further.places.map(({ item }) => item);
  return { further, items, asked, becomes: (...now: number[]) => (all = placed(now)) };
}

const placed = (items: number[]): Placed[] => items.map((item) => ({ item, why: 'arrival' }));

test('page after page comes behind the front', async () => {
  const { further, items } = order(7);
  expect(items()).toEqual([1, 2, 3]);
  await further.more();
  expect(items()).toEqual([1, 2, 3, 4, 5]);
  await further.more();
  expect(items()).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('whoever has come forward stands there once', async () => {
  const { further, items, becomes } = order(6);
  await further.more();
  becomes(5, 1, 2, 3, 4, 6);
  expect(items()).toEqual([5, 1, 2, 4]);
});

test('when the front moves, the rest is asked for again, once in a while', async () => {
  const { further, items, asked, becomes } = order(6);
  further.moved();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toEqual([]);
  await further.more();
  becomes(5, 1, 2, 3, 4, 6);
  for (let times = 0; times < 9; times += 1) further.moved();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toEqual([3, 3]);
  expect(items()).toEqual([5, 1, 2, 3, 4]);
  further.moved();
  further.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toHaveLength(2);
});
