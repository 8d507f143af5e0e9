// What a screen showed, over a reload: whoever presses it in a dead spot has their session on the screen,
// and not a page that waits. It stays in the tab, for as long as it is of use.

import { PROTOCOL, type Part, type ServerFrame } from '../protocol/protocol';
import { personKey } from './ids';

type Welcome = Extract<ServerFrame, { type: 'welcome' }>;

/** A view as it stood. */
export interface KeptView {
  /** By this device's clock, in milliseconds since 1970. */
  at_ms: number;
  /** Of the page that kept it: another one may read its entries otherwise. */
  protocol: number;
  /** Of the link by which it was opened. */
  secret: string | null;
  /** Whose it is, as the end of the key of this browser. */
  whose: string;
  welcome: Welcome;
  parts: [part: Part, keys: string[]][];
  entries: Record<string, unknown>;
}

/** After this time nothing in it is true any more. */
const AGE_MAX_MS = 1_800_000;
/** Characters of a view that is kept; a longer one comes anew. */
const CHARS_MAX = 1_000_000;

const keyOf = (code: string) => `onefloor.view.${code}`;

export function keepView(code: string, view: KeptView): void {
  const text = JSON.stringify(view);
  try {
    if (text.length <= CHARS_MAX) sessionStorage.setItem(keyOf(code), text);
    else sessionStorage.removeItem(keyOf(code));
  } catch {
    // A full or blocked storage: the view comes anew.
  }
}

/** The view of this tab, if the same person opened it by the same link a short time ago; once. */
export function keptView(code: string, secret: string | null): KeptView | null {
  try {
    const view = JSON.parse(sessionStorage.getItem(keyOf(code)) ?? 'null') as KeptView | null;
    dropView(code);
    if (!view || view.protocol !== PROTOCOL) return null;
    const age_ms = Date.now() - view.at_ms;
    const is_own = view.secret === secret && view.whose === whose(code);
    return is_own && age_ms >= 0 && age_ms < AGE_MAX_MS ? view : null;
  } catch {
    return null;
  }
}

/** Tells people of one browser apart, and says nothing of the key. */
export function whose(code: string): string {
  return personKey(code).slice(-8);
}

export function dropView(code: string): void {
  try {
    sessionStorage.removeItem(keyOf(code));
  } catch {
    // Nothing was kept.
  }
}
