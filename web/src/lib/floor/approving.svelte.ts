// Going through what waits for approval: one is chosen, a key decides it, and the next one is chosen.
// Whatever was decided here is out of the way at once; the server's answer comes later.

import { SvelteSet } from 'svelte/reactivity';
import type { Because, ItemEntry, ItemId, ItemState } from '../protocol/protocol';

/** Who carries the decisions out. */
export interface Decides {
  move: (item: ItemEntry, to: ItemState) => Promise<boolean>;
  dismissFor: (item: ItemEntry, because: Because | null) => Promise<boolean>;
}

/** What a single key does. */
export const APPROVAL_KEYS = ['j', 'k', 'a', 'd', 'h'] as const;
export type ApprovalKey = (typeof APPROVAL_KEYS)[number];

export class Approving {
  readonly #all: () => readonly ItemEntry[];
  readonly #hands: Decides;
  readonly #reason: () => Because | null;
  readonly #decided = new SvelteSet<ItemId>();
  #wanted = $state<ItemId | null>(null);

  constructor(
    all: () => readonly ItemEntry[],
    hands: Decides,
    reason: () => Because | null = () => null,
  ) {
    this.#all = all;
    this.#hands = hands;
    this.#reason = reason;
  }

  /** What still waits for a decision. */
  get waiting(): readonly ItemEntry[] {
    return this.#all().filter((item) => !this.#decided.has(item.id));
  }

  /** The one that a key decides. */
  get chosen(): ItemEntry | undefined {
    const { waiting } = this;
    return waiting.find((item) => item.id === this.#wanted) ?? waiting[0];
  }

  choose(item: ItemId): void {
    this.#wanted = item;
  }

  /** Does what the key stands for; whether it stands for anything now. */
  press(key: ApprovalKey): boolean {
    const { chosen } = this;
    if (!chosen) return false;
    switch (key) {
      case 'j':
      case 'k':
        this.#step(key === 'j' ? 1 : -1);
        return true;
      case 'a':
        void this.decide(chosen, () => this.#hands.move(chosen, 'approved'));
        return true;
      case 'h':
        void this.decide(chosen, () => this.#hands.move(chosen, 'held'));
        return true;
      case 'd':
        void this.decide(chosen, () => this.#hands.dismissFor(chosen, this.#reason()));
        return true;
    }
  }

  /** The next one is chosen at once; what was refused is back. */
  async decide(item: ItemEntry, how: () => Promise<boolean>): Promise<void> {
    const { waiting } = this;
    const at = waiting.indexOf(item);
    const next = waiting[at + 1] ?? waiting[at - 1];
    if (this.chosen === item) this.#wanted = next?.id ?? null;
    this.#decided.add(item.id);
    await how();
    // Gone from the list by now; if it comes back, by undo or since it was refused, it is shown.
    this.#decided.delete(item.id);
  }

  #step(by: number): void {
    const { waiting, chosen } = this;
    const at = chosen ? waiting.indexOf(chosen) : 0;
    const next = waiting[Math.min(waiting.length - 1, Math.max(0, at + by))];
    if (next) this.#wanted = next.id;
  }
}
