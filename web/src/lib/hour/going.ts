// What is going on, as a screen has it: the entries that decide what the large button does.

import type { LiveSession } from '../session/session.svelte';
import type { Going } from './primary';

export function goingOn(session: LiveSession, now_ms: number): Going {
  return {
    agenda: session.entry('agenda'),
    clock: session.entry('clock'),
    voice: session.entry('voice'),
    floor: session.entry('floor'),
    first: session.entry('floor/order')?.places[0]?.item,
    round: session.entry('round'),
    discusses: session.entry('discussion') !== undefined,
    now_ms,
  };
}
