// The call of one room as its screen sees it: the only reactive state of `lib/call`. It enters when
// the person enters, and switches a microphone or a camera on only where the person did.

import type { PersonId } from '../protocol/protocol';
import { keepChoice, keptChoice, type Choice } from './choice';
import type { CallSetup, RoomEntry, RoomMember, SetupAnswer } from './contract';
import { Devices, type Kind } from './devices.svelte';
import { Levels } from './level';
import type { Line, Remote } from './line';
import { Mesh } from './mesh';

/** What a call needs of the session. */
export interface CallSession {
  readonly code: string;
  now_ms(): number;
  signal(to: PersonId, payload: unknown): boolean;
  onSignal(handler: (from: PersonId, payload: unknown) => void): () => void;
  callSetup(): Promise<SetupAnswer>;
}

/** `out`: text only, or left again. `unprepared`: the server gave no setup. */
export type Phase = 'preparing' | 'unprepared' | 'check' | 'in' | 'out';

export interface Tile {
  person: PersonId;
  isYou: boolean;
  name: string | null;
  affiliation: string | null;
  attendance: 'online' | 'room' | 'hub';
  /** The picture, if there is one. */
  video: MediaStream | null;
  /** The sound; one's own is not played. */
  audio: MediaStream | null;
  speaking: boolean;
  microphone: boolean;
  listens: boolean;
  mode: Remote['mode'];
  quality: Remote['quality'];
  connection: Remote['connection'];
}

/** Nobody waits longer than this for a picture without a word. */
const UNCONNECTED_MS = 20_000;
const REFRESH_BEFORE_MS = 60_000;

