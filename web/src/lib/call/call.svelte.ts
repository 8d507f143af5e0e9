// The call of one room as its screen sees it: the only reactive state of `lib/call`. It enters when
// the person enters, and switches a microphone or a camera on only where the person did.

import type { CallSetup, PersonId, RoomEntry } from '../protocol/protocol';
import { keepChoice, keptChoice, type Choice } from './choice';
import { Devices, type Kind } from './devices.svelte';
import { Levels } from './level';
import type { Line, Remote } from './line';
import { Provider, type CallSession } from './provider.svelte';
import { streamOf, tilesOf, type Tile } from './tile';

/** `out`: text only, or left again. `unprepared`: the server gave no setup. */
export type Phase = 'preparing' | 'unprepared' | 'check' | 'in' | 'out';

/** Nobody waits longer than this for a picture without a word. */
const UNCONNECTED_MS = 20_000;

export class Call {
  phase = $state<Phase>('preparing');
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
  readonly provider: Provider;

  #room = $state.raw<RoomEntry>() as RoomEntry;
  #remotes = $state.raw<Remote[]>([]);
  #speaking = $state.raw<readonly PersonId[]>([]);
  #now_ms = $state(0);
  readonly #you: PersonId;
  readonly #code: string;
  readonly #levels = new Levels<PersonId>(() => this.#looked());
  #players: HTMLAudioElement[] = [];
  #line: Line | null = null;
  #ending = false;
  readonly #clock: ReturnType<typeof setInterval>;

  constructor(session: CallSession, room: RoomEntry, you: PersonId) {
    this.provider = new Provider(session);
    this.#code = session.code;
    this.#room = room;
    this.#you = you;
    this.#clock = setInterval(() => (this.#now_ms = performance.now()), 1_000);
    addEventListener('online', this.#moved);
    addEventListener('pagehide', this.#hidden);
    addEventListener('pageshow', this.#shown);
    connectionOf(navigator)?.addEventListener('change', this.#moved);
    void this.prepare();
  }

  get setup(): CallSetup | null {
    return this.provider.setup;
  }

  /** What the own camera sees. */
  get ownPicture(): MediaStream | null {
    return this.camera ? streamOf(this.devices.tracks.video) : null;
  }

  get tiles(): Tile[] {
    const { microphone, listens, ownPicture: video } = this;
    const own = { person: this.#you, video, microphone, listens };
    return tilesOf(this.#room, own, this.#remotes, this.#speaking);
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
    const setup = await this.provider.ask();
    if (this.#ending) return;
    const kept = keptChoice(this.#code, this.#room.id);
    // What was chosen for another room is over, even if nobody enters this one.
    if (!kept) keepChoice(this.#code, this.#room.id, null);
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
    keepChoice(this.#code, this.#room.id, null);
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
    this.#players.push(element);
    element.play().catch((error: Error) => {
      if (error.name === 'NotAllowedError') this.isSilenced = true;
    });
    return () => (this.#players = this.#players.filter((one) => one !== element));
  };

  /** After a press, the browser lets everybody be heard. */
  hear(): void {
    this.isSilenced = false;
    this.#levels.wake();
    for (const element of this.#players) void element.play().catch(() => {});
  }

  /** The room is over, or the page goes. */
  end(): void {
    this.#ending = true;
    this.#depart();
    this.provider.stop();
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

  #open(): Promise<Line | null> {
    return this.provider.open({
      you: this.#you,
      changed: () => this.#lineChanged(),
      replaced: () => {
        this.leave();
        this.replaced = true;
      },
      failed: () => {
        this.leave();
        this.failed = true;
      },
    });
  }

  #depart(): void {
    this.provider.rest();
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
    // Devices that go with the page are no choice of the person.
    if (this.#ending || (this.phase !== 'in' && this.phase !== 'out')) return;
    const inside = this.listens ? 'listen' : 'call';
    keepChoice(this.#code, this.#room.id, {
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
    if (speaking.join() !== this.#speaking.join()) this.#speaking = speaking;
  }

  #moved = (): void => this.#line?.networkChanged();

  #hidden = (): void => this.#line?.leave();

  /** A page that the browser kept, and shows again. */
  #shown = (event: PageTransitionEvent): void => {
    if (event.persisted && this.phase === 'in') void this.enter(this.listens ? 'listen' : 'call');
  };
}

/** Phones tell when they go from one network to another; the types of the DOM do not know it yet. */
function connectionOf(from: Navigator): EventTarget | undefined {
  return (from as { connection?: EventTarget }).connection;
}
