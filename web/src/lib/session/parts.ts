// The parts of a view, as the frames of the server make them. Pure: no socket, no DOM.

import type { OrderEntry, Part, ServerFrame, Step } from '../protocol/protocol';
import { walked } from './order';

export interface PartState {
  version: number;
  keys: Set<string>;
}

export interface Target {
  /** What is behind a key; nobody depends on the answer. */
  peek(key: string): unknown;
  set(key: string, entry: unknown): unknown;
  delete(key: string): unknown;
}

/** The frames that carry entries. */
export type ViewFrame = Extract<ServerFrame, { type: 'snapshot' | 'change' }>;

/** Which parts a screen has, and in which version. */
export class Parts {
  readonly #states = new Map<Part, PartState>();
  readonly #target: Target;
  /** Parts of before a reload: shown until the server says what is so. */
  #old = new Map<Part, string[]>();

  constructor(target: Target) {
    this.#target = target;
  }

  /** The version to name on a return. */
  get version(): number | null {
    return this.#states.get('main')?.version ?? null;
  }

  /** The version that a part shows; 0 before it has come. */
  versionOf(part: Part): number {
    return this.#states.get(part)?.version ?? 0;
  }

  /** Merges a frame; false if something is missing before it, so that the screen must ask anew. */
  apply(frame: ViewFrame): boolean {
    const state = this.#states.get(frame.part) ?? { version: 0, keys: new Set<string>() };
    if (frame.type === 'snapshot') {
      this.#renew(frame);
      for (const key of state.keys) if (!(key in frame.entries)) this.#target.delete(key);
      this.#put(state, frame.entries);
      state.keys = new Set(Object.keys(frame.entries));
    } else {
      if (!this.#states.has(frame.part) || frame.after > state.version) return false;
      this.#put(state, frame.put ?? {});
      for (const key of frame.del ?? []) {
        state.keys.delete(key);
        this.#target.delete(key);
      }
      for (const [key, steps] of Object.entries(frame.moves ?? {})) {
        if (!this.#move(key, steps)) return false;
      }
    }
    state.version = frame.version;
    this.#states.set(frame.part, state);
    return true;
  }

  /** Forgets everything, so that the next snapshot is the whole truth. */
  clear(): void {
    for (const [part, { keys }] of this.#states) this.#old.set(part, [...keys]);
    this.#states.clear();
  }

  /** The keys of each part, to keep them. */
  keys(): [part: Part, keys: string[]][] {
    const parts = new Map(this.#old);
    for (const [part, { keys }] of this.#states) parts.set(part, [...keys]);
    return [...parts];
  }

  /** Shows what was kept, until the next frame. */
  restore(parts: [part: Part, keys: string[]][], entries: Record<string, unknown>): void {
    this.#old = new Map(parts);
    for (const [, keys] of parts)
      for (const key of keys) if (key in entries) this.#target.set(key, entries[key]);
  }

  /** What came by the first frame takes the place of what was kept. */
  #renew(frame: Extract<ViewFrame, { type: 'snapshot' }>): void {
    for (const [part, keys] of this.#old) {
      // The other parts come behind the first, if there are any still.
      if (part !== frame.part && frame.part !== 'main') continue;
      for (const key of keys) if (!(key in frame.entries)) this.#target.delete(key);
      this.#old.delete(part);
    }
  }

  #move(key: string, steps: readonly Step[]): boolean {
    // Moves are told of orders alone.
    const order = this.#target.peek(key) as OrderEntry | undefined;
    const places = order && walked(order.places, steps);
    if (!places) return false;
    this.#target.set(key, { ...order, places });
    return true;
  }

  #put(state: PartState, entries: Record<string, unknown>): void {
    for (const [key, entry] of Object.entries(entries)) {
      state.keys.add(key);
      this.#target.set(key, entry);
    }
  }
}
