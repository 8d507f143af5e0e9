// What is one's own on the floor: which of it is nearest, and where it stands in few words.

import { t } from '../i18n';
import type { ItemState, OwnEntry } from '../protocol/protocol';
import { waitWords } from './wait';

/** From what wants the person soonest to what is over. */
const ORDER: ItemState[] = [
  'on_floor',
  'next',
  'approved',
  'submitted',
  'held',
  'answered_in_text',
  'answered_aloud',
];

/** The one to be told of in a line; of those that stand alike, the first in the order. */
export function nearest(mine: readonly OwnEntry[]): OwnEntry | null {
  const rank = ({ state }: OwnEntry) => ORDER.indexOf(state);
  const told = mine.filter((item) => rank(item) >= 0);
  const place = (item: OwnEntry) => item.place ?? Infinity;
  return told.sort((a, b) => rank(a) - rank(b) || place(a) - place(b) || b.id - a.id)[0] ?? null;
}

/** "Place 3 · about 4 min"; what else it is, by its state. */
export function stands({ state, place, wait_ms }: OwnEntry): string {
  if (state !== 'approved' || place === null) return t(`state.${state}`);
  const at = t('mine.place', { place });
  return wait_ms === null ? at : `${at} · ${waitWords(wait_ms)}`;
}
