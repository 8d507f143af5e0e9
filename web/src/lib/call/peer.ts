// One pair of screens: the connection to one other person, and its repair. The first offer always
// comes from one side (the `initiator`): when both sides offer at once, Chromium's polite side
// sometimes never gathers a candidate, and hangs without an error. Signals may be lost.

import type { Connecting, Outgoing } from './line';
import type { Candidate, Description, Mode } from './payload';
import type { Caps } from './quality';

/** Not connected after this time: begin anew. Grows with each failure. */
const CONNECT_MAX_MS = [10_000, 15_000, 20_000, 30_000];
/** An offer that has no answer is sent again, with the candidates found meanwhile. */
const OFFER_AGAIN_MS = 3_000;

export type Signal = Omit<Description, 'call' | 'for'> | Omit<Candidate, 'call' | 'for'>;

export interface PeerHost {
  connect(): RTCPeerConnection;
  /** Greater than any before. */
  nextAttempt(): number;
  signal(signal: Signal): void;
  changed(): void;
}

export class Peer {
  readonly initiator: boolean;
  audio: MediaStreamTrack | null = null;
  video: MediaStreamTrack | null = null;
  readonly #host: PeerHost;
  #pc: RTCPeerConnection | null = null;
  #attempt = 0;
  #failures = 0;
  #offers = 0;
  #answered = 0;
  /** The first description has gone both ways; from here on either side may offer. */
  #settled = false;
  #ignoresOffer = false;
  #repaired = false;
  #wasConnected = false;
  #held: RTCIceCandidateInit[] = [];
  #turn: Promise<void> = Promise.resolve();
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setInterval> | undefined;
  #tracks: Outgoing = { audio: null, video: null };
  #mode: Mode = 'video';
  #caps: Caps | null = null;

  constructor(initiator: boolean, host: PeerHost) {
    this.initiator = initiator;
    this.#host = host;
    if (initiator) this.#build(host.nextAttempt());
  }

