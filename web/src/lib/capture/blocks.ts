// The blocks of the IGF's form as lists and as text. Pure, but for the language.

import type { CapturedEntry, ListRule, TextRule } from '../protocol/protocol';
import { format, t } from '../i18n';
import type { LiveSession } from '../session/session.svelte';
import type { Side } from '../ui/sortable';

/** How a count stands to its soft limits, in words; `calm` when there is nothing to do. */
export interface Standing {
  words: string;
  calm: boolean;
}

/** All that was captured, in the rapporteurs' order; what was taken out is among it. */
export function capturedIn(session: LiveSession): CapturedEntry[] {
  const order = session.entry('captured')?.order ?? [];
  const places = new Map(order.map((id, at) => [id, at]));
  const place = (entry: CapturedEntry) => places.get(entry.id) ?? order.length + entry.id;
  return [...session.numbered('capture')].sort((a, b) => place(a) - place(b));
}

/** A line of the block as the form takes it: who acts, towards whom, and what, in one paragraph. */
export function lineText({ text, who, to_whom }: CapturedEntry): string {
  const line = text.trim().replace(/\s*\n\s*/g, ' ');
  const named = [who, to_whom]
    .filter((name): name is string => Boolean(name))
    .filter((name) => !line.toLocaleLowerCase().includes(name.toLocaleLowerCase()));
  return named.length > 0 ? `${named.join(' → ')}: ${line}` : line;
}

/** The block as plain text, a paragraph for each line. */
export function blockText(entries: readonly CapturedEntry[]): string {
  return entries
    .map(lineText)
    .filter((line) => line !== '')
    .join('\n\n');
}

/** How many entries there are, against as many as the form expects. */
export function entriesStanding(count: number, { min, max }: ListRule): Standing {
  if (count < min) return { words: t('limits.few', { count: min - count, min, max }), calm: false };
  if (count > max) return { words: t('limits.many', { count: count - max, max }), calm: false };
  return { words: t('limits.entries', { count, min, max }), calm: true };
}

/** How long one entry is. */
export function entryStanding(text: string, words_max: number): Standing {
  return textStanding(text, { words_min: 0, words_max });
}

/** How long the report is. An empty one is not short: it has not been begun. */
export function textStanding(text: string, { words_min, words_max }: TextRule): Standing {
  const count = format.countWords(text);
  if (count > words_max) {
    return {
      words: t('ui.wordsOver', { count: count - words_max, limit: words_max }),
      calm: false,
    };
  }
  if (count > 0 && count < words_min) {
    return {
      words: t('limits.short', { count: words_min - count, words: count, min: words_min }),
      calm: false,
    };
  }
  return { words: t('ui.wordsOf', { count, limit: words_max }), calm: true };
}

/** Between which neighbours an entry is put, when it is let go beside another; `null` for nothing. */
export function neighbours(
  list: readonly number[],
  moved: number,
  target: number,
  side: Side,
): { after: number | null; before: number | null } | null {
  const others = list.filter((id) => id !== moved);
  const found = others.indexOf(target);
  if (found < 0 || !list.includes(moved)) return null;
  const at = side === 'before' ? found : found + 1;
  if (at === list.indexOf(moved)) return null;
  return { after: others[at - 1] ?? null, before: others[at] ?? null };
}

/** The same for a step up or down. */
export function step(list: readonly number[], moved: number, by: -1 | 1) {
  const target = list[list.indexOf(moved) + by];
  return target === undefined ? null : neighbours(list, moved, target, by < 0 ? 'before' : 'after');
}
