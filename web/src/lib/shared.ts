// What somebody shares from another app becomes the question that they are writing, in the session where
// they were last. It is read from the address and taken out of it; no server is told.

import { navigate } from './router.svelte';
import { beginDraft } from './session/draft.svelte';
import { remember, remembered } from './storage';

const LAST = 'onefloor.last';

/** Where a text that is shared goes from now on. */
export function rememberLast(code: string): void {
  remember(LAST, code);
}

/** Takes what was shared to its session, to be looked over and sent; without one, to the start. */
export function takeShared(): void {
  if (location.pathname !== '/share') return;
  const params = new URLSearchParams(location.search);
  const parts = ['title', 'text', 'url'].map((name) => params.get(name)?.trim() ?? '');
  // Many apps put the address into the text as well.
  const said = parts.filter(
    (part, at) => part !== '' && !parts.slice(at + 1).some((more) => more.includes(part)),
  );
  const code = remembered(LAST);
  if (code && said.length > 0) beginDraft(code, 'question', said.join('\n'));
  navigate(code ? `/s/${code}?ask` : '/', { replace: true });
}

/** Whether the page was opened to ask something; once. */
export function asksAtOnce(): boolean {
  const asks = new URLSearchParams(location.search).has('ask');
  if (asks) history.replaceState(history.state, '', location.pathname + location.hash);
  return asks;
}
