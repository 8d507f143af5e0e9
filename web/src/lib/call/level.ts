// How loud each voice is, and so who speaks. Browsers run it only after a press somewhere in the page.

const LOOK_MS = 100;
/** Full scale is 0 dB; a quiet room is about −60. */
const SPEAKS_DB = -48;
const FLOOR_DB = -60;
/** A breath between two words is no end. */
const HOLD_MS = 700;

interface Voice {
  track: MediaStreamTrack;
  source: MediaStreamAudioSourceNode;
  analyser: AnalyserNode;
  level: number;
  spokeAt_ms: number;
}

/** Loudness in decibels as a share of the meter, 0 to 1. */
export function share(db: number): number {
  return Math.min(1, Math.max(0, (db - FLOOR_DB) / -FLOOR_DB));
}

export function decibels(samples: Float32Array): number {
  let sum = 0;
  for (const one of samples) sum += one * one;
  return 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12);
}

export class Levels<Id> {
  readonly #looked: () => void;
  readonly #voices = new Map<Id, Voice>();
  readonly #samples = new Float32Array(512);
  #context: AudioContext | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(looked: () => void) {
    this.#looked = looked;
    addEventListener('pointerdown', this.wake);
    addEventListener('keydown', this.wake);
  }

  /** Listens to a track from now on; `null`: to nothing. */
  watch(id: Id, track: MediaStreamTrack | null): void {
    const known = this.#voices.get(id);
    if (known?.track === track) return;
    known?.source.disconnect();
    this.#voices.delete(id);
    if (track && typeof AudioContext === 'function') {
      this.#context ??= new AudioContext();
      const source = this.#context.createMediaStreamSource(new MediaStream([track]));
      const analyser = this.#context.createAnalyser();
      analyser.fftSize = this.#samples.length;
      source.connect(analyser);
      this.#voices.set(id, { track, source, analyser, level: 0, spokeAt_ms: -Infinity });
      this.wake();
    }
    if (this.#voices.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    } else {
      this.#timer ??= setInterval(() => this.#look(), LOOK_MS);
    }
  }

  /** Forgets everybody but these. */
  keep(ids: readonly Id[]): void {
    for (const id of this.#voices.keys()) if (!ids.includes(id)) this.watch(id, null);
  }

  /** From 0 to 1. */
  level(id: Id): number {
    return this.#voices.get(id)?.level ?? 0;
  }

  speaks(id: Id): boolean {
    return performance.now() - (this.#voices.get(id)?.spokeAt_ms ?? -Infinity) < HOLD_MS;
  }

  wake = (): void => {
    if (this.#context?.state === 'suspended') void this.#context.resume();
  };

  stop(): void {
    removeEventListener('pointerdown', this.wake);
    removeEventListener('keydown', this.wake);
    this.keep([]);
    void this.#context?.close();
    this.#context = null;
  }

  #look(): void {
    for (const voice of this.#voices.values()) {
      voice.analyser.getFloatTimeDomainData(this.#samples);
      const db = voice.track.enabled ? decibels(this.#samples) : -Infinity;
      // Falls slowly, so that the meter is read and does not flicker.
      voice.level = Math.max(share(db), voice.level - 0.08);
      if (db > SPEAKS_DB) voice.spokeAt_ms = performance.now();
    }
    this.#looked();
  }
}
