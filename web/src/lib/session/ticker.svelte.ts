// One beat for all clocks of a page, on the whole seconds of the server's time.

import type { LiveSession } from './session.svelte';

/** The server's time, renewed at each of its whole seconds while somebody looks at the page. */
export function ticking(session: LiveSession): { readonly now_ms: number } {
  let now_ms = $state(session.now_ms());
  $effect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const beat = () => {
      // Read from the clock, not from the state: an effect that reads what it writes never rests.
      const at_ms = session.now_ms();
      now_ms = at_ms;
      timer = setTimeout(beat, 1_000 - (at_ms % 1_000) + 4);
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
