// The session, with what it has of rounds and rooms.

import { useSession } from '../session/context';
import type { LiveSession, Outcome } from '../session/session.svelte';
import type { HarvestEntry, RoundCommand, RoundEntries } from './contract';

export type RoundSession = Omit<LiveSession, 'entry' | 'send'> & {
  entry<K extends keyof RoundEntries>(key: K): RoundEntries[K] | undefined;
  send(command: RoundCommand): Promise<Outcome>;
};

export function useRounds(): RoundSession {
  return useSession() as unknown as RoundSession;
}

/** What came out of the rooms that have closed, in their order. */
export function harvestOf(session: RoundSession): HarvestEntry[] {
  return [...session.entries]
    .filter(([key]) => key.startsWith('harvest/'))
    .map(([, entry]) => entry as HarvestEntry)
    .sort((a, b) => a.round - b.round || a.room - b.room);
}
