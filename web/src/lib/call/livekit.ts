// The same call through a LiveKit server. Its client is large, and is loaded by this file alone, which
// is itself loaded when a room uses it. People are known there by their number in the session.

import { ConnectionQuality, Room, RoomEvent, Track, type Participant } from 'livekit-client';
import type { PersonId } from '../protocol/protocol';
import type { Line, Outgoing, Remote } from './line';
import type { State } from './payload';
import type { Grade } from './quality';

const GRADES: Partial<Record<ConnectionQuality, Grade>> = {
  [ConnectionQuality.Excellent]: 'good',
  [ConnectionQuality.Good]: 'fair',
  [ConnectionQuality.Poor]: 'poor',
  [ConnectionQuality.Lost]: 'poor',
};

export interface LiveKitOptions {
  url: string;
  token: string;
  changed(): void;
  /** The server could not be reached, or has closed the room. */
  failed(): void;
}

export class LiveKitLine implements Line {
  readonly #room = new Room({
    adaptiveStream: false,
    dynacast: true,
    stopLocalTrackOnUnpublish: false,
  });
  #sent: Outgoing = { audio: null, video: null };
  #wanted: Outgoing = { audio: null, video: null };
  #turn: Promise<void>;
  #left = false;

  constructor(options: LiveKitOptions) {
    const { changed } = options;
    for (const event of [
      RoomEvent.ParticipantConnected,
      RoomEvent.ParticipantDisconnected,
      RoomEvent.TrackSubscribed,
      RoomEvent.TrackUnsubscribed,
      RoomEvent.TrackMuted,
      RoomEvent.TrackUnmuted,
      RoomEvent.ConnectionQualityChanged,
      RoomEvent.ConnectionStateChanged,
    ] as const) {
      this.#room.on(event, changed);
    }
    this.#room.on(RoomEvent.Disconnected, () => {
      if (!this.#left) options.failed();
    });
    this.#turn = this.#room.connect(options.url, options.token).catch(() => options.failed());
  }

  remotes(): Remote[] {
    const isBack = this.#room.state === 'connected';
    return [...this.#room.remoteParticipants.values()].flatMap((other) => {
      const person = personOf(other.identity);
      if (person === null) return [];
      const track = (source: Track.Source) =>
        other.getTrackPublication(source)?.track?.mediaStreamTrack ?? null;
      return [
        {
          person,
          audio: track(Track.Source.Microphone),
          video: track(Track.Source.Camera),
          microphone: other.isMicrophoneEnabled,
          camera: other.isCameraEnabled,
          listens: false,
          mode: 'video' as const,
          sends: 'video' as const,
          quality: quality(other),
          connection: isBack ? ('connected' as const) : ('reconnecting' as const),
          waits_since_ms: null,
        },
      ];
    });
  }

  send(tracks: Outgoing, state: State): void {
    this.#wanted = tracks;
    this.#turn = this.#turn.then(
      async () => {
        await this.#publish('audio', Track.Source.Microphone);
        await this.#publish('video', Track.Source.Camera);
        // A muted microphone stays open on both sides, so that a word is not cut off.
        const sent = this.#room.localParticipant.getTrackPublication(Track.Source.Microphone);
        if (state.microphone) await sent?.unmute();
        else await sent?.mute();
      },
      () => {},
    );
    this.#turn = this.#turn.catch(() => {});
  }

  /** The server knows who is there. */
  roster(_people: PersonId[]): void {}

  /** The client looks for another way by itself. */
  networkChanged(): void {}

  leave(): void {
    this.#left = true;
    void this.#room.disconnect(false);
  }

  async #publish(kind: keyof Outgoing, source: Track.Source): Promise<void> {
    const [before, now] = [this.#sent[kind], this.#wanted[kind]];
    if (before === now || this.#left) return;
    this.#sent = { ...this.#sent, [kind]: now };
    const { localParticipant } = this.#room;
    if (before) await localParticipant.unpublishTrack(before, false);
    if (now) await localParticipant.publishTrack(now, { source });
  }
}

function personOf(identity: string): PersonId | null {
  const digits = /(\d+)$/.exec(identity)?.[1];
  return digits === undefined ? null : Number(digits);
}

function quality(of: Participant): Grade | null {
  return GRADES[of.connectionQuality] ?? null;
}
