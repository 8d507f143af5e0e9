// Which items may be asked together with another one, in which order they are offered. Pure.

import type { ItemEntry, ItemId, ItemState } from '../protocol/protocol';

/** Only what still waits can be merged. */
const MERGEABLE: readonly ItemState[] = ['submitted', 'approved', 'next', 'held'];

export interface Candidates {
  /** Like it when one of the two came. */
  similar: ItemEntry[];
  /** Everything else that waits, in the order of the queue. */
  others: ItemEntry[];
}

export function candidates(
  item: ItemEntry,
  items: readonly ItemEntry[],
  order: readonly ItemId[],
): Candidates {
  const place = new Map(order.map((id, at) => [id, at]));
  const at = ({ id }: ItemEntry) => place.get(id) ?? order.length + id;
  const waiting = items
    .filter((one) => one.id !== item.id && MERGEABLE.includes(one.state))
    .sort((a, b) => at(a) - at(b));
  const own = item.staff?.similar ?? [];
  const rank = ({ id }: ItemEntry) => (own.includes(id) ? own.indexOf(id) : own.length);
  const alike = (one: ItemEntry) =>
    own.includes(one.id) || one.staff?.similar.includes(item.id) === true;
  return {
    similar: waiting.filter(alike).sort((a, b) => rank(a) - rank(b)),
    others: waiting.filter((one) => !alike(one) && one.text !== null),
  };
}

/** Those that a search finds, as far as they fit; what is ticked stays in sight, where it is. */
export function found(
  items: readonly ItemEntry[],
  search: string,
  max: number,
  isTicked: (id: ItemId) => boolean,
): { shown: ItemEntry[]; more: number } {
  const wanted = search.trim().toLocaleLowerCase();
  const has = (text: string | null) => text?.toLocaleLowerCase().includes(wanted) === true;
  const hits = items.filter(
    (one) => wanted === String(one.id) || has(one.text) || has(one.name) || has(one.affiliation),
  );
  const first = new Set(hits.slice(0, max));
  return {
    shown: items.filter((one) => first.has(one) || isTicked(one.id)),
    more: hits.filter((one) => !first.has(one) && !isTicked(one.id)).length,
  };
}
