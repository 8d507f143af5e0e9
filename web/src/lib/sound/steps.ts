// How far a voice has come on its way into the hall, and when its desk is offered another way.

import { t } from '../i18n';
import type { HandoverEntry, HandoverStep, ItemEntry } from '../protocol/protocol';

/** The handover of what has the floor, until the hall hears it. */
export function underWay(
  handover: HandoverEntry | null | undefined,
  onFloor: Pick<ItemEntry, 'id' | 'taken_at_ms'> | undefined,
): HandoverEntry | null {
  if (!handover || handover.item !== onFloor?.id || onFloor.taken_at_ms !== null) return null;
  return handover;
}

/** For the hall: a few words. */
export function shortWords(step: HandoverStep): string {
  return t(`handover.short.${step}`);
}

/** Whether it stands still for so long, or says itself that it will not come. */
export function isStuck(
  { step, since_ms }: HandoverEntry,
  now_ms: number,
  patience_ms: number,
): boolean {
  return step === 'no_microphone' || now_ms - since_ms >= patience_ms;
}
