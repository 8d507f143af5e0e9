// What became of an item so far, as staff reads it. Pure.

import type { ItemEntry, MoveEntry } from '../protocol/protocol';

/** The wire keeps this many at most, so a full list may have lost its beginning. */
export const MOVES_MAX = 33;

/** The moves of an item, the newest first; none where only its first state is known. */
export function movesMade(item: Pick<ItemEntry, 'staff'>): MoveEntry[] {
  const moves = item.staff?.moves ?? [];
  return moves.length > 1 ? [...moves].reverse() : [];
}
