// A press is for what stood on the button when the thumb set out. After a press, and after the button
// became another kind of act, nothing happens for a moment; each press in that moment begins it anew,
// so that impatient taps are one act however many they are.

/** How long the button rests after a press. */
export const QUIET_MS = 1_500;

export class PressGate {
  readonly #now_ms: () => number;
  #quiet_until_ms = -Infinity;
  #kind: string | null = null;

  constructor(now_ms: () => number = () => performance.now()) {
    this.#now_ms = now_ms;
  }

  /** Whether this press counts. */
  press(): boolean {
    const counts = this.left_ms <= 0;
    this.#rest();
    return counts;
  }

  /** The button is of this kind now; a change that nobody here asked for comes under a thumb too. */
  shows(kind: string): void {
    if (this.#kind !== null && this.#kind !== kind) this.#rest();
    this.#kind = kind;
  }

  /** How long it still rests. */
  get left_ms(): number {
    return Math.max(0, this.#quiet_until_ms - this.#now_ms());
  }

  #rest(): void {
    this.#quiet_until_ms = this.#now_ms() + QUIET_MS;
  }
}
