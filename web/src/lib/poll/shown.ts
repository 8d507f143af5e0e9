// A poll as a screen shows it: what is asked, and how it stands. They come apart, since one changes with
// every answer and the other does not.

import type { PollEntry, PollId, PollTally } from '../protocol/protocol';
import type { LiveSession } from '../session/session.svelte';

export type Poll = PollEntry & PollTally;

type Entries = Pick<LiveSession, 'entry' | 'numbered'>;

/** Nobody has answered yet, or it is not known. */
const NOTHING: PollTally = { answered: 0, present: 0, result: null };

/** All polls, in the order in which they were asked. */
export function polls(session: Entries): Poll[] {
  return session.numbered('poll').map((poll) => joined(session, poll));
}

export function pollOf(session: Entries, id: PollId): Poll | undefined {
  const poll = session.entry(`poll/${id}`);
  return poll && joined(session, poll);
}

function joined(session: Entries, poll: PollEntry): Poll {
  return { ...poll, ...(session.entry(`tally/${poll.id}`) ?? NOTHING) };
}
