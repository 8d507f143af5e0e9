import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import type { ItemEntry, ItemId, ItemState } from '../protocol/protocol';
import { Approving, type ApprovalKey } from './approving.svelte';

const item = (id: ItemId): ItemEntry =>
  ({ id, state: 'submitted', text: `Question ${id}` }) as ItemEntry;

/** A desk over a list of its own: a decision takes an item out some time later, as a server does. */
function desk(count: number, refuses: ItemId[] = []) {
  let items = $state.raw(Array.from({ length: count }, (_, at) => item(at + 1)));
  const became: Record<ItemId, ItemState> = {};
  const settle = async (of: ItemEntry, to: ItemState) => {
    await Promise.resolve();
    if (refuses.includes(of.id)) return false;
    became[of.id] = to;
    items = items.filter(({ id }) => id !== of.id);
    return true;
  };
  const hands = { move: settle, dismissFor: (of: ItemEntry) => settle(of, 'dismissed') };
  const approving = new Approving(() => items, hands);
  let presses = 0;
  const press = (key: ApprovalKey) => {
    presses += 1;
    return approving.press(key);
  };
  return { approving, became, press, presses: () => presses };
}

test('forty approvals take no more than forty-five key presses', async () => {
  const { approving, became, press, presses } = desk(40);
  while (approving.chosen) {
    press('a');
    flushSync();
  }
  await new Promise((settled) => setTimeout(settled));
  expect(Object.values(became).filter((state) => state === 'approved')).toHaveLength(40);
  expect(presses()).toBeLessThanOrEqual(45);
});

test('keys walk, approve, hold and dismiss, and the next one is chosen', async () => {
  const { approving, became, press } = desk(5);
  press('j');
  expect(approving.chosen?.id).toBe(2);
  press('a');
  expect(approving.chosen?.id).toBe(3);
  press('d');
  press('k');
  expect(approving.chosen?.id).toBe(1);
  press('h');
  expect(approving.chosen?.id).toBe(4);
  await new Promise((settled) => setTimeout(settled));
  expect(became).toEqual({ 1: 'held', 2: 'approved', 3: 'dismissed' });
  expect(approving.waiting.map(({ id }) => id)).toEqual([4, 5]);
});

test('what was refused is back, and what nobody waits for does nothing', async () => {
  const { approving, press } = desk(1, [1]);
  press('a');
  expect(approving.chosen).toBeUndefined();
  expect(press('a')).toBe(false);
  await new Promise((settled) => setTimeout(settled));
  expect(approving.chosen?.id).toBe(1);
});
