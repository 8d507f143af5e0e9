// Commands that have no answer yet. They outlive a reload, and go out again after every return:
// the server answers a retry with the first outcome, so sending twice is safe.

import type { Command } from '../protocol/protocol';
import { remember, remembered } from '../storage';

export interface Waiting {
  id: string;
  command: Command;
  /** The role link they were given under; another screen must not send them. */
  secret: string | null;
}

/** Commands of a screen that wait at most: the next one is refused, and its words stay in their field. */
export const WAITING_MAX = 200;
/** What several tabs keep together in the one place that they share. */
const STORED_MAX = 4 * WAITING_MAX;

export class Outbox {
  readonly #key: string;
  #secret: string | null;
  #waiting: Waiting[];

  constructor(code: string, secret: string | null) {
    this.#key = `onefloor.outbox.${code}`;
    this.#secret = secret;
    this.#waiting = this.#stored().filter((one) => one.secret === secret);
  }

  get waiting(): readonly Waiting[] {
    return this.#waiting;
  }

  /** Whether it waits now; where as many wait as may, it does not. */
  add(id: string, command: Command): boolean {
    if (this.#waiting.length >= WAITING_MAX) return false;
    this.#waiting = [...this.#waiting, { id, command, secret: this.#secret }];
    this.#store();
    return true;
  }

  /** The link of this screen has a new secret: what waits goes on under it. */
  renewed(secret: string): void {
    this.#secret = secret;
    this.#waiting = this.#waiting.map((one) => ({ ...one, secret }));
    this.#store();
  }

  /** Takes the answered one out, and hands it back. */
  settle(id: string): Waiting | undefined {
    const settled = this.#waiting.find((one) => one.id === id);
    this.#waiting = this.#waiting.filter((one) => one.id !== id);
    this.#store(id);
    return settled;
  }

  /** Another tab keeps its own in the same place: only this screen's are replaced. */
  #store(settled?: string): void {
    const own = new Set(this.#waiting.map((one) => one.id));
    const others = this.#stored().filter((one) => !own.has(one.id) && one.id !== settled);
    const all = [...others, ...this.#waiting].slice(-STORED_MAX);
    remember(this.#key, all.length > 0 ? JSON.stringify(all) : null);
  }

  #stored(): Waiting[] {
    try {
      const stored: unknown = JSON.parse(remembered(this.#key) ?? '[]');
      return Array.isArray(stored) ? (stored as Waiting[]) : [];
    } catch {
      return [];
    }
  }
}
