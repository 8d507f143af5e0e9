// One WebSocket after another, until told otherwise. It knows frames and time, and no session.

import { CLOSE, type ClientFrame } from '../protocol/protocol';

/** A frame from the server; the kinds that carry entries are merged by `Parts`. */
export type Heard = { type: string } & Record<string, unknown>;

export type CloseReason = keyof typeof CLOSE;

/** Reasons after which trying again by itself would change nothing. */
const FINAL: ReadonlySet<CloseReason> = new Set([
  'not_understood',
  'link_unknown',
  'door_closed',
  'session_unknown',
  'protocol',
  'full',
]);

const PING_EVERY_MS = 4_000;
/** Without a word for this long, the socket is dead, whatever the browser believes. */
const SILENCE_MAX_MS = 9_000;
const RETRY_FIRST_MS = 300;
const RETRY_MAX_MS = 8_000;
/** A few probes at once give the clock; after that, the pings go on measuring. */
const FIRST_PROBES = 3;

export interface Listener {
  hello(): ClientFrame;
  heard(frame: Heard): void;
  /** A probe came back. */
  probed(sent_ms: number, serverTime_ms: number): void;
  opened(): void;
  lost(): void;
  ended(reason: CloseReason): void;
}

export class Connection {
  readonly #url: string;
  readonly #listener: Listener;
  #socket: WebSocket | null = null;
  #pings: ReturnType<typeof setInterval> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #attempts = 0;
  #heardAt_ms = 0;
  #probes = new Map<number, number>();
  #stopped = false;

  constructor(url: string, listener: Listener) {
    this.#url = url;
    this.#listener = listener;
    addEventListener('online', this.#now);
    document.addEventListener('visibilitychange', this.#now);
    this.#open();
  }

  send(frame: ClientFrame): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Begins anew at once, with a fresh `hello`. */
  restart(): void {
    this.#attempts = 0;
    this.#drop();
    this.#open();
  }

  stop(): void {
    this.#stopped = true;
    removeEventListener('online', this.#now);
    document.removeEventListener('visibilitychange', this.#now);
    this.#drop();
  }

  /** A page that is looked at again, or a network that is back, does not wait for its turn. */
  #now = (): void => {
    if (this.#stopped || document.visibilityState === 'hidden') return;
    if (this.#socket?.readyState === WebSocket.OPEN) this.#probe();
    else if (this.#socket?.readyState !== WebSocket.CONNECTING) this.restart();
  };

  #open(): void {
    clearTimeout(this.#retry);
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    this.#heardAt_ms = performance.now();
    socket.onopen = () => {
      socket.send(JSON.stringify(this.#listener.hello()));
    };
    socket.onmessage = ({ data }) => this.#hear(String(data));
    socket.onclose = ({ code }) => {
      if (this.#socket === socket) this.#closed(code);
    };
    this.#pings = setInterval(() => this.#beat(), PING_EVERY_MS);
  }

  #hear(text: string): void {
    this.#heardAt_ms = performance.now();
    const frame = JSON.parse(text) as Heard;
    if (frame.type === 'pong') {
      const sent_ms = this.#probes.get(frame['t'] as number);
      this.#probes.delete(frame['t'] as number);
      if (sent_ms !== undefined) this.#listener.probed(sent_ms, frame['server_time_ms'] as number);
      return;
    }
    if (frame.type === 'welcome') {
      this.#attempts = 0;
      for (let at = 0; at < FIRST_PROBES; at++) this.#probe();
      this.#listener.heard(frame);
      this.#listener.opened();
      return;
    }
    this.#listener.heard(frame);
  }

  #beat(): void {
    if (performance.now() - this.#heardAt_ms > SILENCE_MAX_MS) {
      this.#drop();
      this.#closed(0);
    } else {
      this.#probe();
    }
  }

  #probe(): void {
    const sent_ms = performance.now();
    // Probes of one moment must not share a number.
    let t = Math.round(sent_ms * 1000);
    while (this.#probes.has(t)) t += 1;
    if (this.send({ type: 'ping', t })) this.#probes.set(t, sent_ms);
  }

  #closed(code: number): void {
    this.#drop();
    const reason = (Object.keys(CLOSE) as CloseReason[]).find((name) => CLOSE[name] === code);
    if (reason && FINAL.has(reason)) {
      this.#listener.ended(reason);
      return;
    }
    this.#listener.lost();
    const wait_ms = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** this.#attempts);
    this.#attempts += 1;
    // Spread, so that a restarted server is not hit by everybody at once.
    this.#retry = setTimeout(() => this.#open(), wait_ms * (0.5 + Math.random() / 2));
  }

  #drop(): void {
    clearInterval(this.#pings);
    clearTimeout(this.#retry);
    this.#probes.clear();
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onmessage = null;
      socket.close();
    }
  }
}
