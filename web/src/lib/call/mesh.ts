// Everybody in the call connected with everybody: who is there, told from screen to screen, and one
// `Peer` for each. It knows no page: connections and signals are passed in.

import type { PersonId } from '../protocol/protocol';
import type { Line, Outgoing, Remote } from './line';
import { readPayload, type Mode, type Payload, type State } from './payload';
import { Peer } from './peer';
import { caps, grade, START, step, type Grade, type Ladder } from './quality';
import { isStalled, read, sample, type Reading } from './stats';

const TICK_MS = 5_000;
const MEASURE_MS = 2_000;
/** A way that brings nothing is looked for anew, and no sooner again than after this time. */
const MEND_AGAIN_MS = 6_000;
/** Neither connected nor heard for so long: they are gone, and did not say so. */
const SILENT_MAX_MS = 20_000;

export interface MeshOptions {
  you: PersonId;
  /** This screen's stay; random. */
  call: string;
  /** The server's time of entering. */
  since_ms: number;
  connect(): RTCPeerConnection;
  signal(to: PersonId, payload: Payload): void;
  changed(): void;
  /** The person has entered the call from another screen. */
  replaced(): void;
}

/** Somebody else who is in the call. */
interface Other extends State {
  call: string;
  since_ms: number;
  peer: Peer;
  mode: Mode;
  ladder: Ladder;
  reading: Reading | null;
  mendedAt_ms: number;
  grade: Grade | null;
  heardAt_ms: number;
  waitsSince_ms: number | null;
}

export class Mesh implements Line {
  readonly #options: MeshOptions;
  readonly #others = new Map<PersonId, Other>();
  readonly #over = new Set<string>();
  #roster: PersonId[] = [];
  #tracks: Outgoing = { audio: null, video: null };
  #state: State = { microphone: false, camera: false, listens: false };
  #attempts = 0;
  #left = false;
  readonly #tick: ReturnType<typeof setInterval>;
  readonly #measuring: ReturnType<typeof setInterval>;

  constructor(options: MeshOptions) {
    this.#options = options;
    this.#tick = setInterval(() => this.#remind(), TICK_MS);
    this.#measuring = setInterval(() => void this.#measure(), MEASURE_MS);
  }

