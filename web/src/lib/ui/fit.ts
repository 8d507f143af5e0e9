// Sets a scene so large that all of it is on the screen: nobody scrolls a projector.

import type { Attachment } from 'svelte/attachments';

/** Smaller than this part of its size, nobody reads it; what is still too long loses its end. */
const LEAST = 0.4;
const STEP = 0.04;

/**
 * The greatest part of full size at which something fits, from 1 down to the least one. `fits` is
 * asked for one size after another, and is left at the answer.
 */
export function largest(fits: (part: number) => boolean): number {
  const steps = Math.round((1 - LEAST) / STEP);
  for (let step = 0; step < steps; step++) {
    const part = 1 - step * STEP;
    if (fits(part)) return part;
  }
  fits(LEAST);
  return LEAST;
}

/** Sets `--fit` on an element, from 1 down, so that it stands within its parent. */
export const fitted: Attachment<HTMLElement> = (element) => {
  const frame = element.parentElement;
  if (!frame) return;
  const fit = () => {
    largest((part) => {
      element.style.setProperty('--fit', String(part));
      const high = element.scrollHeight <= frame.clientHeight;
      return high && element.scrollWidth <= frame.clientWidth;
    });
  };
  // Once more when a font has come, an answer is counted, or the projector is another one.
  const watch = new ResizeObserver(fit);
  watch.observe(frame);
  watch.observe(element);
  return () => watch.disconnect();
};
