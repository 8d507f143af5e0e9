// A person of the call as the page shows them: what the room knows and what the line brings.

import type { PersonId, RoomEntry } from '../protocol/protocol';
import type { Connecting, Remote } from './line';
import type { Mode } from './payload';
import type { Grade } from './quality';

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
  mode: Mode;
  quality: Grade | null;
  connection: Connecting;
}

export type Own = Pick<Tile, 'person' | 'video' | 'microphone' | 'listens'>;

const streams = new WeakMap<MediaStreamTrack, MediaStream>();

/** The same stream for the same track, so that an element that plays it goes on. */
export function streamOf(track: MediaStreamTrack | null): MediaStream | null {
  if (!track) return null;
  const stream = streams.get(track) ?? new MediaStream([track]);
  streams.set(track, stream);
  return stream;
}

/** The others in the order in which they came, and oneself last. */
export function tilesOf(
  room: RoomEntry,
  own: Own,
  remotes: Remote[],
  speaking: readonly PersonId[],
): Tile[] {
  const about = (person: PersonId) => {
    const member = room.members.find((one) => one.person === person);
    return {
      person,
      name: member?.name ?? null,
      affiliation: member?.affiliation ?? null,
      attendance: member?.attendance ?? ('online' as const),
      speaking: speaking.includes(person),
    };
  };
  const others = remotes.map((remote): Tile => {
    const { microphone, listens, mode, quality, connection } = remote;
    const shows = remote.camera && mode === 'video' && connection !== 'connecting';
    return {
      ...about(remote.person),
      isYou: false,
      video: shows ? streamOf(remote.video) : null,
      audio: streamOf(remote.audio),
      ...{ microphone, listens, mode, quality, connection },
    };
  });
  const { video, microphone, listens } = own;
  return [
    ...others,
    {
      ...about(own.person),
      isYou: true,
      ...{ video, microphone, listens },
      audio: null,
      mode: 'video',
      quality: null,
      connection: 'connected',
    },
  ];
}
