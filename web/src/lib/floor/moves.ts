// What a moderator may do with an item from where it stands. The server decides; this is its menu.

import { t } from '../i18n';
import type { ItemEntry, ItemId, ItemState, Origin, Silence, Turn } from '../protocol/protocol';
import type { MenuItem } from '../ui/Menu.svelte';
import { movesMade } from './history';

export interface Hands {
  move(item: ItemEntry, to: ItemState): unknown;
  dismiss(item: ItemEntry): void;
  /** Asks whether these are dismissed together. */
  dismissAll(items: ItemEntry[]): void;
  /** All that the asker of this has waiting. */
  theirs(item: ItemEntry): ItemEntry[];
  undo(item: ItemEntry): void;
  answer(item: ItemEntry): void;
  reword(item: ItemEntry): void;
  merge(item: ItemEntry): void;
  place(item: ItemEntry): void;
  /** Gives the last word, or with `null` takes it back. */
  lastWord(item: ItemEntry | null): void;
  mute(item: ItemEntry, muted: boolean): void;
  ban(item: ItemEntry): void;
  /** Silences whoever asked hidden from all, or lets them speak again. */
  silence(item: ItemEntry, silence: Silence | null): void;
  /** Says how it is heard. */
  turn(item: ItemEntry, turn: Turn): void;
  /** Shows what became of it so far. */
  history(item: ItemEntry): void;
  /** Keeps its words for the report. */
  keep(item: ItemEntry): void;
}

/** What else decides about a menu. */
export interface Around {
  /** The item that has the last word. */
  lastWord?: ItemId | null | undefined;
  /** Nobody speaks any more, so nothing leads to the floor. */
  ended?: boolean;
}

/** The menu of an item, in groups; what stops somebody comes first, where the thumb finds it in a hurry. */
export function movesOf(
  item: ItemEntry,
  hands: Hands,
  around: Around = {},
): (MenuItem | 'separator')[] {
  return groupsOf(item, hands, around)
    .filter((group) => group.length > 0)
    .flatMap<MenuItem | 'separator'>((group, at) => (at > 0 ? ['separator', ...group] : group));
}

function groupsOf(item: ItemEntry, hands: Hands, { lastWord, ended }: Around): MenuItem[][] {
  const to = (state: ItemState, icon: MenuItem['icon'], label: string): MenuItem => ({
    label,
    icon,
    onselect: () => hands.move(item, state),
  });
  const answer: MenuItem = {
    label: t('moves.answer'),
    icon: 'chat',
    onselect: () => hands.answer(item),
  };
  const place: MenuItem = {
    label: t('moves.place'),
    icon: 'arrow-up',
    onselect: () => hands.place(item),
  };
  const merge: MenuItem = {
    label: t('moves.merge'),
    icon: 'merge',
    onselect: () => hands.merge(item),
  };
  const reword: MenuItem[] = item.text
    ? [{ label: t('moves.reword'), icon: 'edit', onselect: () => hands.reword(item) }]
    : [];
  const last: MenuItem =
    lastWord === item.id
      ? { label: t('moves.noLastWord'), icon: 'star', onselect: () => hands.lastWord(null) }
      : { label: t('moves.lastWord'), icon: 'star', onselect: () => hands.lastWord(item) };
  const dismiss: MenuItem = {
    label: t('floor.dismiss'),
    icon: 'x',
    danger: true,
    onselect: () => hands.dismiss(item),
  };
  /** What leads to the floor, while anybody may have it. */
  const during = (...moves: MenuItem[]) => (ended ? [] : moves);
  const defer = to('deferred', 'note', t('floor.defer'));
  const hold = to('held', 'pause', t('floor.hold'));
  const pass = to('passed', 'arrow-end', t('floor.pass'));
  const keep: MenuItem[] = item.text
    ? [{ label: t('capture.keep'), icon: 'note', onselect: () => hands.keep(item) }]
    : [];
  const undo = [...undoOf(item, hands, ended), ...historyOf(item, hands)];
  const conduct = conductOf(item, hands);
  // Nothing is left to be asked of what was erased.
  if (item.erased) return [historyOf(item, hands)];
  switch (item.state) {
    case 'on_floor':
      return [
        conduct,
        [answer, defer, pass, ...during(to('next', 'undo', t('floor.backToQueue')))],
        [...turnsOf(item, hands), ...reword, ...keep],
        undo,
      ];
    case 'next':
      return [
        [dismiss, ...conduct],
        [to('approved', 'undo', t('floor.backToQueue')), answer, hold, defer, pass],
        [...turnsOf(item, hands), ...reword, merge, ...keep],
        undo,
      ];
    case 'approved':
      return [
        [dismiss, ...conduct],
        during(to('next', 'flag', t('floor.callNext')), place, last),
        [answer, hold, defer, pass],
        [...turnsOf(item, hands), ...reword, merge, ...keep],
        undo,
      ];
    case 'submitted':
      return [
        [dismiss, ...conduct],
        [to('approved', 'check', t('floor.approve')), hold],
        [...reword, merge, ...keep],
        undo,
      ];
    case 'held':
      return [
        [dismiss, ...conduct],
        [to('approved', 'check', t('floor.approve')), answer, defer],
        [...reword, merge, ...keep],
        undo,
      ];
    case 'dismissed':
      return [conduct, [to('approved', 'undo', t('floor.backToQueue'))], undo];
    default:
      return [conduct, keep, undo];
  }
}

