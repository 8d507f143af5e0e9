// What is read aloud, in which order, and what may be said of who asked. Pure.

import type { ItemEntry, Placed } from '../protocol/protocol';

/** Written and not spoken: whoever stands at a microphone reads their own question. */
function isRead({ kind, origin, text }: ItemEntry): boolean {
  return text !== null && kind !== 'hand' && (kind !== 'proxy' || origin !== 'room');
}

/** What has the floor, then what waits, in its order. */
export function sheet(
  onFloor: ItemEntry | undefined,
  places: readonly Placed[],
  item: (id: number) => ItemEntry | undefined,
): ItemEntry[] {
  const waiting = places.map((place) => item(place.item));
  return [onFloor, ...waiting].filter((one) => one !== undefined).filter(isRead);
}

/** The mark around the words, as ICANN's remote participation managers read them. */
export function markOf(item: ItemEntry): 'QUESTION' | 'COMMENT' {
  return item.kind === 'comment' ? 'COMMENT' : 'QUESTION';
}

/** Who may be named: each once, and only those who asked with their names, whatever staff knows. */
export function namesOf(items: readonly ItemEntry[]): string[] {
  const open = items.filter(({ anonymous }) => !anonymous);
  return [...new Set(open.flatMap(({ name }) => name ?? []))];
}

/** A language by its name in the page's language; as it was written, if it has none. */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
