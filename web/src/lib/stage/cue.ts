// What a speaker's screen says by itself, and how the moderator's messages are worded.

import { format, t } from '../i18n';
import type { CueEntry, SentEntry, Threshold, Tone } from '../protocol/protocol';

/**
 * The moment that was passed last; `null` before the first one. A moment that a short allowance has
 * no room for is none: it would be there from the first second on.
 */
export function passed(
  thresholds: Threshold[],
  left_ms: number,
  allowance_ms: number,
): Threshold | null {
  const reached = thresholds.filter(
    (threshold) => left_ms <= threshold.left_ms && threshold.left_ms < allowance_ms,
  );
  return reached.reduce<Threshold | null>(
    (last, threshold) => (last && last.left_ms <= threshold.left_ms ? last : threshold),
    null,
  );
}

/** Its words: the organiser's, or what the moment means in the reader's own language. */
export function thresholdWords(threshold: Threshold): string {
  if (threshold.text) return threshold.text;
  if (threshold.tone === 'wrap_up') return t('cue.wrapUp');
  if (threshold.left_ms === 0) return t('cue.timeIsUp');
  const time = format.duration(Math.round(Math.abs(threshold.left_ms) / 1000));
  return threshold.left_ms > 0 ? t('clock.left', { time }) : t('clock.over', { time });
}

export function cueWords(cue: Pick<CueEntry | SentEntry, 'text' | 'tone'>): string {
  return cue.text ?? t('cue.wrapUp');
}

export const TONES: Tone[] = ['steady', 'flash', 'wrap_up'];
