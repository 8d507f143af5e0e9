import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Placed } from '../protocol/protocol';
import { Steady, STILL_MS } from './steady.svelte';

let order: Placed[];
let list: Steady;

const places = (...items: number[]): Placed[] => items.map((item) => ({ item, why: 'arrival' }));
const shown = () =>
  list.rows.map(({ placed, gone }) => (gone ? `${placed.item} gone` : placed.item));

beforeEach(() => {
  vi.useFakeTimers();
  order = places(1, 2, 3);
  list = new Steady(() => order);
});

afterEach(() => {
  list.stop();
  vi.useRealTimers();
});

describe('a list that nobody reads', () => {
  it('follows the order', () => {
    order = places(3, 1);
    expect(shown()).toEqual([3, 1]);
    expect(list.changed).toBe(false);
    expect(list.fresh).toBe(0);
  });
});

describe('a list that somebody reads', () => {
  beforeEach(() => list.reads('pointer', true));

  it('stays as it was, and counts what is new', () => {
    order = places(4, 3, 1, 2, 5);
    expect(shown()).toEqual([1, 2, 3]);
    expect(list.fresh).toBe(2);
    expect(list.changed).toBe(true);
  });

  it('marks what has left and closes no gap', () => {
    order = places(2, 3);
    expect(shown()).toEqual(['1 gone', 2, 3]);
    expect(list.fresh).toBe(0);
    expect(list.changed).toBe(true);
  });

  it('tells the reason that holds now', () => {
    order = [{ item: 1, why: 'moved', reason: 'time-zone' }, ...places(2, 3)];
    expect(list.rows[0]?.placed.reason).toBe('time-zone');
    expect(list.changed).toBe(false);
  });

  it('takes back what has left and returns', () => {
    order = places(2, 3);
    order = places(1, 2, 3);
    expect(shown()).toEqual([1, 2, 3]);
    expect(list.changed).toBe(false);
  });

  it('shows the present order when asked, and keeps that one', () => {
    order = places(3, 4);
    list.show();
    expect(shown()).toEqual([3, 4]);
    order = places(4);
    expect(shown()).toEqual(['3 gone', 4]);
  });

  it('moves on when the last reason to stay is over', () => {
    list.reads('focus', true);
    order = places(4);
    list.reads('pointer', false);
    expect(shown()).toEqual(['1 gone', '2 gone', '3 gone']);
    list.reads('focus', false);
    expect(shown()).toEqual([4]);
  });

  it('minds a reason once, however often it is told', () => {
    list.reads('pointer', true);
    list.reads('pointer', false);
    order = places(4);
    expect(shown()).toEqual([4]);
  });
});

describe('a list that was scrolled or touched', () => {
  it('is still for a while, from the last time on', () => {
    list.touched();
    order = places(4);
    vi.advanceTimersByTime(STILL_MS - 1);
    list.touched();
    vi.advanceTimersByTime(STILL_MS - 1);
    expect(shown()).toEqual(['1 gone', '2 gone', '3 gone']);
    vi.advanceTimersByTime(1);
    expect(shown()).toEqual([4]);
  });

  it('stays still for another reader after that', () => {
    list.touched();
    list.reads('focus', true);
    vi.advanceTimersByTime(STILL_MS);
    order = places(4);
    expect(shown()).toEqual(['1 gone', '2 gone', '3 gone']);
  });
});

it('keeps nothing of an empty list', () => {
  order = [];
  list.reads('pointer', true);
  order = places(1);
  expect(shown()).toEqual([1]);
  expect(list.changed).toBe(false);
});