/** Every move can be taken back; out of a merge it has a name of its own. */
function undoOf(item: ItemEntry, hands: Hands, ended = false): MenuItem[] {
  const back = item.staff?.undo_to;
  if (!back || (ended && (back === 'on_floor' || back === 'next'))) return [];
  const label =
    item.state === 'merged' ? t('moves.unmerge') : t('floor.undoTo', { state: t(`state.${back}`) });
  return [{ label, icon: 'undo', onselect: () => hands.undo(item) }];
}

/** Where it was, once it has been somewhere else. */
function historyOf(item: ItemEntry, hands: Hands): MenuItem[] {
  if (movesMade(item).length === 0) return [];
  return [{ label: t('moves.history'), icon: 'clock', onselect: () => hands.history(item) }];
}

/** Nobody knows who asked, and they can be silenced all the same. */
function unknownOf(item: ItemEntry, hands: Hands): MenuItem[] {
  const silence = item.staff?.silence ?? null;
  return [
    silence
      ? { label: t('moves.unmute'), icon: 'mic', onselect: () => hands.silence(item, null) }
      : { label: t('moves.mute'), icon: 'mic-off', onselect: () => hands.silence(item, 'muted') },
    ...(silence === 'kept_out'
      ? []
      : [
          {
            label: t('moves.ban'),
            icon: 'lock' as const,
            danger: true,
            onselect: () => hands.silence(item, 'kept_out'),
          },
        ]),
  ];
}

/** How it is heard, the other way round. */
function turnsOf(item: ItemEntry, hands: Hands): MenuItem[] {
  const speaks: Record<Origin, Turn> = {
    online: 'speaks_online',
    room: 'at_microphone',
    hub: 'from_hub',
  };
  if (item.turn === 'read_aloud') {
    const turn = speaks[item.origin];
    return [{ label: t('moves.speaks'), icon: 'mic', onselect: () => hands.turn(item, turn) }];
  }
  if (!item.text) return [];
  const read = () => hands.turn(item, 'read_aloud');
  return [{ label: t('moves.readAloud'), icon: 'chat', onselect: read }];
}

/** Whoever is known to staff can be muted or kept out; staff and proxies cannot. */
function conductOf(item: ItemEntry, hands: Hands): MenuItem[] {
  const asker = item.staff?.asker;
  if (!asker && item.staff?.anonymity === 'hidden_from_all') return unknownOf(item, hands);
  if (!asker) return [];
  const theirs = hands.theirs(item);
  const sweep: MenuItem = {
    label: t('moves.dismissTheirs', { count: theirs.length }),
    icon: 'x',
    danger: true,
    onselect: () => hands.dismissAll(theirs),
  };
  return [
    asker.muted
      ? { label: t('moves.unmute'), icon: 'mic', onselect: () => hands.mute(item, false) }
      : { label: t('moves.mute'), icon: 'mic-off', onselect: () => hands.mute(item, true) },
    { label: t('moves.ban'), icon: 'lock', danger: true, onselect: () => hands.ban(item) },
    ...(theirs.length > 1 ? [sweep] : []),
  ];
}
