import { describe, expect, it } from 'vitest';
import { mine } from './fake';
import { stageOf, turnOf, upTo } from './turn';

describe('how near an item is', () => {
  it('is told of nobody before people are called to the floor', () => {
    expect(stageOf({ state: 'approved', place: 1 }, false)).toBeNull();
    expect(stageOf({ state: 'next', place: 1 }, false)).toBeNull();
    expect(turnOf([mine(1, { place: 1 })], false)).toBeNull();
    expect(stageOf({ state: 'on_floor', place: null }, false)).toBe('on_floor');
  });

  it('is told of the next two and of who was called', () => {
    expect(stageOf({ state: 'approved', place: 3 })).toBeNull();
    expect(stageOf({ state: 'approved', place: 2 })).toBe('soon');
    expect(stageOf({ state: 'approved', place: 1 })).toBe('first');
    expect(stageOf({ state: 'next', place: 3 })).toBe('called');
    expect(stageOf({ state: 'on_floor', place: null })).toBe('on_floor');
  });

  it('is nothing for what does not wait', () => {
    expect(stageOf({ state: 'held', place: null })).toBeNull();
    expect(stageOf({ state: 'answered_aloud', place: null })).toBeNull();
  });
});

describe('whose turn is shown', () => {
  it('is the item nearest to the floor', () => {
    const items = [mine(1, { place: 2 }), mine(2, { state: 'next', place: 1 }), mine(3, {})];
    expect(turnOf(items)?.item.id).toBe(2);
  });

  it('is the one that stands for both where two are asked together', () => {
    const items = [mine(1, { place: 1, merged_into: 2 }), mine(2, { place: 1 })];
    expect(turnOf(items)?.item.id).toBe(2);
  });

  it('is nobody’s while all are far away', () => {
    expect(turnOf([mine(1, { place: 4 })])).toBeNull();
  });
});

it('knows which alerts a nearer one makes old', () => {
  expect(upTo('first')).toEqual(['soon', 'first']);
});