  remotes(): Remote[] {
    return [...this.#others].map(([person, other]) => ({
      person,
      audio: other.peer.audio,
      video: other.peer.video,
      microphone: other.microphone,
      camera: other.camera,
      listens: other.listens,
      mode: other.mode,
      sends: other.ladder.mode,
      quality: other.grade,
      connection: other.peer.connection,
      waits_since_ms: other.waitsSince_ms,
    }));
  }

  roster(people: PersonId[]): void {
    if (this.#left) return;
    this.#roster = people.filter((person) => person !== this.#options.you);
    for (const person of this.#others.keys()) {
      if (!this.#roster.includes(person)) this.#remove(person);
    }
    for (const person of this.#roster) this.#announce(person, !this.#others.has(person));
  }

  send(tracks: Outgoing, state: State): void {
    this.#tracks = tracks;
    this.#state = state;
    this.#sendAll();
    for (const person of this.#others.keys()) this.#tell(person);
  }

  heard(from: PersonId, found: unknown): void {
    const payload = readPayload(found);
    if (!payload) return;
    const { call } = this.#options;
    if (this.#left) {
      // They have not heard that this screen has left.
      if ('for' in payload && payload.for === call) this.#say(from, { kind: 'gone', call });
      return;
    }
    if (from === this.#options.you) {
      if (payload.kind === 'here' && payload.call !== call && !this.#isLater(payload)) {
        this.#options.replaced();
      }
      return;
    }
    if ('for' in payload && payload.for !== call) return;
    if (payload.kind === 'replaced') this.#options.replaced();
    else if (payload.kind === 'here') this.#here(from, payload);
    else this.#fromOther(from, payload);
  }

  networkChanged(): void {
    for (const { peer } of this.#others.values()) peer.restart();
  }

  configure(configuration: RTCConfiguration): void {
    for (const { peer } of this.#others.values()) peer.configure(configuration);
  }

  /** For proofs: what the browsers count on each connection. */
  async stats(): Promise<[PersonId, RTCStatsReport | null][]> {
    const all = [...this.#others];
    return Promise.all(all.map(async ([person, { peer }]) => [person, await peer.stats()]));
  }

  leave(): void {
    if (this.#left) return;
    for (const person of this.#roster)
      this.#say(person, { kind: 'gone', call: this.#options.call });
    for (const person of this.#others.keys()) this.#remove(person);
    this.#left = true;
    clearInterval(this.#tick);
    clearInterval(this.#measuring);
  }

  #here(person: PersonId, { call, since_ms, wants_answer }: Payload & { kind: 'here' }): void {
    if (!this.#roster.includes(person)) return;
    const known = this.#others.get(person);
    if (known && known.call !== call) {
      const isOlder = known.since_ms === since_ms ? known.call > call : known.since_ms > since_ms;
      if (isOlder) {
        this.#say(person, { kind: 'replaced', call: this.#options.call, for: call });
        return;
      }
      this.#remove(person);
    }
    if (known?.call === call) known.heardAt_ms = performance.now();
    else if (!this.#over.has(call)) this.#add(person, call, since_ms);
    if (wants_answer) this.#announce(person, false);
  }

  #fromOther(from: PersonId, payload: Exclude<Payload, { kind: 'here' | 'replaced' }>): void {
    const other = this.#others.get(from);
    if (payload.kind === 'gone') {
      this.#over.add(payload.call);
      if (other?.call === payload.call) this.#remove(from);
      return;
    }
    if (other?.call !== payload.call) {
      // Their word that they are here was lost.
      if (!this.#over.has(payload.call)) this.#announce(from, true);
      return;
    }
    other.heardAt_ms = performance.now();
    if (payload.kind === 'state') {
      const { microphone, camera, listens, mode } = payload;
      Object.assign(other, { microphone, camera, listens, mode });
      this.#options.changed();
    } else {
      other.peer.heard(payload);
    }
  }

  #add(person: PersonId, call: string, since_ms: number): void {
    const { you, changed } = this.#options;
    // The smaller id offers, always: see `peer.ts`.
    const peer = new Peer(you < person, {
      connect: () => this.#options.connect(),
      nextAttempt: () => ++this.#attempts,
      signal: (signal) => this.#say(person, { ...signal, call: this.#options.call, for: call }),
      changed: () => this.#peerChanged(person),
    });
    this.#others.set(person, {
      call,
      since_ms,
      peer,
      microphone: false,
      camera: false,
      listens: false,
      mode: 'video',
      ladder: START,
      reading: null,
      mendedAt_ms: -Infinity,
      grade: null,
      heardAt_ms: performance.now(),
      waitsSince_ms: performance.now(),
    });
    this.#sendAll();
    this.#tell(person);
    changed();
  }

  #remove(person: PersonId): void {
    this.#others.get(person)?.peer.close();
    this.#others.delete(person);
    this.#sendAll();
    this.#options.changed();
  }

  #peerChanged(person: PersonId): void {
    const other = this.#others.get(person);
    if (!other) return;
    const isConnected = other.peer.connection === 'connected';
    if (isConnected) other.waitsSince_ms = null;
    else other.waitsSince_ms ??= performance.now();
    this.#options.changed();
  }

  #remind(): void {
    const now_ms = performance.now();
    for (const [person, other] of this.#others) {
      const isSilent = now_ms - other.heardAt_ms > SILENT_MAX_MS;
      if (isSilent && other.peer.connection !== 'connected') this.#remove(person);
    }
    for (const person of this.#roster) {
      const other = this.#others.get(person);
      if (other) this.#tell(person);
      if (other?.peer.connection !== 'connected') this.#announce(person, true);
    }
  }

  async #measure(): Promise<void> {
    for (const [person, other] of [...this.#others]) {
      if (other.peer.connection !== 'connected') {
        other.reading = null;
        continue;
      }
      const report = await other.peer.stats().catch(() => null);
      if (!report || this.#others.get(person) !== other) continue;
      const before = other.reading;
      other.reading = read(report.entries());
      if (before && isStalled(before, other.reading)) this.#mend(other);
      const measured = before && sample(before, other.reading);
      if (!measured) continue;
      const { mode } = other.ladder;
      other.ladder = step(other.ladder, measured);
      const found = grade(measured);
      if (mode !== other.ladder.mode) {
        this.#sendAll();
        this.#tell(person);
      }
      if (mode !== other.ladder.mode || found !== other.grade) this.#options.changed();
      other.grade = found;
    }
  }

  /**
   * The browser calls a dead way dead after some seven seconds only. One side is enough, as for what
   * the browser finds.
   */
  #mend(other: Other): void {
    const sends = other.mode !== 'text' && (other.microphone || other.camera);
    const now_ms = performance.now();
    if (!sends || !other.peer.initiator || now_ms - other.mendedAt_ms < MEND_AGAIN_MS) return;
    other.mendedAt_ms = now_ms;
    other.peer.restart();
  }

  #sendAll(): void {
    const most = caps(this.#others.size + 1);
    for (const { peer, ladder } of this.#others.values()) {
      peer.send(this.#tracks, ladder.mode, most);
    }
  }

  #announce(person: PersonId, wants_answer: boolean): void {
    const { call, since_ms } = this.#options;
    this.#say(person, { kind: 'here', call, since_ms, wants_answer });
  }

  #tell(person: PersonId): void {
    const mode = this.#others.get(person)?.ladder.mode ?? 'video';
    this.#say(person, { kind: 'state', call: this.#options.call, mode, ...this.#state });
  }

  #isLater(their: { call: string; since_ms: number }): boolean {
    const { call, since_ms } = this.#options;
    return since_ms === their.since_ms ? call > their.call : since_ms > their.since_ms;
  }

  #say(to: PersonId, payload: Payload): void {
    this.#options.signal(to, payload);
  }
}