  get connection(): Connecting {
    if (this.#pc?.connectionState === 'connected') return 'connected';
    return this.#wasConnected ? 'reconnecting' : 'connecting';
  }

  /** What is sent: the tracks as far as the mode lets them, and no more than the caps. */
  send(tracks: Outgoing, mode: Mode, caps: Caps): void {
    this.#tracks = tracks;
    this.#mode = mode;
    this.#caps = caps;
    const pc = this.#pc;
    if (pc && this.#settled) this.#inTurn(pc, () => this.#apply(pc));
  }

  heard(signal: Signal): void {
    if (signal.attempt > this.#attempt && !this.initiator) {
      // What the other side found so far comes with its offer, which is sent until it is answered.
      if (signal.kind !== 'description' || signal.sdp.type !== 'offer') return;
      this.#build(signal.attempt);
    }
    const pc = this.#pc;
    if (!pc || signal.attempt !== this.#attempt) return;
    this.#inTurn(pc, () =>
      signal.kind === 'description'
        ? this.#description(pc, signal)
        : this.#candidate(pc, signal.candidate),
    );
  }

  /** Looks for another way through the network, and keeps what is sent. */
  restart(): void {
    if (this.#settled) this.#pc?.restartIce();
  }

  configure(configuration: RTCConfiguration): void {
    this.#pc?.setConfiguration(configuration);
  }

  async stats(): Promise<RTCStatsReport | null> {
    return (await this.#pc?.getStats()) ?? null;
  }

  close(): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = undefined;
    clearInterval(this.#again);
    const pc = this.#pc;
    this.#pc = null;
    this.audio = this.video = null;
    if (!pc) return;
    pc.onconnectionstatechange = pc.onicecandidate = pc.onnegotiationneeded = pc.ontrack = null;
    pc.close();
  }

  #build(attempt: number): void {
    this.close();
    this.#attempt = attempt;
    this.#settled = this.#ignoresOffer = this.#repaired = false;
    this.#held = [];
    this.#turn = Promise.resolve();
    const pc = this.#host.connect();
    this.#pc = pc;
    pc.onicecandidate = ({ candidate }) => {
      if (!candidate) return;
      this.#host.signal({ kind: 'candidate', attempt, candidate: candidate.toJSON() });
    };
    pc.ontrack = ({ track }) => {
      this[track.kind as keyof Outgoing] = track;
      this.#host.changed();
    };
    pc.onnegotiationneeded = () => {
      if (this.#settled) this.#inTurn(pc, () => this.#offer(pc));
    };
    pc.onconnectionstatechange = () => this.#connectionChanged(pc);
    this.#watch();
    if (this.initiator) {
      // Both lines from the start: a microphone or camera that comes later needs no new offer.
      for (const kind of ['audio', 'video']) pc.addTransceiver(kind, { direction: 'sendrecv' });
      this.#inTurn(pc, () => this.#offer(pc));
    }
    this.#host.changed();
  }

  /** One thing after another; what belongs to a connection that is gone is not done any more. */
  #inTurn(pc: RTCPeerConnection, work: () => Promise<void>): void {
    this.#turn = this.#turn.then(async () => {
      if (this.#pc !== pc) return;
      // A description that cannot be set leaves the pair unconnected, and the watchdog sees that.
      await work().catch(() => {});
    });
  }

  async #offer(pc: RTCPeerConnection): Promise<void> {
    if (pc.signalingState !== 'stable') return;
    await pc.setLocalDescription();
    const offer = ++this.#offers;
    this.#say(pc, offer);
    clearInterval(this.#again);
    this.#again = setInterval(() => {
      if (pc.signalingState === 'have-local-offer') this.#say(pc, offer);
      else clearInterval(this.#again);
    }, OFFER_AGAIN_MS);
  }

  #say(pc: RTCPeerConnection, offer: number): void {
    const { type, sdp } = pc.localDescription ?? {};
    if ((type !== 'offer' && type !== 'answer') || !sdp) return;
    this.#host.signal({
      kind: 'description',
      attempt: this.#attempt,
      offer,
      sdp: { type, sdp },
    });
  }

  async #description(pc: RTCPeerConnection, { sdp, offer }: Omit<Description, 'call' | 'for'>) {
    if (sdp.type === 'answer') {
      // A second answer, or one to an offer that was taken back.
      if (pc.signalingState !== 'have-local-offer' || offer !== this.#offers) return;
      this.#ignoresOffer = false;
      await pc.setRemoteDescription(sdp);
    } else {
      const collides = pc.signalingState !== 'stable';
      this.#ignoresOffer = collides && this.initiator;
      if (this.#ignoresOffer) return;
      if (!collides && offer === this.#answered && pc.localDescription?.type === 'answer') {
        this.#say(pc, offer);
        return;
      }
      await pc.setRemoteDescription(sdp);
      for (const line of pc.getTransceivers()) line.direction = 'sendrecv';
      await this.#apply(pc);
      await pc.setLocalDescription();
      this.#answered = offer;
      this.#say(pc, offer);
    }
    this.#settled = true;
    for (const candidate of this.#held.splice(0)) await this.#candidate(pc, candidate);
    await this.#apply(pc);
  }

  async #candidate(pc: RTCPeerConnection, candidate: RTCIceCandidateInit): Promise<void> {
    // Read before waiting: an offer taken meanwhile says nothing about this candidate.
    const ignored = this.#ignoresOffer;
    if (!pc.remoteDescription) {
      this.#held.push(candidate);
      return;
    }
    try {
      await pc.addIceCandidate(candidate);
    } catch {
      // It belongs to a description that was lost; a new one from this side brings both together.
      if (ignored || this.#repaired || pc.connectionState === 'connected') return;
      this.#repaired = true;
      this.restart();
    }
  }

  async #apply(pc: RTCPeerConnection): Promise<void> {
    for (const { sender, receiver } of pc.getTransceivers()) {
      const kind = receiver.track.kind as keyof Outgoing;
      const lets = this.#mode === 'video' || (this.#mode === 'audio' && kind === 'audio');
      const track = lets ? this.#tracks[kind] : null;
      if (sender.track !== track) await sender.replaceTrack(track);
      if (track && this.#caps) await limit(sender, kind, this.#caps);
    }
  }

  #connectionChanged(pc: RTCPeerConnection): void {
    if (this.#pc !== pc) return;
    switch (pc.connectionState) {
      case 'connected':
        clearTimeout(this.#watchdog);
        this.#watchdog = undefined;
        this.#failures = 0;
        this.#repaired = false;
        this.#wasConnected = true;
        break;
      case 'disconnected':
      case 'failed':
        this.#watch();
        // One side is enough, and both at once would collide.
        if (this.initiator) this.restart();
        break;
    }
    this.#host.changed();
  }

  #watch(): void {
    if (!this.initiator || this.#watchdog !== undefined) return;
    const wait_ms = CONNECT_MAX_MS[Math.min(this.#failures, CONNECT_MAX_MS.length - 1)];
    this.#watchdog = setTimeout(() => {
      this.#watchdog = undefined;
      if (this.#pc?.connectionState === 'connected') return;
      this.#failures += 1;
      this.#build(this.#host.nextAttempt());
    }, wait_ms);
  }
}

async function limit(sender: RTCRtpSender, kind: string, caps: Caps): Promise<void> {
  const parameters = sender.getParameters();
  // Before the first answer some browsers have none.
  const [encoding] = parameters.encodings ?? [];
  if (!encoding) return;
  encoding.maxBitrate = kind === 'audio' ? caps.audio_bps : caps.video_bps;
  if (kind === 'video') {
    encoding.scaleResolutionDownBy = caps.scale;
    encoding.maxFramerate = caps.frames;
  }
  await sender.setParameters(parameters);
}
