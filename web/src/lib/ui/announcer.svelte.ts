// What screen readers are told without being asked: politely, one at a time, not too often.

const GAP_MS = 1500;
const WAITING_MAX = 3;

class Announcer {
  /** The text that the live regions hold at present. */
  text = $state('');
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** Says a text soon. When too much waits, the oldest is given up: the newest matters most. */
  say(text: string): void {
    if (this.#waiting.includes(text)) return;
    this.#waiting.push(text);
    if (this.#waiting.length > WAITING_MAX) this.#waiting.shift();
    if (this.#timer === null) this.#next();
  }

  #next(): void {
    const text = this.#waiting.shift();
    // An emptied region makes the same text count as new the next time.
    this.text = text ?? '';
    this.#timer = text === undefined ? null : setTimeout(() => this.#next(), GAP_MS);
  }
}

export const announcer = new Announcer();
