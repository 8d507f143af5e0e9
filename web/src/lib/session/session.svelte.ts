// A session as a screen sees it: its entries, its commands, and how well it is connected.

import type {
  AgendaEntry,
  CallSetup,
  Command,
  Entries,
  ItemEntry,
  ItemId,
  MyData,
  Part,
  PersonId,
  Placed,
  RoundSettings,
  ServerFrame,
} from '../protocol/protocol';
import { PROTOCOL } from '../protocol/protocol';
import { Commands, type Outcome } from './commands.svelte';
import { Connection, type CloseReason, type Listener, type SessionFrame } from './connection';
import { EntryMap, type Key, type NumberedKind } from './entries.svelte';
import { dropKey, personKey } from './ids';
import { agendaFor } from './kindNames';
import { dropView, keepView, keptView, whose } from './kept';
import { readsPacked } from './frame';
import type { Late } from './late';
import type { Waiting } from './outbox';
import { Parts } from './parts';
import { forgetSession } from '../storage';
import { Requests, type AnswerFrame } from './requests';
import { ServerTime } from './time';

export type Welcome = Extract<ServerFrame, { type: 'welcome' }>;

export type Status = 'connecting' | 'open' | 'reconnecting' | 'ended';

/** A drop shorter than this shows nothing. */
const QUIET_MS = 2_000;

