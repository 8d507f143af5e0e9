// A session as a screen sees it: the only file of `lib/session` that holds reactive state.

import { SvelteMap } from 'svelte/reactivity';
import type {
  Command,
  Entries,
  ItemEntry,
  ItemId,
  Limits,
  LinkId,
  Part,
  PersonId,
  Rejection,
  Role,
} from '../protocol/protocol';
import { PROTOCOL } from '../protocol/protocol';
import { Connection, type CloseReason, type Heard } from './connection';
import { commandId, personKey } from './ids';
import { Outbox } from './outbox';
import { Parts, type ViewFrame } from './parts';
import { ServerTime } from './time';

export interface Welcome {
  you: PersonId | null;
  roles: Role[];
  link: LinkId | null;
  limits: Limits;
}

export type Status = 'connecting' | 'open' | 'reconnecting' | 'ended';

/** What became of a command: done, in the version of the session that holds it; or refused. */
export type Outcome = { done: true; version: number } | { done: false; rejection: Rejection };

/** How long a hint while typing is waited for. */
const HINT_MAX_MS = 3_000;
/** A drop shorter than this shows nothing. */
const QUIET_MS = 2_000;

export class LiveSession {
  readonly code: string;
  readonly secret: string | null;
  readonly entries = new SvelteMap<string, unknown>();
  welcome = $state.raw<Welcome | null>(null);
  status = $state<Status>('connecting');
  ended = $state<CloseReason | null>(null);
  /** When the server was last heard, by this device's clock. */
  heardAt_ms = $state(0);
  /** How many commands have no answer yet. */
  waiting = $state(0);

  readonly #time = new ServerTime();
  readonly #parts = new Parts(this.entries);
  readonly #outbox: Outbox;
  // Nothing on a screen depends on who waits for an answer.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #answers = new Map<string, (outcome: Outcome) => void>();
  readonly #connection: Connection;
  /** Texts being typed that wait for what is like them, by number. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #hints = new Map<number, (items: ItemId[]) => void>();
  #asked = 0;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(code: string, secret: string | null) {
    this.code = code;
    this.secret = secret;
    this.#outbox = new Outbox(code, secret);
    this.waiting = this.#outbox.waiting.length;
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    this.#connection = new Connection(`${scheme}://${location.host}/ws`, {
      hello: () => ({
        type: 'hello',
        protocol: PROTOCOL,
        credential: { session: code, secret, person_key: personKey() },
        last_version: this.#parts.version,
      }),
      heard: (frame) => this.#heard(frame),
      probed: (sent_ms, serverTime_ms) => this.#time.probed(sent_ms, serverTime_ms),
      heardAnything: () => this.#awake(),
      opened: () => this.#opened(),
      silent: () => {
        if (this.status === 'open') this.status = 'reconnecting';
      },
      disturbed: (slept) => this.#time.reset({ slept }),
      lost: () => this.#lost(),
      ended: (reason) => {
        clearTimeout(this.#quiet);
        this.ended = reason;
        this.status = 'ended';
      },
    });
  }

  /** The entry behind a key. */
  entry<K extends keyof Entries>(key: K): Entries[K] | undefined {
    return this.entries.get(key) as Entries[K] | undefined;
  }

  /** Entries that come in numbers, by number. */
  numbered<P extends 'item' | 'capture' | 'mine' | 'room/line' | 'cue' | 'poll' | 'answer'>(
    prefix: P,
  ): Entries[`${P}/${number}`][] {
    const found: [number, Entries[`${P}/${number}`]][] = [];
    for (const [key, entry] of this.entries) {
      if (!key.startsWith(`${prefix}/`)) continue;
      const at = Number(key.slice(prefix.length + 1));
      if (Number.isInteger(at)) found.push([at, entry as Entries[`${P}/${number}`]]);
    }
    return found.sort(([a], [b]) => a - b).map(([, entry]) => entry);
  }

  item(id: number | null | undefined): ItemEntry | undefined {
    return id === null || id === undefined ? undefined : this.entry(`item/${id}`);
  }

  has(...roles: Role[]): boolean {
    return roles.some((role) => this.welcome?.roles.includes(role));
  }

  /** How well the server's time is known: the probes that the answer rests on. */
  get probes(): number {
    return this.#time.probes;
  }

  /** The server's time, in milliseconds since 1970. */
  now_ms(): number {
    return this.#time.now_ms();
  }

  /** The version of the session that a part of the view shows. */
  version(part: Part): number {
    return this.#parts.versionOf(part);
  }

  /** Sends a command and resolves with its outcome, however often the network drops meanwhile. */
  send(command: Command): Promise<Outcome> {
    const id = commandId();
    this.#outbox.add(id, command);
    this.waiting = this.#outbox.waiting.length;
    this.#connection.send({ type: 'command', id, command });
    return new Promise((resolve) => this.#answers.set(id, resolve));
  }

  /** Waiting items much like a text that is being typed; none while there is no network. */
  similar(text: string): Promise<ItemId[]> {
    const n = ++this.#asked;
    if (!this.#connection.send({ type: 'similar', n, text })) return Promise.resolve([]);
    return new Promise((resolve) => {
      const settle = (items: ItemId[]) => {
        clearTimeout(late);
        this.#hints.delete(n);
        resolve(items);
      };
      const late = setTimeout(() => settle([]), HINT_MAX_MS);
      this.#hints.set(n, settle);
    });
  }

  /** Lets the other staff see which item this screen works on. */
  handles(item: ItemId | null): void {
    this.#connection.send({ type: 'handle', item });
  }

  stop(): void {
    clearTimeout(this.#quiet);
    this.#connection.stop();
  }

  /** A socket that was silent and speaks again is as good as before. */
  #awake(): void {
    this.heardAt_ms = Date.now();
    if (this.status === 'reconnecting' && this.#connection.isOpen) this.status = 'open';
  }

  #heard(frame: Heard): void {
    switch (frame.type) {
      case 'welcome':
        this.#time.guess(frame['server_time_ms'] as number);
        this.welcome = frame as unknown as Welcome;
        break;
      case 'snapshot':
      case 'change':
        if (!this.#parts.apply(frame as unknown as ViewFrame)) {
          this.#parts.clear();
          this.#connection.restart();
        }
        break;
      case 'similar':
        this.#hints.get(frame['n'] as number)?.(frame['items'] as ItemId[]);
        break;
      case 'done':
        this.#settle(frame['id'] as string, { done: true, version: frame['version'] as number });
        break;
      case 'refused':
        this.#settle(frame['id'] as string | null, {
          done: false,
          rejection: frame['rejection'] as Rejection,
        });
        break;
    }
  }

  #settle(id: string | null, outcome: Outcome): void {
    if (id === null) return;
    this.#outbox.settle(id);
    this.waiting = this.#outbox.waiting.length;
    this.#answers.get(id)?.(outcome);
    this.#answers.delete(id);
  }

  #opened(): void {
    clearTimeout(this.#quiet);
    this.#quiet = undefined;
    this.status = 'open';
    for (const { id, command } of this.#outbox.waiting) {
      this.#connection.send({ type: 'command', id, command });
    }
  }

  #lost(): void {
    if (this.status !== 'open') return;
    // A try that fails does not begin the time anew: what is shown grows older all the while.
    this.#quiet ??= setTimeout(() => (this.status = 'reconnecting'), QUIET_MS);
  }
}
