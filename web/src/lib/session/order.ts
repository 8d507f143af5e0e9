// What became of an order, taken step by step: who left it, and who stands behind whom now. Pure.

import type { ItemId, Placed, Step } from '../protocol/protocol';

/**
 * The order after the steps; null if it is not the one that they begin with. A step names neighbours and no
 * numbers, so that taking it twice leads to the same order.
 */
export function walked(before: readonly Placed[], steps: readonly Step[]): Placed[] | null {
  const moving = new Map<ItemId, Placed | null>(steps.map(([item]) => [item, null]));
  const now: Placed[] = [];
  for (const placed of before) {
    if (moving.has(placed.item)) moving.set(placed.item, placed);
    else now.push(placed);
  }
  for (const [item, after, why, reason] of steps) {
    if (after === undefined) continue;
    const placed = why === undefined ? moving.get(item) : place(item, why, reason);
    const at = after === null ? 0 : now.findIndex((other) => other.item === after) + 1;
    if (!placed || (after !== null && at === 0)) return null;
    now.splice(at, 0, placed);
  }
  return now;
}

function place(item: ItemId, why: Placed['why'], reason: string | undefined): Placed {
  return reason === undefined ? { item, why } : { item, why, reason };
}
