// What a signed report would be without: captured texts in no line of the draft, and lines that are not in it.

import type { LiveSession } from '../session/session.svelte';
import { unwritten } from './draftLines';

/** Their words: what was captured first. */
export function leftBehind(session: LiveSession): string[] {
  const ids = session.entry('unplaced')?.entries ?? [];
  const captured = ids.map((id) => session.entry(`capture/${id}`)?.text ?? '');
  const lines = unwritten(session.numbered('draft')).map(({ text }) => text);
  return [...captured, ...lines].filter((text) => text !== '');
}
