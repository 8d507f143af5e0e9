// One beat for all clocks of a page, at the moments when one of them changes its digits.

import type { LiveSession } from './session.svelte';

/** A little after the change, since a timer may be early by a fraction. */
const AFTER_MS = 3;

/** Moments at which a round goes on, where they are known. */
type RoundMoments = Partial<
  Record<'draws_at_ms' | 'opened_at_ms' | 'closes_at_ms' | 'next_at_ms', number | null>
>;

/** Where in a second the clocks of this session change: each has the phase of its own anchor. */
function phases(session: LiveSession): number[] {
  const [clock, voice] = [session.entry('clock'), session.entry('voice')];
  const round = session.entry('round');
  const changes = [0];
  if (clock && clock.paused_at_ms === null) {
    changes.push(clock.started_at_ms + clock.paused_ms + clock.length_ms);
  }
  if (voice && clock?.paused_at_ms === null) {
    changes.push(voice.counts_from_ms + (voice.allowance_ms ?? 0));
  }
  if (round) {
    const { draws_at_ms, opened_at_ms, closes_at_ms, next_at_ms } = round as RoundMoments;
    const open = round.closed_at_ms === null;
    for (const at_ms of open ? [draws_at_ms, opened_at_ms, closes_at_ms] : [next_at_ms]) {
      if (typeof at_ms === 'number') changes.push(at_ms);
    }
  }
  return changes.map((at_ms) => ((at_ms % 1_000) + 1_000) % 1_000);
}

/** The server's time, renewed at each change of a second while somebody looks at the page. */
export function ticking(session: LiveSession): { readonly now_ms: number } {
  let now_ms = $state(session.now_ms());
  $effect(() => {
    const changes = phases(session);
    let timer: ReturnType<typeof setTimeout>;
    const beat = () => {
      // Read from the clock, not from the state: an effect that reads what it writes never rests.
      const at_ms = session.now_ms();
      now_ms = at_ms;
      const waits = changes.map((phase_ms) => (phase_ms - (at_ms % 1_000) + 1_000) % 1_000);
      // What is due in this very moment has just been painted.
      const next_ms = Math.min(
        ...waits.map((wait_ms) => (wait_ms < 1 ? wait_ms + 1_000 : wait_ms)),
      );
      timer = setTimeout(beat, next_ms + AFTER_MS);
    };
    const seen = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') beat();
    };
    document.addEventListener('visibilitychange', seen);
    beat();
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  });
  return {
    get now_ms() {
      return now_ms;
    },
  };
}
