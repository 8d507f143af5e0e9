// How far the server's clock is from this device's, measured by probes that go there and back.

const PROBES_KEPT = 12;
/** A probe that took this much longer than the fastest says little about the clocks. */
const SLOWER_MAX = 1.25;
const SLOWER_MS = 10;

interface Probe {
  roundTrip_ms: number;
  offset_ms: number;
}

/** Estimates `server time − monotonic time`; the device's own clock may be wrong or be set. */
export class ServerTime {
  #probes: Probe[] = [];
  #guess_ms: number | null = null;
  /** `server time − the device's own time`, as it was last known. */
  #difference_ms: number | null = null;
  readonly #monotonic: () => number;
  readonly #wall: () => number;

  constructor(
    monotonic: () => number = () => performance.now(),
    wall: () => number = () => Date.now(),
  ) {
    this.#monotonic = monotonic;
    this.#wall = wall;
  }

  /** A first guess, before any probe: the message has just arrived. */
  guess(serverTime_ms: number): void {
    if (this.#probes.length === 0) this.#guess_ms ??= serverTime_ms - this.#monotonic();
    this.#keep();
  }

  /** A probe sent at `sent_ms` (monotonic) was answered just now. */
  probed(sent_ms: number, serverTime_ms: number): void {
    const now_ms = this.#monotonic();
    const roundTrip_ms = now_ms - sent_ms;
    const offset_ms = serverTime_ms + roundTrip_ms / 2 - now_ms;
    this.#probes = [...this.#probes, { roundTrip_ms, offset_ms }].slice(-PROBES_KEPT);
    this.#keep();
  }

  /**
   * Forgets what was measured: the device slept, or has another network. Until a new probe is back,
   * the old answer is the best there is. A monotonic clock may stand still while a device sleeps; its
   * own clock goes on, and may be wrong by hours: so what it was off by when it was last known is kept.
   */
  reset({ slept = false } = {}): void {
    this.#guess_ms = slept ? null : this.#offset_ms();
    this.#probes = [];
  }

  /** Whether the server has said what time it is since the device last slept. */
  get confirmed(): boolean {
    return this.#offset_ms() !== null;
  }

  /** How many probes the answer rests on. */
  get probes(): number {
    return this.#probes.length;
  }

  /** The server's time now, in milliseconds since 1970. */
  now_ms(): number {
    const offset_ms = this.#offset_ms();
    if (offset_ms !== null) return this.#monotonic() + offset_ms;
    return this.#wall() + (this.#difference_ms ?? 0);
  }

  /** Keeps by what the device's own clock is off, as long as both run. */
  #keep(): void {
    const offset_ms = this.#offset_ms();
    if (offset_ms === null) return;
    this.#difference_ms = this.#monotonic() + offset_ms - this.#wall();
  }

  /**
   * The middle of the offsets of the fast probes. A slow one waited somewhere on one way only, and
   * half of that wait is in its offset; the middle of several fast ones evens the rest out.
   */
  #offset_ms(): number | null {
    if (this.#probes.length === 0) return this.#guess_ms;
    const fastest_ms = Math.min(...this.#probes.map((probe) => probe.roundTrip_ms));
    const allowed_ms = fastest_ms * SLOWER_MAX + SLOWER_MS;
    const offsets = this.#probes
      .filter((probe) => probe.roundTrip_ms <= allowed_ms)
      .map((probe) => probe.offset_ms)
      .sort((a, b) => a - b);
    const middle = Math.floor(offsets.length / 2);
    const [low = 0, high = 0] = [offsets[Math.ceil(offsets.length / 2) - 1], offsets[middle]];
    return (low + high) / 2;
  }
}
