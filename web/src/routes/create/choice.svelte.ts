// Several sessions of one source: which are chosen, and how far their creation has come.

import type { Moderators } from '../../lib/links/names';
import { createSession } from '../../lib/http/api';
import type { Failure } from '../../lib/http/client';
import { refusedAt } from '../../lib/http/words';
import type { Created } from '../../lib/protocol/protocol';
import type { Review } from './review.svelte';

/** How long the server lets one wait between sessions that are created fast. */
const PAUSE_MS = 5_500;
const TRIES_MAX = 60;

export interface Made extends Created {
  title: string;
  moderators?: Moderators;
}

export class Choice {
  readonly reviews: Review[];
  chosen = $state<boolean[]>([]);
  made = $state.raw<Made[]>([]);
  readonly #pause: (ms: number) => Promise<void>;
  /** What was created already, so that another try makes none of it again. */
  readonly #done: { review: Review; made: Made }[] = [];

  constructor(
    reviews: Review[],
    pause = (ms: number) => new Promise<void>((on) => setTimeout(on, ms)),
  ) {
    this.reviews = reviews;
    this.chosen = reviews.map(() => false);
    this.#pause = pause;
  }

  get count(): number {
    return this.chosen.filter(Boolean).length;
  }

  /** Chosen ones that cannot be created as they are. */
  get unsound(): Review[] {
    return this.#wanted.filter((review) => !review.isSound);
  }

  chooseAll(chosen: boolean): void {
    this.chosen = this.reviews.map(() => chosen);
  }

  /**
   * Creates what is chosen, one after the other, and says each that is there; whoever is too fast waits.
   * The first failure ends it.
   */
  async create(onmade: (made: Made) => void = () => undefined): Promise<Failure | null> {
    for (const review of this.#wanted) {
      if (this.#done.some((one) => one.review === review)) continue;
      const failure = await this.#one(review, onmade);
      if (failure) return failure;
    }
    return null;
  }

  async #one(review: Review, onmade: (made: Made) => void): Promise<Failure | null> {
    for (let tries = 0; ; tries += 1) {
      const plan = review.plan();
      const answer = await createSession(plan, review.keyOf(plan));
      if (answer.ok) {
        const made = { ...answer.value, title: review.title, moderators: plan.about };
        this.#done.push({ review, made });
        onmade(made);
        this.made = this.#done.map(({ made }) => made);
        return null;
      }
      review.refused = refusedAt(answer);
      if (answer.status !== 429 || tries === TRIES_MAX) return answer;
      await this.#pause(PAUSE_MS);
    }
  }

  get #wanted(): Review[] {
    return this.reviews.filter((_, at) => this.chosen[at]);
  }
}
