// One WebSocket after another, until told otherwise. It knows frames and time, and no session.
import { isTooLong, unpacked } from './frame';
import { CLOSE, type ClientFrame, type ServerFrame } from '../protocol/protocol';

/** Every frame of the server but those about the connection itself, which stay in this file. */
export type SessionFrame = Exclude<ServerFrame, { type: 'pong' | 'goodbye' }>;

export type CloseReason = keyof typeof CLOSE;

type Goodbye = Extract<ServerFrame, { type: 'goodbye' }>;

/** Reasons after which trying again by itself would change nothing. */
const FINAL: ReadonlySet<CloseReason> = new Set([
  'not_understood',
  'link_unknown',
  'door_closed',
  'banned',
  'erased',
  'deleted',
  'session_unknown',
  'session_damaged',
  'protocol',
  'full',
  'too_many_screens',
]);

const PING_EVERY_MS = 2_000;
/** The same for a screen in front of which nobody does anything: what it costs is a phone's battery. */
const IDLE_PING_EVERY_MS = 15_000;
/** After somebody did something, the line is watched closely for this long. */
const BUSY_MS = 20_000;
/** A probe that has no answer after this time: what is on the screen may be old, and it says so. */
const ANSWER_MAX_MS = 2_400;
/** Without a word for this long after a probe, the socket is dead, whatever the browser believes. */
const SILENCE_MAX_MS = 9_000;
/** A device whose two clocks have gone this far apart has slept, or its time was set. */
const SLEPT_MS = 1_000;
const RETRY_FIRST_MS = 300;
const RETRY_MAX_MS = 8_000;
/** A few probes give the clock; after that, the pings go on measuring. */
const FIRST_PROBES = 6;
const FIRST_PROBES_EVERY_MS = 60;

export interface Listener {
  hello(): ClientFrame;
  heard(frame: SessionFrame): void;
  /** Any frame at all has come, an answer to a probe too. */
  heardAnything(): void;
  /** A probe came back. */
  probed(sent_ms: number, serverTime_ms: number): void;
  opened(): void;
  /** Nothing was heard for too long; the socket may come to life again by itself. */
  silent(): void;
  /** What was measured of the clocks is of no use any more. */
  disturbed(slept: boolean): void;
  /** `later`: too many come at once, and this one waits for its turn. */
  lost(later: boolean): void;
  /** `connection` is its name in the server's log. */
  ended(reason: CloseReason, connection: string | null): void;
}

export interface Options {
  /** Whether nobody relies on the line without doing something: then it is probed seldom meanwhile. */
  mayIdle?: () => boolean;
}

export class Connection {
  readonly #url: string;
  readonly #listener: Listener;
  #socket: WebSocket | null = null;
  #pings: ReturnType<typeof setInterval> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #attempts = 0;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #burst: ReturnType<typeof setInterval> | undefined;
  #heardAt_ms = 0;
  #didAt_ms = 0;
  /** When the first probe went out of those since anything was heard. */
  #askedAt_ms: number | null = null;
  #probedAt_ms = 0;
  readonly #mayIdle: () => boolean;
  #drift_ms = Date.now() - performance.now();
  #probes = new Map<number, number>();
  #stopped = false;
  #welcomed = false;
  /** There while a packed frame is read: the frames behind it wait for it. */
  #reading: Promise<void> | null = null;
  /** What the server said last of the socket that it closes. */
  #goodbye: Goodbye | null = null;

