// How the people of this room call each other, as the server says, and the line that comes of it.

import type { CallSetup, PersonId } from '../protocol/protocol';
import type { Line } from './line';
import { Mesh, type MeshOptions } from './mesh';

/** What a call needs of the session. */
export interface CallSession {
  readonly code: string;
  now_ms(): number;
  signal(to: PersonId, payload: unknown): boolean;
  onSignal(handler: (from: PersonId, payload: unknown) => void): () => void;
  callSetup(): Promise<CallSetup | null>;
}

export interface Wishes extends Pick<MeshOptions, 'you' | 'changed' | 'replaced'> {
  /** The media server does not answer. */
  failed(): void;
}

/** Credentials of relays are asked for anew so long before they run out. */
const REFRESH_BEFORE_MS = 60_000;
const REFRESH_MIN_MS = 15_000;

export class Provider {
  setup = $state.raw<CallSetup | null>(null);
  readonly #session: CallSession;
  #mesh: Mesh | null = null;
  #refresh: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;
  readonly #unheard: () => void;

  constructor(session: CallSession) {
    this.#session = session;
    // A mesh that was left goes on hearing: it tells those who have not heard of it.
    this.#unheard = session.onSignal((from, payload) => this.#mesh?.heard(from, payload));
  }

  /** Whether what is sent may go through a relay. */
  get relays(): boolean {
    if (this.setup?.provider !== 'mesh') return false;
    return this.setup.ice_servers.some(({ urls }) => urls.some((url) => url.startsWith('turn')));
  }

  /** Asks the server; what was known before stays if nothing answers. */
  async ask(): Promise<CallSetup | null> {
    const setup = await this.#session.callSetup();
    if (setup && !this.#stopped) this.setup = setup;
    return setup;
  }

  /** A line to the others; `null` if there is none. */
  async open(wishes: Wishes): Promise<Line | null> {
    if (this.#leftOfSetup_ms() < 0) await this.ask();
    if (this.#stopped) return null;
    switch (this.setup?.provider) {
      case 'mesh':
        return this.#openMesh(wishes);
      case 'livekit':
        return this.#openLiveKit(this.setup, wishes);
      default:
        return null;
    }
  }

  /** The line was left. */
  rest(): void {
    clearTimeout(this.#refresh);
  }

  stop(): void {
    this.#stopped = true;
    this.rest();
    this.#unheard();
  }

  #openMesh({ you, changed, replaced }: Wishes): Line {
    this.#mesh = new Mesh({
      you,
      call: crypto.getRandomValues(new Uint32Array(3)).join('-'),
      since_ms: this.#session.now_ms(),
      connect: () => new RTCPeerConnection(configuration(this.setup)),
      signal: (to, payload) => this.#session.signal(to, payload),
      changed,
      replaced,
    });
    this.#refreshLater();
    return this.#mesh;
  }

  async #openLiveKit(
    { url, token }: CallSetup & { provider: 'livekit' },
    { changed, failed }: Wishes,
  ): Promise<Line | null> {
    try {
      const { LiveKitLine } = await import('./livekit');
      return this.#stopped ? null : new LiveKitLine({ url, token, changed, failed });
    } catch {
      failed();
      return null;
    }
  }

  #leftOfSetup_ms(): number {
    if (this.setup?.provider !== 'mesh' || this.setup.expires_at_ms === null) return Infinity;
    return this.setup.expires_at_ms - REFRESH_BEFORE_MS - this.#session.now_ms();
  }

  /** Credentials run out in the middle of a long round. */
  #refreshLater(): void {
    clearTimeout(this.#refresh);
    const left_ms = this.#leftOfSetup_ms();
    if (left_ms === Infinity) return;
    const refresh = async () => {
      await this.ask();
      if (this.#stopped) return;
      this.#mesh?.configure(configuration(this.setup));
      this.#refreshLater();
    };
    this.#refresh = setTimeout(() => void refresh(), Math.max(left_ms, REFRESH_MIN_MS));
  }
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
