// Two soft notes when it is somebody's turn, for those who switched them on.

import { remember, remembered } from '../storage';

const KEY = 'onefloor.chime';
const NOTES_HZ = [587, 880];
const NOTE_S = 0.22;
const LOUDNESS = 0.2;

class Chime {
  on = $state(remembered(KEY) !== null);
  readonly isPossible = typeof AudioContext === 'function';
  #context: AudioContext | null = null;

  /** Switches it; what is switched on is heard once. */
  toggle(): void {
    this.on = !this.on;
    remember(KEY, this.on ? '1' : null);
    this.wake();
    this.play();
  }

  /** Browsers let a page be heard only from a press on: this one, or the first after a reload. */
  wake(): void {
    if (!this.on || !this.isPossible) return;
    this.#context ??= new AudioContext();
    if (this.#context.state === 'suspended') void this.#context.resume();
  }

  play(): void {
    const context = this.#context;
    if (!this.on || !context) return;
    NOTES_HZ.forEach((hz, at) => {
      const note = context.createOscillator();
      const loudness = context.createGain();
      const from = context.currentTime + at * NOTE_S;
      note.frequency.value = hz;
      loudness.gain.setValueAtTime(0, from);
      loudness.gain.linearRampToValueAtTime(LOUDNESS, from + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.001, from + 2 * NOTE_S);
      note.connect(loudness).connect(context.destination);
      note.start(from);
      note.stop(from + 2 * NOTE_S);
    });
  }
}

export const chime = new Chime();