  constructor(url: string, listener: Listener, { mayIdle = () => false }: Options = {}) {
    this.#url = url;
    this.#listener = listener;
    this.#mayIdle = mayIdle;
    addEventListener('online', this.#moved);
    document.addEventListener('visibilitychange', this.#now);
    this.#open();
  }

  send(frame: ClientFrame): boolean {
    const text = JSON.stringify(frame);
    // The server closes a socket for a frame too long, and the page would come back with it for ever.
    if (this.#socket?.readyState !== WebSocket.OPEN || isTooLong(text)) return false;
    this.#socket.send(text);
    if (frame.type !== 'ping') this.#didAt_ms = performance.now();
    return true;
  }

  /** Whether the server has let this screen in and the socket stands. */
  get isOpen(): boolean {
    return this.#welcomed && this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Begins anew at once, with a fresh `hello`. */
  restart(): void {
    if (this.#stopped) return;
    this.#attempts = 0;
    this.#drop();
    this.#open();
  }

  stop(): void {
    this.#stopped = true;
    removeEventListener('online', this.#moved);
    document.removeEventListener('visibilitychange', this.#now);
    this.#drop();
  }

  /** Another network has other ways: measure them. */
  #moved = (): void => {
    this.#listener.disturbed(false);
    this.#measure();
    this.#now();
  };

  /** A page that is looked at again, or a network that is back, does not wait for its turn. */
  #now = (): void => {
    if (this.#stopped || document.visibilityState === 'hidden') return;
    this.#wake();
    if (this.#socket?.readyState === WebSocket.OPEN) this.#probe();
    else if (this.#socket?.readyState !== WebSocket.CONNECTING) this.restart();
  };

  #open(): void {
    clearTimeout(this.#retry);
    let socket: WebSocket;
    try {
      socket = new WebSocket(this.#url);
    } catch {
      // A browser that lets no socket through now may do so later: nobody is left without a word.
      this.#closed(0);
      return;
    }
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    this.#goodbye = null;
    this.#heardAt_ms = performance.now();
    socket.onopen = () => {
      socket.send(JSON.stringify(this.#listener.hello()));
    };
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => this.#hear(data);
    socket.onclose = ({ code }) => {
      if (this.#socket === socket) this.#closed(code);
    };
    this.#pings = setInterval(() => this.#beat(), PING_EVERY_MS);
  }

  #hear(data: string | ArrayBuffer): void {
    this.#heardAt_ms = performance.now();
    this.#askedAt_ms = null;
    clearTimeout(this.#silence);
    this.#silence = undefined;
    if (this.#welcomed) this.#listener.heardAnything();
    if (typeof data !== 'string') {
      this.#inTurn(unpacked(data).then(parsed));
      return;
    }
    const frame = parsed(data);
    switch (frame.type) {
      // What is about the connection itself waits for no view.
      case 'pong':
        this.#answered(frame.t, frame.server_time_ms);
        break;
      case 'goodbye':
        this.#goodbye = frame;
        break;
      default:
        if (this.#reading) this.#inTurn(frame);
        else this.#take(frame);
    }
  }

  /** Takes a frame when it is there, and not before those that came before it. */
  #inTurn(frame: ServerFrame | Promise<ServerFrame>): void {
    const socket = this.#socket;
    const turn = Promise.all([frame, this.#reading])
      .then(([frame]) => {
        if (this.#reading === turn) this.#reading = null;
        if (this.#socket === socket) this.#take(frame);
      })
      .catch(() => {
        // Bytes that nobody can read: the next socket brings them again.
        if (this.#socket === socket) this.#closed(0);
      });
    this.#reading = turn;
  }

  #take(frame: ServerFrame): void {
    if (frame.type === 'pong' || frame.type === 'goodbye') return;
    if (frame.type !== 'welcome') {
      this.#listener.heard(frame);
      return;
    }
    this.#welcomed = true;
    this.#attempts = 0;
    this.#listener.disturbed(false);
    this.#measure();
    this.#listener.heard(frame);
    this.#listener.opened();
  }

  #answered(t: number, serverTime_ms: number): void {
    const sent_ms = this.#probes.get(t);
    this.#probes.delete(t);
    if (sent_ms !== undefined) this.#listener.probed(sent_ms, serverTime_ms);
  }

  #beat(): void {
    this.#wake();
    const now_ms = performance.now();
    // Between two probes nobody owes a word; a socket that does not open owes one from the start.
    const owes_ms = this.#welcomed ? (this.#askedAt_ms ?? now_ms) : this.#heardAt_ms;
    const since_ms = Math.max(this.#heardAt_ms, owes_ms);
    if (now_ms - since_ms > SILENCE_MAX_MS) {
      this.#closed(0);
    } else if (now_ms - this.#probedAt_ms >= this.#pause_ms(now_ms)) {
      this.#probe();
    }
  }

  /** Time from one probe to the next; one that waits for its answer is followed by others at once. */
  #pause_ms(now_ms: number): number {
    const isIdle = this.#askedAt_ms === null && now_ms - this.#didAt_ms > BUSY_MS;
    return isIdle && this.#mayIdle() ? IDLE_PING_EVERY_MS : 0;
  }

  /** Several probes, a little apart, so that one hold-up on the way does not spoil them all. */
  #measure(): void {
    clearInterval(this.#burst);
    let left = FIRST_PROBES;
    const probe = () => {
      this.#probe();
      left -= 1;
      if (left <= 0) clearInterval(this.#burst);
    };
    this.#burst = setInterval(probe, FIRST_PROBES_EVERY_MS);
    probe();
  }

  /** The monotonic clock stands still while a device sleeps, and the other one does not. */
  #wake(): void {
    const drift_ms = Date.now() - performance.now();
    const slept = Math.abs(drift_ms - this.#drift_ms) > SLEPT_MS;
    this.#drift_ms = drift_ms;
    if (!slept) return;
    this.#listener.disturbed(true);
    this.#measure();
  }

  #probe(): void {
    const sent_ms = performance.now();
    // Probes of one moment must not share a number.
    let t = Math.round(sent_ms * 1000);
    while (this.#probes.has(t)) t += 1;
    if (!this.send({ type: 'ping', t })) return;
    this.#probes.set(t, sent_ms);
    this.#probedAt_ms = sent_ms;
    this.#askedAt_ms ??= sent_ms;
    this.#silence ??= setTimeout(() => this.#listener.silent(), ANSWER_MAX_MS);
  }

  #closed(code: number): void {
    this.#drop();
    const reason = (Object.keys(CLOSE) as CloseReason[]).find((name) => CLOSE[name] === code);
    if (reason && FINAL.has(reason)) {
      // For good: a page that is looked at again, or a network that is back, opens nothing behind it.
      this.stop();
      this.#listener.ended(reason, this.#goodbye?.connection ?? null);
      return;
    }
    this.#listener.lost(reason === 'later');
    const told_ms = this.#goodbye?.return_ms ?? null;
    if (told_ms !== null) {
      // Every screen gets a time of its own: nobody comes at once.
      this.#attempts = 0;
      this.#retry = setTimeout(() => this.#open(), told_ms);
      return;
    }
    const wait_ms = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** this.#attempts);
    this.#attempts += 1;
    // Spread, so that a restarted server is not hit by everybody at once.
    this.#retry = setTimeout(() => this.#open(), wait_ms * (0.5 + Math.random() / 2));
  }

  #drop(): void {
    clearInterval(this.#pings);
    clearInterval(this.#burst);
    clearTimeout(this.#silence);
    this.#silence = undefined;
    clearTimeout(this.#retry);
    this.#probes.clear();
    this.#askedAt_ms = null;
    this.#reading = null;
    const socket = this.#socket;
    this.#welcomed = false;
    this.#socket = null;
    if (socket) {
      socket.onmessage = null;
      socket.close();
    }
  }
}

/** The server speaks the protocol that `hello` named, or closes the socket. */
function parsed(text: string): ServerFrame {
  return JSON.parse(text);
}
