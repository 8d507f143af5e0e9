// A connection for tests: it has the states of a real one, and the test decides when it connects.

export class FakeConnection {
  static all: FakeConnection[] = [];
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: { type: 'offer' | 'answer'; sdp: string } | null = null;
  remoteDescription: { type: string; sdp: string } | null = null;
  onnegotiationneeded: (() => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  ontrack: unknown = null;
  restarts = 0;
  /** Packets that have come in. */
  received = 0;
  added: unknown[] = [];
  lines: string[] = [];
  /** Waited for by `addIceCandidate`. */
  adding: Promise<void> = Promise.resolve();
  #descriptions = 0;

  constructor() {
    FakeConnection.all.push(this);
  }

  async setLocalDescription() {
    const type = this.signalingState === 'have-remote-offer' ? 'answer' : 'offer';
    this.localDescription = { type, sdp: `${type} ${++this.#descriptions}` };
    this.signalingState = type === 'offer' ? 'have-local-offer' : 'stable';
  }

  async setRemoteDescription(description: { type: string; sdp: string }) {
    this.remoteDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
  }

  async addIceCandidate(candidate: unknown) {
    this.added.push(candidate);
    await this.adding;
  }

  addTransceiver(kind: string) {
    this.lines.push(kind);
  }

  getTransceivers() {
    return [];
  }

  restartIce() {
    this.restarts += 1;
    this.onnegotiationneeded?.();
  }

  getStats() {
    const inbound = { type: 'inbound-rtp', packetsReceived: this.received };
    return Promise.resolve(new Map([['in', inbound]]));
  }

  setConfiguration() {}

  close() {
    this.connectionState = 'closed';
  }

  becomes(state: RTCPeerConnectionState) {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}

export const connectFake = () => new FakeConnection() as unknown as RTCPeerConnection;
