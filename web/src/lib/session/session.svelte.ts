// A session as a screen sees it: the only file of `lib/session` that holds reactive state.

import { SvelteMap } from 'svelte/reactivity';
import type {
  CallSetup,
  ClientFrame,
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
import { isTooLongCommand } from './frame';
import { LateRefusals, type Late } from './late';
import { Outbox, type Waiting } from './outbox';
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

/** Keys whose entries come in numbers. */
export type NumberedKey =
  | 'item'
  | 'capture'
  | 'history'
  | 'draft'
  | 'stance'
  | 'mine'
  | 'room/line'
  | 'cue'
  | 'poll'
  | 'answer'
  | 'harvest';

/** How to join a call, or why not; neither if nothing answers. */
export interface SetupAnswer {
  setup: CallSetup | null;
  rejection: Rejection | null;
}

/** What becomes of a command that no frame can hold: it is never sent. */
const TOO_LONG: Outcome = { done: false, rejection: { reason: 'too_long' } };
/** How long a hint while typing is waited for. */
const HINT_MAX_MS = 3_000;
/** How long the answer to a question is waited for. */
const ANSWER_MAX_MS = 8_000;
/** How long the setup of a call is waited for; asked anew while the network is away. */
const SETUP_MAX_MS = 8_000;
const SETUP_AGAIN_MS = 1_000;
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
  /** Commands that have no answer yet. */
  unanswered = $state.raw<readonly Waiting[]>([]);
  /** What was given before a reload, and refused when nobody waited for the answer. */
  late = $state.raw<readonly Late[]>([]);

  readonly #time = new ServerTime();
  readonly #parts = new Parts(this.entries);
  readonly #outbox: Outbox;
  readonly #late: LateRefusals;
  // Nothing on a screen depends on who waits for an answer.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #answers = new Map<string, (outcome: Outcome) => void>();
  readonly #connection: Connection;
  /** Texts being typed that wait for what is like them, by number. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #hints = new Map<number, (items: ItemId[]) => void>();
  /** Questions that change nothing and have no answer yet, by number. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #questions = new Map<number, (answer: Heard | null) => void>();
  /** Who waits for the setup of a call, by number. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #setups = new Map<number, (answer: SetupAnswer) => void>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #signals = new Set<(from: PersonId, payload: unknown) => void>();
  #asked = 0;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(code: string, secret: string | null) {
    this.code = code;
    this.secret = secret;
    this.#outbox = new Outbox(code, secret);
    this.unanswered = this.#outbox.waiting;
    this.#late = new LateRefusals(code, secret);
    // A page of before may have left one; sent again, it would close every socket.
    for (const waiting of this.unanswered) {
      if (isTooLongCommand(waiting.id, waiting.command)) this.#settle(waiting.id, TOO_LONG);
    }
    this.late = this.#late.kept;
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
  numbered<P extends NumberedKey>(prefix: P): Entries[`${P}/${number}`][] {
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
    if (isTooLongCommand(id, command)) return Promise.resolve(TOO_LONG);
    this.#outbox.add(id, command);
    this.unanswered = this.#outbox.waiting;
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

  /** Asks what changes nothing, such as a preview; null where no answer comes. */
  ask(question: { type: string } & Record<string, unknown>): Promise<Heard | null> {
    const n = ++this.#asked;
    const sent = this.#connection.send({ ...question, n } as unknown as ClientFrame);
    if (!sent) return Promise.resolve(null);
    return new Promise((resolve) => {
      const settle = (answer: Heard | null) => {
        clearTimeout(late);
        this.#questions.delete(n);
        resolve(answer);
      };
      const late = setTimeout(() => settle(null), ANSWER_MAX_MS);
      this.#questions.set(n, settle);
    });
  }

  /** Says something to the screens of another person in one's room; it may be lost on the way. */
  signal(to: PersonId, payload: unknown): boolean {
    return this.#connection.send({ type: 'signal', to, payload });
  }

  /** Hears what others signal to this person, until the function that comes back is called. */
  onSignal(handler: (from: PersonId, payload: unknown) => void): () => void {
    this.#signals.add(handler);
    return () => this.#signals.delete(handler);
  }

  /** How to call the people of one's room; neither setup nor rejection if nothing answers. */
  callSetup(): Promise<SetupAnswer> {
    const n = ++this.#asked;
    const ask = () => this.#connection.send({ type: 'call_setup', n });
    return new Promise((resolve) => {
      const settle = (answer: SetupAnswer) => {
        clearTimeout(late);
        clearInterval(again);
        this.#setups.delete(n);
        resolve(answer);
      };
      const late = setTimeout(() => settle({ setup: null, rejection: null }), SETUP_MAX_MS);
      const again = setInterval(ask, SETUP_AGAIN_MS);
      this.#setups.set(n, settle);
      ask();
    });
  }

  /** Lets the other staff see which item this screen works on. */
  handles(item: ItemId | null): void {
    this.#connection.send({ type: 'handle', item });
  }

  /** A late refusal has been read. */
  dismissLate(id: string): void {
    this.#late.dismiss(id);
    this.late = this.#late.kept;
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
      case 'round_preview':
        this.#questions.get(frame['n'] as number)?.(frame);
        break;
      case 'call_setup':
        this.#setups.get(frame['n'] as number)?.(frame as unknown as SetupAnswer);
        break;
      case 'signal':
        for (const hear of this.#signals) hear(frame['from'] as number, frame['payload']);
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
    const settled = this.#outbox.settle(id);
    this.unanswered = this.#outbox.waiting;
    const answer = this.#answers.get(id);
    this.#answers.delete(id);
    if (answer) answer(outcome);
    else if (settled && !outcome.done) {
      this.#late.add(settled, outcome.rejection);
      this.late = this.#late.kept;
    }
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