export class LiveSession {
  readonly code: string;
  /** Of the link of this screen; a new one after its person has rotated the link. */
  secret = $state<string | null>(null);
  welcome = $state.raw<Welcome | null>(null);
  status = $state<Status>('connecting');
  ended = $state<CloseReason | null>(null);
  /** Too many come in at once; this screen has been told when its turn is. */
  later = $state(false);
  /** What the connection is called in the server's log, for whoever asks for help. */
  reference = $state<string | null>(null);
  /** When the server was last heard, by this device's clock. */
  heardAt_ms = $state(0);
  readonly #time = new ServerTime();
  readonly #entries = new EntryMap();
  readonly #parts = new Parts(this.#entries);
  readonly #commands: Commands;
  readonly #connection: Connection;
  readonly #requests = new Requests((frame) => this.#connection.send(frame));
  // Nothing on a screen depends on who listens.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #signals = new Set<(from: PersonId, payload: unknown) => void>();
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(code: string, secret: string | null) {
    this.code = code;
    this.secret = secret;
    this.#commands = new Commands(code, secret, (id, command) =>
      this.#connection.send({ type: 'command', id, command }),
    );
    this.#restore();
    addEventListener('pagehide', this.#keep);
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const listener: Listener = {
      hello: () => ({
        type: 'hello',
        protocol: PROTOCOL,
        credential: { session: code, secret: this.secret, person_key: personKey(code) },
        last_version: this.#parts.version,
        gzip: readsPacked,
      }),
      heard: (frame) => this.#heard(frame),
      probed: (sent_ms, serverTime_ms) => this.#time.probed(sent_ms, serverTime_ms),
      heardAnything: () => this.#awake(),
      opened: () => this.#opened(),
      silent: () => {
        if (this.status === 'open') this.status = 'reconnecting';
      },
      disturbed: (slept) => this.#time.reset({ slept }),
      lost: (later) => {
        this.later = later;
        this.#lost();
      },
      ended: (reason, connection) => {
        clearTimeout(this.#quiet);
        this.reference = connection;
        dropView(this.code);
        if (reason === 'erased' || reason === 'deleted') {
          forgetSession(this.code);
          dropKey(this.code);
        }
        this.ended = reason;
        this.status = 'ended';
      },
    };
    this.#connection = new Connection(`${scheme}://${location.host}/ws`, listener, {
      mayIdle: () => this.#mayIdle(),
    });
  }

  /** A participant outside of a room only looks; whoever works, speaks or shows something relies on it. */
  #mayIdle(): boolean {
    const roles = this.welcome?.roles ?? [];
    return roles.every((role) => role === 'participant') && this.entry('room') === undefined;
  }

  /** The entry behind a key. */
  entry<K extends Key>(key: K): Entries[K] | undefined {
    const entry = this.#entries.get(key);
    // Whoever shows a segment shows its title in the reader's language.
    if (key !== 'agenda' || entry === undefined) return entry;
    return agendaFor(entry as AgendaEntry) as Entries[K];
  }

  /** Entries that come in numbers, by number. */
  numbered<N extends NumberedKind>(kind: N): readonly Entries[`${N}/${number}`][] {
    return this.#entries.numbered(kind);
  }

  item(id: number | null | undefined): ItemEntry | undefined {
    return id === null || id === undefined ? undefined : this.entry(`item/${id}`);
  }

  /** How many people support an item. */
  votes(id: ItemId): number {
    return this.entry(`votes/${id}`) ?? 0;
  }

  /** Whether the roles of this screen carry the right to a command. */
  may(command: Command['type']): boolean {
    return this.welcome?.may.includes(command) ?? false;
  }

  /** How well the server's time is known: the probes that the answer rests on. */
  get probes(): number {
    return this.#time.probes;
  }

  /** The server's time, in milliseconds since 1970. */
  now_ms(): number {
    return this.#time.now_ms();
  }

  /** Whether the server has said what time it is since this device last slept. */
  knowsTime(): boolean {
    return this.#time.confirmed;
  }

  /** The version of the session that a part of the view shows. */
  version(part: Part): number {
    return this.#parts.versionOf(part);
  }

  /** Commands that have no answer yet. */
  get unanswered(): readonly Waiting[] {
    return this.#commands.unanswered;
  }

  /** What was given before a reload, and refused when nobody waited for the answer. */
  get late(): readonly Late[] {
    return this.#commands.late;
  }

  /** Sends a command and resolves with its outcome, however often the network drops meanwhile. */
  send(command: Command): Promise<Outcome> {
    return this.#commands.give(command);
  }

  /** A late refusal has been read. */
  dismissLate(id: string): void {
    this.#commands.dismissLate(id);
  }

  /** Waiting items much like a text that is being typed; none while there is no network. */
  async similar(text: string): Promise<ItemId[]> {
    const answer = await this.#requests.ask('similar', (n) => ({ type: 'similar', n, text }));
    return answer?.items ?? [];
  }

  /** Places of the order further back than everybody sees, as they are now; null where no answer comes. */
  async places(from: number): Promise<Placed[] | null> {
    const answer = await this.#requests.ask('places', (n) => ({ type: 'places', n, from }));
    return answer?.places ?? null;
  }

  /** The rooms that a round would have, or why it cannot be; null where no answer comes. */
  previewRound(settings: RoundSettings): Promise<AnswerFrame<'round_preview'> | null> {
    const request = (n: number) => ({ type: 'round_preview', n, settings }) as const;
    return this.#requests.ask('round_preview', request);
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

  /** How to call the people of one's room; null if nothing answers. */
  async callSetup(): Promise<CallSetup | null> {
    const request = (n: number) => ({ type: 'call_setup', n }) as const;
    const answer = await this.#requests.ask('call_setup', request, { patient: true });
    return answer?.setup ?? null;
  }

  /** Everything that is stored of this person; null if nothing answers, or nobody sits here. */
  async myData(): Promise<MyData | null> {
    const request = (n: number) => ({ type: 'my_data', n }) as const;
    const answer = await this.#requests.ask('my_data', request);
    return answer?.data ?? null;
  }

  /** Lets one device more come in as this person; until when, or null if nothing answers. */
  async handOver(token: string, covered: string): Promise<number | null> {
    const request = (n: number) => ({ type: 'hand_over', n, token, covered }) as const;
    const answer = await this.#requests.ask('hand_over', request);
    return answer?.until_ms ?? null;
  }

  /** Lets the other staff see which item this screen works on. */
  handles(item: ItemId | null): void {
    this.#connection.send({ type: 'handle', item });
  }

  stop(): void {
    clearTimeout(this.#quiet);
    removeEventListener('pagehide', this.#keep);
    this.#connection.stop();
  }

  /** The page goes, and may come back where there is no line. */
  readonly #keep = (): void => {
    if (!this.welcome || this.ended) return;
    const parts = this.#parts.keys();
    if (parts.length === 0) return;
    const keys = parts.flatMap(([, keys]) => keys) as Key[];
    const entries = Object.fromEntries(keys.map((key) => [key, this.#entries.peek(key)]));
    const welcome = { ...this.welcome, server_time_ms: this.now_ms() };
    keepView(this.code, {
      at_ms: Date.now(),
      protocol: PROTOCOL,
      secret: this.secret,
      whose: whose(this.code),
      welcome,
      parts,
      entries,
    });
  };

  /** Shows what the screen showed before a reload, as old as it is. */
  #restore(): void {
    const view = keptView(this.code, this.secret);
    if (!view) return;
    this.#parts.restore(view.parts, view.entries);
    this.#time.guess(view.welcome.server_time_ms + Date.now() - view.at_ms);
    this.welcome = view.welcome;
    this.heardAt_ms = view.at_ms;
    this.#quiet = setTimeout(() => (this.status = 'reconnecting'), QUIET_MS);
  }

  /** A socket that was silent and speaks again is as good as before. */
  #awake(): void {
    this.heardAt_ms = Date.now();
    if (this.status === 'reconnecting' && this.#connection.isOpen) this.status = 'open';
  }

  #heard(frame: SessionFrame): void {
    switch (frame.type) {
      case 'welcome':
        this.#time.guess(frame.server_time_ms);
        if (frame.secret) {
          this.secret = frame.secret;
          this.#commands.renewed(frame.secret);
        }
        this.welcome = frame;
        this.reference = frame.connection;
        break;
      case 'snapshot':
      case 'change':
        if (!this.#parts.apply(frame)) {
          this.#parts.clear();
          this.#connection.restart();
        }
        break;
      case 'similar':
      case 'places':
      case 'round_preview':
      case 'call_setup':
      case 'my_data':
      case 'hand_over':
        this.#requests.answered(frame);
        break;
      case 'signal':
        for (const hear of this.#signals) hear(frame.from, frame.payload);
        break;
      case 'done':
        this.#commands.settle(frame.id, { done: true, version: frame.version });
        break;
      case 'refused':
        this.#commands.settle(frame.id, {
          done: false,
          rejection: frame.rejection,
          reference: this.reference,
        });
        break;
      default:
        frame satisfies never;
    }
  }

  #opened(): void {
    clearTimeout(this.#quiet);
    this.#quiet = undefined;
    this.status = 'open';
    this.#commands.sendAgain();
  }

  #lost(): void {
    if (this.status !== 'open') return;
    // A try that fails does not begin the time anew: what is shown grows older all the while.
    this.#quiet ??= setTimeout(() => (this.status = 'reconnecting'), QUIET_MS);
  }
}
