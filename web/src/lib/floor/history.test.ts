import { expect, test } from 'vitest';
import type { MoveEntry, StaffPart } from '../protocol/protocol';
import { movesMade } from './history';

const move = (state: MoveEntry['state'], at_ms: number): MoveEntry => ({
  state,
  at_ms,
  reason: null,
  because: null,
});
const staff = (moves: MoveEntry[]) => ({ staff: { moves } as StaffPart });

test('the newest move stands first, and the wire’s list stays as it is', () => {
  const moves = [move('submitted', 1), move('approved', 2), move('held', 3)];
  expect(movesMade(staff(moves)).map(({ state }) => state)).toEqual([
    'held',
    'approved',
    'submitted',
  ]);
  expect(moves[0]?.state).toBe('submitted');
});

test('an item that was never moved has no history', () => {
  expect(movesMade(staff([move('approved', 1)]))).toEqual([]);
  expect(movesMade({})).toEqual([]);
});
