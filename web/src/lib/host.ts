// The secret of the person who runs this server. The server prints it once, in a link; the browser
// keeps it, out of the address bar, and shows it when a session is created.

import { remember, remembered } from './storage';

const STORED = 'onefloor.host';

export function hostSecret(): string | null {
  return remembered(STORED);
}

/** Takes `#host=SECRET` out of the address bar into storage; true if there was one. */
export function takeHostSecret(): boolean {
  const secret = new URLSearchParams(location.hash.slice(1)).get('host');
  if (!secret) return false;
  remember(STORED, secret);
  history.replaceState(history.state, '', location.pathname + location.search);
  return true;
}
