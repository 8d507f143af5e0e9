// Single keys of a desk: what was pressed, wherever nobody types. They can be switched off, since
// speech input and wandering fingers press letters too.

import { remembered } from '../storage';

export const KEYS_KEPT = 'onefloor.shortcuts';

export function keysAreOn(): boolean {
  return remembered(KEYS_KEPT) !== 'off';
}

/** The letter or sign of a key that is meant as a command; `null` for everything else. */
export function commandKey(event: KeyboardEvent): string | null {
  const target = event.target as HTMLElement;
  const typing = target.closest('input, textarea, select, [contenteditable], dialog, [role=menu]');
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing) return null;
  const typed = event.key === '=' ? '+' : event.key.toLocaleLowerCase();
  // On a keyboard of another script the letter is where it stands on a Latin one.
  const placed = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  const isLatin = /^[\x20-\x7e]$/.test(typed);
  return isLatin ? typed : (placed ?? typed);
}

/** The same, where single keys are switched on. */
export function pressedKey(event: KeyboardEvent): string | null {
  return keysAreOn() ? commandKey(event) : null;
}
