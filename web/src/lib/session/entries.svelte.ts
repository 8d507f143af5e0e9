// The entries of a session's view, each read by its key, or all of a kind by number. A change runs
// only those readers anew that look at what it changes.

import { untrack } from 'svelte';
import type { Entries } from '../protocol/protocol';

export type Key = keyof Entries;

/** Kinds of entries that come in numbers: `item` of `item/12`. */
export type NumberedKind<K = Key> = K extends `${infer A}/${infer B}/${number}`
  ? `${A}/${B}`
  : K extends `${infer A}/${number}`
    ? A
    : never;

/** What a reader depends on. */
class Signal {
  #changes = $state(0);

  read(): void {
    void this.#changes;
  }

  changed(): void {
    this.#changes += 1;
  }
}

/** Entries of one kind. Signals are made as entries come, never by a reader: it would not see them. */
/* eslint-disable svelte/prefer-svelte-reactivity -- a `SvelteMap` tells readers of a missing key about every other key */
class Group {
  readonly #entries = new Map<string | number, unknown>();
  readonly #signals = new Map<string | number, Signal>();
  /** An entry has come or gone: what a reader of one that is missing waits for. */
  readonly #members = new Signal();
  readonly #any = new Signal();
  #sorted: unknown[] | null = null;

  get(key: string | number): unknown {
    (this.#signals.get(key) ?? this.#members).read();
    return this.#entries.get(key);
  }

  /** All of them by number; made once for a change, however many read it. */
  sorted(): readonly unknown[] {
    this.#any.read();
    this.#sorted ??= [...this.#entries].sort(([a], [b]) => Number(a) - Number(b)).map(([, e]) => e);
    return this.#sorted;
  }

  set(key: string | number, entry: unknown): void {
    this.#entries.set(key, entry);
    const signal = this.#signals.get(key);
    if (!signal) this.#signals.set(key, new Signal());
    (signal ?? this.#members).changed();
    this.#changed();
  }

  delete(key: string | number): void {
    if (!this.#entries.delete(key)) return;
    this.#signals.get(key)?.changed();
    this.#signals.delete(key);
    this.#members.changed();
    this.#changed();
  }

  #changed(): void {
    this.#sorted = null;
    this.#any.changed();
  }
}

export class EntryMap {
  /** Entries that stand alone, such as `agenda` and `floor/order`. */
  readonly #single = new Group();
  readonly #numbered = new Map<string, Group>();
  readonly #kinds = new Signal();

  // What the server puts behind a key has the type that the protocol gives it: known here alone.
  get<K extends Key>(key: K): Entries[K] | undefined {
    const [kind, number] = numberedKey(key);
    const entry = kind === null ? this.#single.get(key) : this.#group(kind)?.get(number);
    return entry as Entries[K] | undefined;
  }

  /** The entry behind a key, for whoever merges: nobody depends on the answer. */
  peek(key: string): unknown {
    return untrack(() => this.get(key as Key));
  }

  /** All entries of a kind, by number. */
  numbered<N extends NumberedKind>(kind: N): readonly Entries[`${N}/${number}`][] {
    return (this.#group(kind)?.sorted() ?? []) as Entries[`${N}/${number}`][];
  }

  set(key: string, entry: unknown): void {
    const [kind, number] = numberedKey(key);
    if (kind === null) this.#single.set(key, entry);
    else (this.#numbered.get(kind) ?? this.#newGroup(kind)).set(number, entry);
  }

  delete(key: string): void {
    const [kind, number] = numberedKey(key);
    if (kind === null) this.#single.delete(key);
    else this.#numbered.get(kind)?.delete(number);
  }

  #group(kind: string): Group | undefined {
    const group = this.#numbered.get(kind);
    if (!group) this.#kinds.read();
    return group;
  }

  #newGroup(kind: string): Group {
    const group = new Group();
    this.#numbered.set(kind, group);
    this.#kinds.changed();
    return group;
  }
}

/** `item/12` in its two halves; a key that stands alone has no kind. */
function numberedKey(key: string): [kind: string, number: number] | [kind: null, number: null] {
  const [, kind, number] = /^(.+)\/(\d+)$/.exec(key) ?? [];
  return kind === undefined ? [null, null] : [kind, Number(number)];
}
