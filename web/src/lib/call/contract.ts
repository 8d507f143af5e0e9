// What the server offers to a call, until the generated protocol has it: then only imports change.

import type { PersonId, Rejection, RoomId } from '../protocol/protocol';

export interface IceServer {
  urls: string[];
  username: string | null;
  credential: string | null;
}

export type CallSetup =
  | {
      provider: 'mesh';
      ice_servers: IceServer[];
      expires_at_ms: number | null;
      /** Hides addresses: nothing goes directly. */
      relay_only: boolean;
    }
  | { provider: 'livekit'; url: string; token: string }
  | { provider: 'link'; url: string };

export interface SetupAnswer {
  setup: CallSetup | null;
  rejection: Rejection | null;
}

/** The part of a room's entry that a call looks at. */
export interface RoomEntry {
  id: RoomId;
  members: RoomMember[];
}

export interface RoomMember {
  person: PersonId;
  name: string | null;
  affiliation?: string | null;
  attendance?: 'online' | 'room' | 'hub';
  here: boolean;
}

export type CallFrame =
  { type: 'call_setup'; n: number } | { type: 'signal'; to: PersonId; payload: unknown };
