import { expect, test } from 'vitest';
import type { OptionTally } from '../protocol/protocol';
import { stanceCounts, turnOf } from './words';

const tally = (online: number, room: number, hands = 0): OptionTally => ({
  online,
  room,
  hub: 0,
  gathered: 0,
  hands,
  by_group: [],
});

test('the room and online are counted apart and together, hands with the room', () => {
  const options = [tally(3, 2, 4), tally(1, 0), tally(0, 1)];
  const result = { options, answered: 7, present: 9 };
  expect(stanceCounts(result)).toBe('Support 9 · Can live with it 1 · Object 1');
  expect(stanceCounts(result, 'room')).toBe('Support 6 · Can live with it 0 · Object 1');
});

test('every screen of the room shows the same one, each in its turn', () => {
  expect(turnOf(3, 1_000, 500, 10_000)).toBe(0);
  expect(turnOf(3, 1_000, 11_000, 10_000)).toBe(1);
  expect(turnOf(3, 1_000, 31_000, 10_000)).toBe(0);
  expect(turnOf(1, 0, 99_000, 10_000)).toBe(0);
  expect(turnOf(0, 0, 99_000, 10_000)).toBe(0);
});