export class Call {
  phase = $state<Phase>('preparing');
  setup = $state.raw<CallSetup | null>(null);
  microphone = $state(false);
  camera = $state(false);
  listens = $state(false);
  /** The person is in this call from another screen. */
  replaced = $state(false);
  /** LiveKit only: its server does not answer. */
  failed = $state(false);
  /** The browser plays no sound before a press. */
  isSilenced = $state(false);
  /** Own loudness, 0 to 1. */
  level = $state(0);
  readonly devices = new Devices(() => this.#devicesChanged());

  #room = $state.raw<RoomEntry>() as RoomEntry;
  #remotes = $state.raw<Remote[]>([]);
  #speaking = $state.raw<ReadonlySet<PersonId>>(new Set());
  #now_ms = $state(0);
  readonly #you: PersonId;
  readonly #session: CallSession;
  readonly #levels = new Levels<PersonId>(() => this.#looked());
  readonly #streams = new WeakMap<MediaStreamTrack, MediaStream>();
  readonly #players = new Set<HTMLAudioElement>();
  #line: Line | null = null;
  #mesh: Mesh | null = null;
  #ending = false;
  #refresh: ReturnType<typeof setTimeout> | undefined;
  readonly #clock: ReturnType<typeof setInterval>;
  readonly #unheard: () => void;

  constructor(session: CallSession, room: RoomEntry, you: PersonId) {
    this.#session = session;
    this.#room = room;
    this.#you = you;
    this.#unheard = session.onSignal((from, payload) => this.#mesh?.heard(from, payload));
    this.#clock = setInterval(() => (this.#now_ms = performance.now()), 1_000);
    addEventListener('online', this.#moved);
    addEventListener('pagehide', this.#hidden);
    addEventListener('pageshow', this.#shown);
    connectionOf(navigator)?.addEventListener('change', this.#moved);
    void this.prepare();
  }

  /** What the own camera sees. */
  get ownPicture(): MediaStream | null {
    return this.camera ? this.#stream(this.devices.tracks.video) : null;
  }

  get tiles(): Tile[] {
    const own: Tile = {
      ...this.#about(this.#you),
      isYou: true,
      video: this.ownPicture,
      audio: null,
      microphone: this.microphone,
      listens: this.listens,
      mode: 'video',
      quality: null,
      connection: 'connected',
    };
    const others = this.#remotes.map((remote): Tile => {
      const shows = remote.camera && remote.mode === 'video' && remote.connection !== 'connecting';
      return {
        ...this.#about(remote.person),
        isYou: false,
        video: shows ? this.#stream(remote.video) : null,
        audio: this.#stream(remote.audio),
        microphone: remote.microphone,
        listens: remote.listens,
        mode: remote.mode,
        quality: remote.quality,
        connection: remote.connection,
      };
    });
    return [...others, own];
  }

  /** Those to whom there is no way for so long that it must be said. */
  get unconnected(): Tile[] {
    const late = this.#remotes.filter(
      ({ waits_since_ms }) =>
        waits_since_ms !== null && this.#now_ms - waits_since_ms > UNCONNECTED_MS,
    );
    return this.tiles.filter(({ person }) => late.some((remote) => remote.person === person));
  }

  /** What this screen's own line bears no more; `null` if it bears everything, or only some fail. */
  get weak(): 'audio' | 'text' | null {
    const connected = this.#remotes.filter(({ connection }) => connection === 'connected');
    if (connected.length === 0) return null;
    if (connected.every(({ sends }) => sends === 'text')) return this.microphone ? 'text' : null;
    return this.camera && connected.every(({ sends }) => sends !== 'video') ? 'audio' : null;
  }

  /** Asks the server how to call, and goes on from where this tab was in the same room. */
  async prepare(): Promise<void> {
    this.phase = 'preparing';
    this.failed = false;
    const { setup } = await this.#session.callSetup();
    if (this.#ending) return;
    this.setup = setup;
    const kept = keptChoice(this.#session.code, this.#room.id);
    if (!setup) this.phase = 'unprepared';
    else if (setup.provider === 'link' || !kept) this.phase = 'check';
    else if (kept.entered === 'text') this.phase = 'out';
    else await this.#comeBack(kept);
  }

  /** Enters with what is switched on; `listen`: with nothing. */
  async enter(entered: 'call' | 'listen'): Promise<void> {
    if (entered === 'listen') this.#closeDevices();
    this.listens = entered === 'listen';
    this.replaced = false;
    const line = await this.#open();
    if (!line) return;
    this.#line = line;
    this.phase = 'in';
    line.roster(this.#room.members.map(({ person }) => person));
    this.#send();
    this.#lineChanged();
    this.#keep();
  }

  /** Text goes on; the devices are given back. */
  leave(): void {
    this.#depart();
    this.phase = 'out';
    this.#keep();
  }

  /** Back to the check, after having left. */
  again(): void {
    keepChoice(this.#session.code, this.#room.id, null);
    this.replaced = false;
    void this.prepare();
  }

  async toggle(kind: Kind): Promise<void> {
    const on = !this[kind];
    if (on && !(await this.devices.open(kind))) return;
    this[kind] = on;
    if (on) this.listens = false;
    // A muted microphone stays open in the call, so that unmuting is instant; a camera goes dark.
    if (!on && (kind === 'camera' || this.phase !== 'in')) this.devices.close(kind);
    this.#send();
    this.#keep();
  }

  /** The room has changed: somebody has come or gone. */
  update(room: RoomEntry): void {
    const people = (of: RoomEntry) => of.members.map(({ person }) => person).join();
    const isSame = people(this.#room) === people(room);
    this.#room = room;
    if (!isSame) this.#line?.roster(room.members.map(({ person }) => person));
  }

  /** An element that plays somebody. */
  play = (element: HTMLAudioElement): (() => void) => {
    this.#players.add(element);
    element.play().catch((error: Error) => {
      if (error.name === 'NotAllowedError') this.isSilenced = true;
    });
    return () => this.#players.delete(element);
  };

  /** After a press, the browser lets everybody be heard. */
  hear(): void {
    this.isSilenced = false;
    this.#levels.wake();
    for (const element of this.#players) void element.play().catch(() => {});
  }

  /** For proofs. */
  get mesh(): Mesh | null {
    return this.#mesh;
  }

  /** The room is over, or the page goes. */
  end(): void {
    this.#ending = true;
    this.#depart();
    this.#unheard();
    this.#levels.stop();
    this.devices.release();
    clearInterval(this.#clock);
    removeEventListener('online', this.#moved);
    removeEventListener('pagehide', this.#hidden);
    removeEventListener('pageshow', this.#shown);
    connectionOf(navigator)?.removeEventListener('change', this.#moved);
  }

  async #comeBack(kept: Choice): Promise<void> {
    if (kept.entered === 'call') {
      const open = async (kind: Kind) => kept[kind] && (await this.devices.open(kind));
      [this.microphone, this.camera] = await Promise.all([open('microphone'), open('camera')]);
    }
    if (!this.#ending) await this.enter(kept.entered === 'listen' ? 'listen' : 'call');
  }

  async #open(): Promise<Line | null> {
    let setup = this.setup;
    if (setup?.provider === 'mesh' && this.#isOld(setup)) {
      setup = (await this.#session.callSetup()).setup ?? setup;
      this.setup = setup;
    }
    if (setup?.provider === 'livekit') return this.#openLiveKit(setup);
    if (setup?.provider !== 'mesh' || this.#ending) return null;
    this.#mesh = new Mesh({
      you: this.#you,
      call: crypto.getRandomValues(new Uint32Array(3)).join('-'),
      since_ms: this.#session.now_ms(),
      connect: () => new RTCPeerConnection(configuration(this.setup)),
      signal: (to, payload) => this.#session.signal(to, payload),
      changed: () => this.#lineChanged(),
      replaced: () => {
        this.leave();
        this.replaced = true;
      },
    });
    this.#refreshLater();
    return this.#mesh;
  }

  async #openLiveKit(setup: CallSetup & { provider: 'livekit' }): Promise<Line | null> {
    const failed = () => {
      this.failed = true;
      this.leave();
    };
    try {
      const { LiveKitLine } = await import('./livekit');
      const { url, token } = setup;
      return new LiveKitLine({ url, token, changed: () => this.#lineChanged(), failed });
    } catch {
      failed();
      return null;
    }
  }

  #isOld(setup: CallSetup & { provider: 'mesh' }): boolean {
    const { expires_at_ms } = setup;
    return expires_at_ms !== null && expires_at_ms - REFRESH_BEFORE_MS < this.#session.now_ms();
  }

  /** Credentials of relays run out in the middle of a long round. */
  #refreshLater(): void {
    clearTimeout(this.#refresh);
    if (this.setup?.provider !== 'mesh' || this.setup.expires_at_ms === null) return;
    const left_ms = this.setup.expires_at_ms - REFRESH_BEFORE_MS - this.#session.now_ms();
    this.#refresh = setTimeout(
      async () => {
        const { setup } = await this.#session.callSetup();
        if (setup?.provider === 'mesh' && this.#mesh) {
          this.setup = setup;
          this.#mesh.configure(configuration(setup));
        }
        this.#refreshLater();
      },
      Math.max(left_ms, REFRESH_BEFORE_MS / 4),
    );
  }

  #depart(): void {
    clearTimeout(this.#refresh);
    // The mesh stays to tell those who have not heard that this screen has left.
    this.#line?.leave();
    this.#line = null;
    this.#remotes = [];
    this.#levels.keep([]);
    this.#closeDevices();
    this.listens = false;
  }

  #closeDevices(): void {
    this.microphone = this.camera = false;
    this.devices.close('microphone');
    this.devices.close('camera');
  }

  #keep(): void {
    if (this.phase !== 'in' && this.phase !== 'out') return;
    const inside = this.listens ? 'listen' : 'call';
    keepChoice(this.#session.code, this.#room.id, {
      entered: this.phase === 'in' ? inside : 'text',
      microphone: this.microphone,
      camera: this.camera,
    });
  }

  #send(): void {
    const { audio, video } = this.devices.tracks;
    if (audio) audio.enabled = this.microphone;
    const { microphone, camera, listens } = this;
    this.#line?.send({ audio, video: camera ? video : null }, { microphone, camera, listens });
  }

  /** A device that has gone is off; one that comes back stays off until the person wants it. */
  #devicesChanged(): void {
    const { audio, video } = this.devices.tracks;
    if (!audio) this.microphone = false;
    if (!video) this.camera = false;
    this.#levels.watch(this.#you, audio);
    if (!audio) this.level = 0;
    this.#send();
    this.#keep();
  }

  #lineChanged(): void {
    if (!this.#line) return;
    const remotes = this.#line.remotes();
    this.#remotes = remotes;
    for (const { person, audio } of remotes) this.#levels.watch(person, audio);
    this.#levels.keep([this.#you, ...remotes.map(({ person }) => person)]);
  }

  #looked(): void {
    this.level = this.#levels.level(this.#you);
    const heard = this.#remotes.filter(({ microphone }) => microphone).map(({ person }) => person);
    if (this.microphone) heard.push(this.#you);
    const speaking = heard.filter((person) => this.#levels.speaks(person));
    const isSame =
      speaking.length === this.#speaking.size && speaking.every((one) => this.#speaking.has(one));
    if (!isSame) this.#speaking = new Set(speaking);
  }

  #about(person: PersonId) {
    const member: RoomMember | undefined = this.#room.members.find((one) => one.person === person);
    return {
      person,
      name: member?.name ?? null,
      affiliation: member?.affiliation ?? null,
      attendance: member?.attendance ?? ('online' as const),
      speaking: this.#speaking.has(person),
    };
  }

  #stream(track: MediaStreamTrack | null): MediaStream | null {
    if (!track) return null;
    const known = this.#streams.get(track) ?? new MediaStream([track]);
    this.#streams.set(track, known);
    return known;
  }

  #moved = (): void => this.#line?.networkChanged();

  #hidden = (): void => this.#line?.leave();

  /** A page that the browser kept, and shows again. */
  #shown = (event: PageTransitionEvent): void => {
    if (event.persisted && this.phase === 'in') void this.enter(this.listens ? 'listen' : 'call');
  };
}

function configuration(setup: CallSetup | null): RTCConfiguration {
  if (setup?.provider !== 'mesh') return {};
  return {
    iceServers: setup.ice_servers.map(({ urls, username, credential }) => ({
      urls,
      ...(username !== null && { username }),
      ...(credential !== null && { credential }),
    })),
    iceTransportPolicy: setup.relay_only ? 'relay' : 'all',
  };
}

/** Phones tell when they go from one network to another; the types of the DOM do not know it yet. */
function connectionOf(from: Navigator): EventTarget | undefined {
  return (from as { connection?: EventTarget }).connection;
}
