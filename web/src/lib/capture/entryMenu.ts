// What may be done with an entry besides writing it.

import type { CapturedEntry, EntryFact } from '../protocol/protocol';
import { t } from '../i18n';
import type { MenuItem } from '../ui/Menu.svelte';
import { ICONS, KINDS } from './kinds';

export interface EntryHands {
  /** Only in a block: there the order is the form's. */
  step: ((by: -1 | 1) => void) | undefined;
  history: () => void;
  describe: (fact: EntryFact) => void;
  remove: () => void;
}

export function entryMenu(
  entry: CapturedEntry,
  { first, last }: { first: boolean; last: boolean },
  hands: EntryHands,
): (MenuItem | 'separator')[] {
  const { step } = hands;
  const moves: (MenuItem | 'separator')[] = step
    ? [
        { label: t('capture.up'), icon: 'arrow-up', disabled: first, onselect: () => step(-1) },
        { label: t('capture.down'), icon: 'arrow-down', disabled: last, onselect: () => step(1) },
        'separator',
      ]
    : [];
  const kinds = KINDS.map<MenuItem>((kind) => ({
    label: t(`kind.${kind}`),
    icon: ICONS[kind],
    checked: kind === entry.kind,
    onselect: () => kind !== entry.kind && hands.describe({ type: 'kind', kind }),
  }));
  const unlink: MenuItem[] =
    entry.item === null
      ? []
      : [
          {
            label: t('capture.unlink'),
            icon: 'link',
            onselect: () => hands.describe({ type: 'item', item: null }),
          },
        ];
  return [
    ...moves,
    {
      label: t('capture.history'),
      icon: 'undo',
      disabled: entry.kept === 0,
      onselect: hands.history,
    },
    ...unlink,
    'separator',
    ...kinds,
    'separator',
    { label: t('capture.remove'), icon: 'trash', danger: true, onselect: hands.remove },
  ];
}
