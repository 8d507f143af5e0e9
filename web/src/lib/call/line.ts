// What every provider of a call offers: the other people, and sending to them.

import type { PersonId } from '../protocol/protocol';
import type { Mode, State } from './payload';
import type { Grade } from './quality';

export type Connecting = 'connecting' | 'connected' | 'reconnecting';

/** Somebody else in the call. */
export interface Remote extends State {
  person: PersonId;
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
  /** What they send to this screen, as far as their line to it bears. */
  mode: Mode;
  /** What this screen sends to them. */
  sends: Mode;
  quality: Grade | null;
  connection: Connecting;
  /** Not connected since, by the monotonic clock; `null` while connected. */
  waits_since_ms: number | null;
}

export interface Outgoing {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
}

export interface Line {
  remotes(): Remote[];
  /** What the person sends from now on, and what the others are told of it. */
  send(tracks: Outgoing, state: State): void;
  /** Who else is in the room. */
  roster(people: PersonId[]): void;
  /** The device has another way to the network. */
  networkChanged(): void;
  leave(): void;
}
