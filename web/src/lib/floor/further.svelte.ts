// The order further back than everybody sees. A screen asks for it page by page; what it has of it is
// asked for again when the front moves, and not more often than somebody can read.

import type { Placed } from '../protocol/protocol';

/** Shortest time between two times that it is asked for again. */
const AGAIN_MS = 5_000;

interface Source {
  /** What everybody sees. */
  front: () => readonly Placed[];
  /** Places from a number on; null where no answer comes. */
  ask: (from: number) => Promise<Placed[] | null>;
}

export class Further {
  readonly #source: Source;
  #asked = $state.raw<readonly Placed[]>([]);
  #asking = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  /** The front, and behind it what was asked for and has not come forward. */
  get places(): readonly Placed[] {
    const front = this.#source.front();
    if (this.#asked.length === 0) return front;
    const shown = front.map(({ item }) => item);
    return [...front, ...this.#asked.filter(({ item }) => !shown.includes(item))];
  }

  /** Whether an answer is on its way. */
  get asking(): boolean {
    return this.#asking;
  }

  /** Asks for the next page. */
  async more(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    const next = await this.#source.ask(this.places.length);
    this.#asking = false;
    if (next) this.#asked = [...this.#asked, ...next];
  }

  /** The front has moved: what is behind it is asked for again soon, if anything of it is shown. */
  moved(): void {
    if (this.#asked.length > 0) this.#timer ??= setTimeout(() => void this.#again(), AGAIN_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #again(): Promise<void> {
    const wanted = this.#asked.length;
    const front = this.#source.front().length;
    const asked: Placed[] = [];
    while (asked.length < wanted) {
      const page = await this.#source.ask(front + asked.length);
      if (!page) break;
      asked.push(...page);
      if (page.length === 0) break;
    }
    this.#timer = undefined;
    this.#asked = asked;
  }
}
