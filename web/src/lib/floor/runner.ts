// What a floor runner entered on this phone, and where each stands. The server's answer carries no
// number, so an entry is found again by its words among the items that came after it. Pure.

import type { ItemEntry, ItemId, ItemState } from '../protocol/protocol';

export interface Entered {
  key: string;
  name: string;
  affiliation: string;
  place: string;
  /** The newest item that this phone knew of then: its own is newer. */
  after: ItemId;
  /** Why the server did not take it, in words. */
  refused: string | null;
}

export const ENTERED_KEPT = 5;

const WAITING: readonly ItemState[] = ['submitted', 'approved', 'held', 'next', 'on_floor'];

/** Names that a person would call the same. */
function plain(name: string | null): string {
  return (name ?? '').normalize('NFKC').trim().replace(/\s+/gu, ' ').toLocaleLowerCase();
}

/** Somebody of this name who waits already, or was entered here and is on the way. */
export function waitsAlready(
  name: string,
  items: readonly ItemEntry[],
  underWay: readonly Entered[],
): { item: ItemEntry | null } | null {
  const wanted = plain(name);
  if (wanted === '') return null;
  const item = items.find((one) => WAITING.includes(one.state) && plain(one.name) === wanted);
  if (item) return { item };
  return underWay.some((one) => plain(one.name) === wanted) ? { item: null } : null;
}

/** The item of each entry, by its key; an item belongs to one entry, the oldest that fits. */
export function itemsOf(
  entered: readonly Entered[],
  items: readonly ItemEntry[],
): Map<string, ItemEntry> {
  const found = new Map<string, ItemEntry>();
  const taken = new Set<ItemId>();
  const oldestFirst = [...entered].sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const entry of oldestFirst) {
    if (entry.refused !== null) continue;
    const item = items.find(
      (one) =>
        one.kind === 'proxy' &&
        one.id > entry.after &&
        !taken.has(one.id) &&
        plain(one.name) === plain(entry.name) &&
        plain(one.place) === plain(entry.place) &&
        plain(one.affiliation) === plain(entry.affiliation),
    );
    if (!item) continue;
    taken.add(item.id);
    found.set(entry.key, item);
  }
  return found;
}

/** What was kept in the browser; a spoilt store is an empty one. */
export function readEntered(stored: string | null): Entered[] {
  try {
    const entries: unknown = JSON.parse(stored ?? '[]');
    if (!Array.isArray(entries)) return [];
    return entries
      .filter((one): one is Entered => typeof one?.key === 'string')
      .slice(0, ENTERED_KEPT);
  } catch {
    return [];
  }
}
