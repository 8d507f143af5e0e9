// How far the server's clock is from this device's, from the probe that came back fastest.

const PROBES_KEPT = 8;

interface Probe {
  roundTrip_ms: number;
  offset_ms: number;
}

/** Estimates `server time − monotonic time`; the device's own clock may be wrong or be set. */
export class ServerTime {
  #probes: Probe[] = [];
  readonly #monotonic: () => number;

  constructor(monotonic: () => number = () => performance.now()) {
    this.#monotonic = monotonic;
  }

  /** A first guess, before any probe: the message has just arrived. */
  guess(serverTime_ms: number): void {
    if (this.#probes.length > 0) return;
    const offset_ms = serverTime_ms - this.#monotonic();
    this.#probes.push({ roundTrip_ms: Infinity, offset_ms });
  }

  /** A probe sent at `sent_ms` (monotonic) was answered just now. */
  probed(sent_ms: number, serverTime_ms: number): void {
    const now_ms = this.#monotonic();
    const roundTrip_ms = now_ms - sent_ms;
    const offset_ms = serverTime_ms + roundTrip_ms / 2 - now_ms;
    this.#probes = [...this.#probes, { roundTrip_ms, offset_ms }].slice(-PROBES_KEPT);
  }

  /** Forgets what was measured: a device that slept may have stopped counting. */
  reset(): void {
    this.#probes = [];
  }

  /** The server's time now, in milliseconds since 1970. */
  now_ms(): number {
    const fastest = this.#probes.reduce<Probe | null>(
      (best, probe) => (best && best.roundTrip_ms <= probe.roundTrip_ms ? best : probe),
      null,
    );
    return fastest ? this.#monotonic() + fastest.offset_ms : Date.now();
  }
}
