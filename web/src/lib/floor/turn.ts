// How near an own item is to the floor: what its asker is alerted to.

import type { OwnEntry } from '../protocol/protocol';

/** From farther to nearer. */
export const STAGES = ['soon', 'first', 'called', 'on_floor'] as const;
export type Stage = (typeof STAGES)[number];

export interface Turn {
  item: OwnEntry;
  stage: Stage;
}

/** `open` is whether people are called to the floor: before, nobody is next. */
export function stageOf(
  { state, place }: Pick<OwnEntry, 'state' | 'place'>,
  open = true,
): Stage | null {
  if (!open) return state === 'on_floor' ? 'on_floor' : null;
  switch (state) {
    case 'on_floor':
      return 'on_floor';
    case 'next':
      return 'called';
    case 'approved':
      if (place === 1) return 'first';
      return place === 2 ? 'soon' : null;
    default:
      return null;
  }
}

/** The own item nearest to the floor; of two that are asked together, the one that stands for both. */
export function turnOf(mine: readonly OwnEntry[], open = true): Turn | null {
  const turns = mine.flatMap((item) => {
    const stage = stageOf(item, open);
    return stage ? [{ item, stage }] : [];
  });
  const nearness = ({ item, stage }: Turn) =>
    STAGES.indexOf(stage) + (item.merged_into === null ? 0.5 : 0);
  return turns.sort((a, b) => nearness(b) - nearness(a))[0] ?? null;
}

/** The stages that an alert of this one makes old news. */
export function upTo(stage: Stage): Stage[] {
  return STAGES.slice(0, STAGES.indexOf(stage) + 1);
}
