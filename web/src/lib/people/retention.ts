// For how long a session is kept, as a screen knows it.

import type { LiveSession } from '../session/session.svelte';

/** How long something stands. */
export interface Retention {
  /** Days after the end; 0 is until the session is deleted. */
  days: number;
  /** When it is purged, once it has ended; milliseconds since 1970. */
  until_ms: number | null;
}

const DAY_MS = 24 * 3_600_000;

export function retentionOf(session: LiveSession): Retention {
  const own = session.entry('privacy')?.retention_days ?? null;
  const days = own ?? session.welcome?.retention_days ?? 0;
  const ended_at_ms = session.entry('agenda')?.ended_at_ms ?? null;
  const is_known = days > 0 && ended_at_ms !== null;
  return { days, until_ms: is_known ? ended_at_ms + days * DAY_MS : null };
}
