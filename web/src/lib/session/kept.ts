// What a screen showed, over a reload: whoever presses it in a dead spot has their session on the screen,
// and not a page that waits. It stays in the tab, for as long as it is of use.

import type { Part, ServerFrame } from '../protocol/protocol';

type Welcome = Extract<ServerFrame, { type: 'welcome' }>;

/** A view as it stood. */
export interface KeptView {
  /** By this device's clock, in milliseconds since 1970. */
  at_ms: number;
  /** Of the link by which it was opened. */
  secret: string | null;
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

/** The view of this tab, if the same link opened it a short time ago. */
export function keptView(code: string, secret: string | null): KeptView | null {
  try {
    const view = JSON.parse(sessionStorage.getItem(keyOf(code)) ?? 'null') as KeptView | null;
    const age_ms = Date.now() - (view?.at_ms ?? 0);
    return view && view.secret === secret && age_ms >= 0 && age_ms < AGE_MAX_MS ? view : null;
  } catch {
    return null;
  }
}

export function dropView(code: string): void {
  try {
    sessionStorage.removeItem(keyOf(code));
  } catch {
    // Nothing was kept.
  }
}
