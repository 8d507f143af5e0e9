// Where the keyboard of a phone lies over the page: what stands at its lower edge rises above it.

import { on } from 'svelte/events';

/** Zoomed in by hand, less of the page is seen without any keyboard. */
const ZOOMED = 1.05;

/** Tells an element in `--keyboard` how much of the page the keyboard hides. */
export function aboveKeyboard(element: HTMLElement): (() => void) | undefined {
  const seen = window.visualViewport;
  if (!seen) return undefined;
  const place = () => {
    const hidden = seen.scale > ZOOMED ? 0 : innerHeight - seen.height - seen.offsetTop;
    element.style.setProperty('--keyboard', `${Math.max(0, Math.round(hidden))}px`);
  };
  place();
  const off = [on(seen, 'resize', place), on(seen, 'scroll', place)];
  return () => off.forEach((stop) => stop());
}
