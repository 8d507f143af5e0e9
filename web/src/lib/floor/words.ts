// How items are named to people.

import { isolate, locale, t } from '../i18n';
import type {
  Because,
  ItemEntry,
  ItemKind,
  ItemState,
  Origin,
  Placed,
  Turn,
} from '../protocol/protocol';
import { languageName } from './sheet';

export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'danger';

/** How the session hears an item: its words are read, or its asker speaks, from afar or in the room. */
export type Manner = 'read' | 'online' | 'room';

export function who(item: Pick<ItemEntry, 'name' | 'anonymous' | 'kind'>): string {
  if (item.name) return item.name;
  if (item.anonymous) return t('floor.anonymous');
  return item.kind === 'proxy' ? t('floor.someoneRoom') : t('floor.guest');
}

/** Characters of an item's words that are enough to know it by. */
const FIRST_WORDS_CHARS = 40;

/** An item as sentences and lists name it: who asks, and the first words. */
export function named(
  item: Pick<ItemEntry, 'name' | 'anonymous' | 'kind' | 'text' | 'erased'>,
): string {
  return `${isolate(who(item))}: ${isolate(firstWords(what(item)))}`;
}

/** The name of a button that acts on an item: "Approve: Ana: Who pays for this". */
export function actOn(act: string, item: Parameters<typeof named>[0]): string {
  return act + t('ui.on', { what: named(item) });
}

/** The beginning of a text, cut between words and with a sign that it goes on. */
export function firstWords(text: string, chars_max = FIRST_WORDS_CHARS): string {
  const words = text.replaceAll(/\s+/g, ' ').trim();
  const characters = [...words];
  if (characters.length <= chars_max) return words;
  const cut = characters.slice(0, chars_max).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > chars_max / 2 ? cut.slice(0, space) : cut}…`;
}

/** What staff knows besides of whoever asks by name, and a language that is not the reader's. */
export function facts({ staff, language }: ItemEntry): string[] {
  if (!staff) return [];
  const { stakeholder_group: group, region } = staff;
  const foreign = language !== null && language.split('-')[0] !== locale();
  return [
    group && t(`group.${group}`),
    region && t(`region.${region}`),
    foreign && languageName(language, locale()),
  ].filter((fact) => typeof fact === 'string');
}

/** The language of those words for `lang`; what the page itself says of a turn is in the page's. */
export function languageOf(item: Pick<ItemEntry, 'text' | 'language'>): string | undefined {
  return (item.text && item.language) || undefined;
}

/** What is asked or said, or what kind of turn it is. */
export function what(
  item: Pick<ItemEntry, 'text' | 'kind' | 'erased'> &
    Partial<Pick<ItemEntry, 'state' | 'turn' | 'taken_at_ms'>>,
): string {
  if (item.erased) return t('item.erased');
  if (item.text) return item.text;
  // Whoever speaks does not want to any more.
  if (item.state === 'on_floor' && item.turn) {
    return heardNow({ turn: item.turn, taken_at_ms: item.taken_at_ms });
  }
  switch (item.kind) {
    case 'hand':
      return t('floor.hand');
    case 'comment':
      return t('item.comment');
    default:
      return t('floor.wantsToSpeak');
  }
}

export function origin(item: ItemEntry): string {
  return t(`origin.${item.origin}`);
}

/** Why it stands where it does; a moderator's own words are part of it. */
export function why(
  { why, reason }: Pick<Placed, 'why' | 'reason'>,
  { votes, origin }: Pick<ItemEntry, 'origin'> & { votes: number },
): string {
  switch (why) {
    case 'votes':
      return t('why.votes', { count: votes });
    case 'alternates':
      return t(origin === 'online' ? 'why.alternatesOnline' : 'why.alternatesRoom');
    case 'moved':
      return reason ? t('why.movedBecause', { reason }) : t('why.moved');
    default:
      return t(`why.${why}`);
  }
}

/** A moderator's reason for putting something aside, in the reader's language. */
export function because(code: Because): string {
  return t(`because.${code}`);
}

/** Why it was put aside: the reason from the list, and what staff wrote besides. */
export function reasons(of: { because: Because | null; reason: string | null }): string | null {
  const said = [of.because && because(of.because), of.reason].filter(Boolean);
  return said.length > 0 ? said.join(' · ') : null;
}

export function manner(kind: ItemKind, origin: Origin): Manner {
  if (kind === 'question' || kind === 'comment') return 'read';
  return origin === 'online' ? 'online' : 'room';
}

/** The manner of a turn, as the server says it. */
export function mannerOf(turn: Turn): Manner {
  if (turn === 'read_aloud') return 'read';
  return turn === 'speaks_online' ? 'online' : 'room';
}

/** How its asker will be heard. */
export function heard(kind: ItemKind, origin: Origin): string {
  return t(`heard.${manner(kind, origin)}`);
}

/** How it is heard now that it has the floor; whoever is not heard yet does not speak. */
export function heardNow({
  turn,
  taken_at_ms,
}: Pick<ItemEntry, 'turn'> & Partial<Pick<ItemEntry, 'taken_at_ms'>>): string {
  return taken_at_ms === null ? t('handover.waits') : t(`heardNow.${turn}`);
}

export function tone(state: ItemState): Tone {
  switch (state) {
    case 'on_floor':
    case 'next':
      return 'accent';
    case 'answered_aloud':
    case 'answered_in_text':
      return 'ok';
    case 'submitted':
    case 'held':
    case 'deferred':
      return 'warn';
    case 'dismissed':
      return 'danger';
    default:
      return 'neutral';
  }
}
