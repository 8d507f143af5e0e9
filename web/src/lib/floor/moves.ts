// What a moderator may do with an item from where it stands. The server decides; this is its menu.

import { t } from '../i18n';
import type { ItemEntry, ItemState } from '../protocol/protocol';
import type { MenuItem } from '../ui/Menu.svelte';

export interface Hands {
  move(item: ItemEntry, to: ItemState): void;
  dismiss(item: ItemEntry): void;
  undo(item: ItemEntry): void;
}

export function movesOf(item: ItemEntry, hands: Hands): (MenuItem | 'separator')[] {
  const to = (state: ItemState, icon: MenuItem['icon'], label: string): MenuItem => ({
    label,
    icon,
    onselect: () => hands.move(item, state),
  });
  const dismiss: MenuItem = {
    label: t('floor.dismiss'),
    icon: 'x',
    danger: true,
    onselect: () => hands.dismiss(item),
  };
  const undo: MenuItem[] = item.staff?.undo_to
    ? [
        {
          label: t('floor.undoTo', { state: t(`state.${item.staff.undo_to}`) }),
          icon: 'undo',
          onselect: () => hands.undo(item),
        },
      ]
    : [];
  switch (item.state) {
    case 'on_floor':
      return [
        to('answered_in_text', 'chat', t('floor.answeredInText')),
        to('deferred', 'note', t('floor.defer')),
        to('passed', 'arrow-end', t('floor.pass')),
        to('next', 'undo', t('floor.backToQueue')),
        ...undo,
      ];
    case 'next':
      return [
        to('approved', 'undo', t('floor.backToQueue')),
        to('held', 'pause', t('floor.hold')),
        to('deferred', 'note', t('floor.defer')),
        to('passed', 'arrow-end', t('floor.pass')),
        'separator',
        dismiss,
      ];
    case 'approved':
      return [
        to('next', 'flag', t('floor.callNext')),
        to('answered_in_text', 'chat', t('floor.answeredInText')),
        to('held', 'pause', t('floor.hold')),
        to('deferred', 'note', t('floor.defer')),
        'separator',
        dismiss,
      ];
    default:
      return undo;
  }
}
