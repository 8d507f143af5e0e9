// What became of an item so far, as staff reads it. Pure.

import type { Because, ItemEntry, ItemState } from '../protocol/protocol';

/** A state that an item came to; the oldest first on the wire, the present one last. */
export interface Move {
  state: ItemState;
  at_ms: number;
  /** In the words of who moved it. */
  reason: string | null;
  because: Because | null;
}

/** The wire keeps this many at most, so a full list may have lost its beginning. */
export const MOVES_MAX = 33;

/** The moves of an item, the newest first; none where only its first state is known. */
export function movesMade(item: Pick<ItemEntry, 'staff'>): Move[] {
  const moves = (item.staff as { moves?: Move[] } | undefined)?.moves ?? [];
  return moves.length > 1 ? [...moves].reverse() : [];
}
