// A list that does not move under its reader. It knows places and time, and no page: whoever
// shows it says when somebody reads.

import type { ItemId, Placed } from '../protocol/protocol';

/** What keeps the list still: a pointer over it, the focus in it, a scroll or a touch just now. */
export type Reading = 'pointer' | 'focus' | 'touch';

export interface Row {
  placed: Placed;
  /** It stands in the order no more, and keeps its room until the list moves on. */
  gone: boolean;
}

/** How long a scroll or a touch holds the list. */
export const STILL_MS = 3_000;

export class Steady {
  readonly #live: () => readonly Placed[];
  /** The order as it was when reading began. */
  #kept = $state.raw<readonly Placed[] | null>(null);
  readonly #readings: Reading[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(live: () => readonly Placed[]) {
    this.#live = live;
  }

  /** What is shown: the order as it is, or as it was when somebody began to read. */
  get rows(): Row[] {
    const live = this.#live();
    const kept = this.#still;
    if (!kept) return live.map((placed) => ({ placed, gone: false }));
    return kept.map((placed) => {
      const now = live.find((other) => other.item === placed.item);
      return { placed: now ?? placed, gone: !now };
    });
  }

  /** How many came since. */
  get fresh(): number {
    const shown = ids(this.#still ?? this.#live());
    return ids(this.#live()).filter((item) => !shown.includes(item)).length;
  }

  /** Whether the list on the screen is another one than the present order. */
  get changed(): boolean {
    return this.#still !== null && String(ids(this.#still)) !== String(ids(this.#live()));
  }

  /** Somebody begins to read, or ends; the last one to end lets the list move on. */
  reads(how: Reading, does: boolean): void {
    const at = this.#readings.indexOf(how);
    if (does && at < 0) this.#readings.push(how);
    if (!does && at >= 0) this.#readings.splice(at, 1);
    if (this.#readings.length === 0) this.#kept = null;
    else if (!this.#still) this.#kept = this.#live();
  }

  /** A scroll or a touch: somebody reads for a while. */
  touched(): void {
    clearTimeout(this.#timer);
    this.reads('touch', true);
    this.#timer = setTimeout(() => this.reads('touch', false), STILL_MS);
  }

  /** The reader asks for the present order; it is kept from here on as long as they read. */
  show(): void {
    if (this.#kept !== null) this.#kept = this.#live();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** An empty list has nothing to keep in its place. */
  get #still(): readonly Placed[] | null {
    return this.#kept?.length ? this.#kept : null;
  }
}

function ids(places: readonly Placed[]): ItemId[] {
  return places.map((placed) => placed.item);
}
