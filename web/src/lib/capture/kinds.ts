// The kinds of what is captured: their order is that of the number keys.

import type { Block, EntryKind } from '../protocol/protocol';
import { t } from '../i18n';
import type { IconName } from '../ui/icons';

export const KINDS = [
  'takeaway',
  'call_to_action',
  'consensus',
  'no_consensus',
  'quote',
  'open_issue',
  'note',
] as const satisfies readonly EntryKind[];

export const ICONS: Record<EntryKind, IconName> = {
  takeaway: 'star',
  call_to_action: 'flag',
  consensus: 'check',
  no_consensus: 'x',
  quote: 'chat',
  open_issue: 'question',
  note: 'note',
};

/** The block of the form that an entry of this kind is a line of. */
export function blockOf(kind: EntryKind): Block | null {
  if (kind === 'takeaway') return 'takeaways';
  return kind === 'call_to_action' ? 'calls_to_action' : null;
}

/** What stands above its field. A note on a question is the answer that the draft gives. */
export function labelOf(kind: EntryKind, item: number | null): string {
  if (kind === 'note' && item !== null) return t('capture.answerLabel');
  return t(`capture.label.${kind}`);
}

/** A text that begins with `/3` and a space names its kind; the rest is what was meant. */
export function slash(text: string): { kind: EntryKind; rest: string } | null {
  const found = /^\s*\/([1-7])(?:\s+|$)/.exec(text);
  // `/3` alone may still become `/3 …`; only the space ends it.
  if (!found || !/\s$/.test(found[0])) return null;
  const kind = KINDS[Number(found[1]) - 1];
  return kind ? { kind, rest: text.slice(found[0].length) } : null;
}

/** Alt with a digit. By the key and not by its letter: Option makes `¡` of 1 on a Mac. */
export function kindOfKey(event: Pick<KeyboardEvent, 'altKey' | 'code'>): EntryKind | null {
  const digit = /^(?:Digit|Numpad)([1-7])$/.exec(event.code)?.[1];
  return event.altKey && digit ? (KINDS[Number(digit) - 1] ?? null) : null;
}
