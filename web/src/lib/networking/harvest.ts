// What came out of the rooms that have closed, in their order.

import type { HarvestEntry } from '../protocol/protocol';
import type { LiveSession } from '../session/session.svelte';

export function harvestOf(session: LiveSession): HarvestEntry[] {
  return [...session.numbered('harvest')].sort((a, b) => a.round - b.round || a.room - b.room);
}
