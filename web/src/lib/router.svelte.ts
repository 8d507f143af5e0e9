// A tiny router: the path decides the view. Links are ordinary <a href>; the rest of the page stays.
// A route is added here, in `match`, and in the table of views in App.svelte.

import { isWholeCode, readCode } from './code';

export type Route =
  { name: 'start' | 'create' | 'unknown'; code?: undefined } | { name: 'session'; code: string };

/** The view of a path. A session code is read forgivingly, as in the form. */
export function match(path: string): Route {
  const [first = '', second, ...more] = path.split('/').filter(Boolean);
  if (first === '') return { name: 'start' };
  if (first === 'create' && !second) return { name: 'create' };
  if (first === 's' && second && more.length === 0) {
    const code = readCode(second);
    if (isWholeCode(code)) return { name: 'session', code };
  }
  return { name: 'unknown' };
}

let current = $state.raw<Route>(match(location.pathname));

export function route(): Route {
  return current;
}

/** Goes to a path of this application (a fragment may follow it). */
export function navigate(to: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  current = match(location.pathname);
  scrollTo(0, 0);
}

/** Follows the back button and plain clicks on links to this application. */
export function startRouter(): void {
  addEventListener('popstate', () => (current = match(location.pathname)));
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest?.('a');
    const plain =
      event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !plain || event.defaultPrevented) return;
    const elsewhere = link.target || link.download || link.origin !== location.origin;
    const within = link.pathname === location.pathname && link.hash !== '';
    if (elsewhere || within || match(link.pathname).name === 'unknown') return;
    event.preventDefault();
    navigate(link.pathname + link.search + link.hash);
  });
}
