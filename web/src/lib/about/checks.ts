// What the fields of the review may hold, said beside the field before the server has to.

import { t } from '../i18n';

/** The bounds that the server has, so that a field can say so beside itself. */
export const YEAR = [2006, 2100] as const;
export const NUMBER = [1, 999_999] as const;
export const MINUTES = [1, 480] as const;

/** A whole number; `null` for anything else. */
export function whole(text: string): number | null {
  const trimmed = String(text).trim();
  return /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : null;
}

/** RFC 3339, with or without seconds. */
export const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/;

/** What is wrong with the minutes of a segment. */
export function minutesError(row: Record<'minutes' | 'min' | 'max', string>): string | null {
  if (row.minutes.trim() === '') return t('create.wholeNumber', { min: 1, max: MINUTES[1] });
  const wrong =
    outside(row.minutes, MINUTES) ?? outside(row.min, MINUTES) ?? outside(row.max, MINUTES);
  if (wrong) return wrong;
  const [minutes = 0, min, max] = [row.minutes, row.min, row.max].map((text) => whole(text));
  const contradicts = (min ?? 0) > (minutes ?? 0) || (max ?? Infinity) < (minutes ?? 0);
  return contradicts ? t('segment.boundsWrong', { minutes: row.minutes.trim() }) : null;
}

/** A sentence if the text is neither empty nor a whole number within the bounds. */
export function outside(text: string, [min, max]: readonly [number, number]): string | null {
  if (text.trim() === '') return null;
  const number = whole(text);
  return number !== null && number >= min && number <= max
    ? null
    : t('create.wholeNumber', { min: String(min), max: String(max) });
}
