// Numbers, times and lists in the language of the page.

import { formatTag, isolate, t } from './i18n.svelte';

const MINUS = '\u2212';

export function number(value: number): string {
  return new Intl.NumberFormat(formatTag()).format(value);
}

export function percent(part: number): string {
  return new Intl.NumberFormat(formatTag(), { style: 'percent' }).format(part);
}

/** `15 min`. */
export function minutes(count: number): string {
  return unit(count, 'minute', 'short');
}

/**
 * Whole seconds to show for the time left: rounded up while it runs down, so that 0:00 is the end,
 * and negative from one second over.
 */
export function wholeSeconds(left_ms: number): number {
  return Math.ceil(left_ms / 1000) + 0;
}

/** `12:04`, `1:02:04`, or `−0:32` when over. */
export function clockDigits(left_ms: number): string {
  const seconds = wholeSeconds(left_ms);
  const [h, m, s] = parts(seconds);
  const two = (n: number) => String(n).padStart(2, '0');
  const digits = h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
  return seconds < 0 ? MINUS + digits : digits;
}

/** The same in words, for screen readers: "12 minutes, 4 seconds left", "32 seconds over time". */
export function clockWords(left_ms: number): string {
  const seconds = wholeSeconds(left_ms);
  const time = duration(seconds);
  return seconds < 0 ? t('clock.over', { time }) : t('clock.left', { time });
}

/** A duration in words; the sign is left out. */
export function duration(seconds: number): string {
  const [h, m, s] = parts(seconds);
  const words = [
    h > 0 && unit(h, 'hour', 'long'),
    m > 0 && unit(m, 'minute', 'long'),
    (s > 0 || (h === 0 && m === 0)) && unit(s, 'second', 'long'),
  ].filter((word) => word !== false);
  return new Intl.ListFormat(formatTag(), { type: 'unit' }).format(words);
}

/** Of 24 hours, in every language: half of the room would read 02:10 as the night. */
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** The time of day, in the browser's zone or the one given (an IANA name). */
export function timeOfDay(
  at_ms: number,
  options: { seconds?: boolean; zone?: string } = {},
): string {
  return new Intl.DateTimeFormat(formatTag(), {
    ...CLOCK,
    second: options.seconds ? '2-digit' : undefined,
    timeZone: options.zone,
  }).format(at_ms);
}

/** What the browser's zone is from UTC at that time: "GMT+1". */
export function zone(at_ms: number): string {
  const name = { timeZoneName: 'shortOffset' } as const;
  const parts = new Intl.DateTimeFormat(formatTag(), name).formatToParts(at_ms);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** A day with its times in UTC, as a form has them: from start to end, where there is one. */
export function slot(start_ms: number, end_ms: number | null): string {
  const day = new Intl.DateTimeFormat(formatTag(), {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  const words = end_ms === null ? day.format(start_ms) : day.formatRange(start_ms, end_ms);
  return `${isolate(words)} UTC`;
}

/** The time of day, with the weekday where it is not that of `now_ms`: nobody reads 01:00 as tomorrow. */
export function moment(at_ms: number, now_ms: number): string {
  const day = (ms: number) => new Date(ms).toDateString();
  if (day(at_ms) === day(now_ms)) return timeOfDay(at_ms);
  return new Intl.DateTimeFormat(formatTag(), {
    weekday: 'short',
    ...CLOCK,
  }).format(at_ms);
}

/** A day with its year, for what is looked up weeks later. */
export function day(at_ms: number): string {
  return new Intl.DateTimeFormat(formatTag(), { dateStyle: 'long' }).format(at_ms);
}

/** "Ana, Bo and Cem"; each entry is isolated. */
export function list(entries: string[]): string {
  return new Intl.ListFormat(formatTag(), { type: 'conjunction' }).format(entries.map(isolate));
}

/** A script by its four letters (ISO 15924): "Tibetan". */
export function script(code: string): string {
  // Signs that belong to no script, or to several.
  if (code === 'Zyyy' || code === 'Zinh') return t('report.otherSigns');
  return new Intl.DisplayNames(formatTag(), { type: 'script' }).of(code) ?? code;
}

/** Words as a word processor counts them; a Chinese or Japanese character counts as one. */
export function countWords(text: string): number {
  const cjk = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
  const words = text.match(new RegExp(`[${cjk}]|[^\\s${cjk}]+`, 'gu')) ?? [];
  return words.filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function parts(seconds: number): [number, number, number] {
  const size = Math.abs(seconds);
  return [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60];
}

function unit(value: number, name: string, unitDisplay: 'short' | 'long'): string {
  return new Intl.NumberFormat(formatTag(), { style: 'unit', unit: name, unitDisplay }).format(
    value,
  );
}
