// A button that rests after a press, as a screen shows it.

import { PressGate } from './pressGate';

export class Resting {
  readonly #gate = new PressGate();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether a press would do nothing at the moment. */
  now = $state(false);

  /** Whether this press counts. */
  press(): boolean {
    const counts = this.#gate.press();
    this.#show();
    return counts;
  }

  /** The button is of this kind now. */
  shows(kind: string): void {
    this.#gate.shows(kind);
    this.#show();
  }

  /** It has just come up. */
  begin(): void {
    this.press();
  }

  #show(): void {
    clearTimeout(this.#timer);
    const left_ms = this.#gate.left_ms;
    this.now = left_ms > 0;
    if (left_ms > 0) this.#timer = setTimeout(() => this.#show(), left_ms);
  }
}
