// A check of consensus as a screen shows it: what was put, and how each entry of it stands.

import type { ConsensusEntry, ConsensusLine, ConsensusTally } from '../protocol/protocol';
import type { LiveSession } from '../session/session.svelte';

export type Put = ConsensusLine & ConsensusTally;
export type Check = Omit<ConsensusEntry, 'entries'> & { entries: Put[] };

/** Nobody has answered yet, or it is not known. */
const NOTHING: ConsensusTally = { answered: 0, present: 0, result: null, whys: [] };

/** The check that is open, else the last. */
export function lastCheck(session: Pick<LiveSession, 'entry'>): Check | undefined {
  const check = session.entry('consensus');
  if (!check) return undefined;
  const entries = check.entries.map((line) => ({
    ...line,
    ...(session.entry(`consensus/${line.entry}`) ?? NOTHING),
  }));
  return { ...check, entries };
}
