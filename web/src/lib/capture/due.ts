// When a block is due, as a countdown in the session's own time zone. Pure, but for the language.

import { format, t } from '../i18n';
import { formatTag } from '../i18n/i18n.svelte';

export type DueTone = 'neutral' | 'warn' | 'danger';

/** Less than this before it is due, somebody should know. */
const SOON_MS = 4 * 3_600_000;
const MINUTE_MS = 60_000;
/** From this hour on, an evening deadline is called tonight. */
const EVENING = 18;
const OFFSET = /^([+-])(\d{2}):?(\d{2})$/;

/** A zone that this browser can reckon with; else the browser's own. */
export function zoneOf(time_zone: string | null | undefined): string | undefined {
  if (!time_zone) return undefined;
  if (OFFSET.test(time_zone)) return time_zone;
  try {
    new Intl.DateTimeFormat('en', { timeZone: time_zone });
    return time_zone;
  } catch {
    return undefined;
  }
}

/** What `Intl` takes: not every browser knows an offset as a zone, so the moment is moved instead. */
function local(at_ms: number, zone?: string): { at_ms: number; timeZone: string | undefined } {
  const [, sign, hours, minutes] = OFFSET.exec(zone ?? '') ?? [];
  if (!sign) return { at_ms, timeZone: zone };
  const offset_ms = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
  return { at_ms: at_ms + (sign === '-' ? -offset_ms : offset_ms), timeZone: 'UTC' };
}

/** "due tonight, in 3 h 20 min"; by the minute, so that it only changes when its words do. */
export function dueWords(due_at_ms: number, now_ms: number, zone?: string): string {
  const left_ms = due_at_ms - now_ms;
  if (left_ms <= 0) return t('due.past', { time: span(-left_ms) });
  const there = local(due_at_ms, zone);
  const at = format.timeOfDay(there.at_ms, { zone: there.timeZone });
  const vars = { time: span(left_ms), at };
  // Midnight belongs to the day that it ends.
  const last_ms = due_at_ms - 1;
  const days = dayNumber(last_ms, zone) - dayNumber(now_ms, zone);
  if (days === 0) {
    const evening = Number(wallTime(last_ms, zone).slice(11, 13)) >= EVENING;
    return evening ? t('due.tonight', { time: vars.time }) : t('due.today', vars);
  }
  if (days === 1) return t('due.tomorrow', vars);
  return t('due.later', { date: date(last_ms, zone), time: vars.time });
}

export function dueTone(due_at_ms: number, now_ms: number): DueTone {
  const left_ms = due_at_ms - now_ms;
  if (left_ms <= 0) return 'danger';
  return left_ms <= SOON_MS ? 'warn' : 'neutral';
}

/** "3 hr 20 min", "1 day 4 hr", "45 days": two steps at most, rounded up while it runs down. */
export function span(ms: number): string {
  const minutes = Math.max(1, Math.ceil(ms / MINUTE_MS));
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  if (days >= 2) return units([[days, 'day']]);
  if (days === 1)
    return units([
      [1, 'day'],
      [hours, 'hour'],
    ]);
  return units([
    [hours, 'hour'],
    [minutes % 60, 'minute'],
  ]);
}

function units(values: [number, string][]): string {
  const words = values
    .filter(([value]) => value > 0)
    .map(([value, unit]) =>
      new Intl.NumberFormat(formatTag(), {
        style: 'unit',
        unit,
        unitDisplay: unit === 'day' ? 'long' : 'short',
      }).format(value),
    );
  return new Intl.ListFormat(formatTag(), { type: 'unit', style: 'narrow' }).format(words);
}

/** "9 January". */
export function date(at_ms: number, zone?: string): string {
  const there = local(at_ms, zone);
  return new Intl.DateTimeFormat(formatTag(), {
    day: 'numeric',
    month: 'long',
    timeZone: there.timeZone,
  }).format(there.at_ms);
}

/** Date and time of day in a zone, as `<input type="datetime-local">` takes it. */
export function wallTime(at_ms: number, zone?: string): string {
  const there = local(at_ms, zone);
  const parts = new Intl.DateTimeFormat('en', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: there.timeZone,
  }).formatToParts(there.at_ms);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
}

/** The moment of a date and time of day in a zone; `null` for none. */
export function momentOf(wall: string, zone?: string): number | null {
  const wanted_ms = Date.parse(`${wall}Z`);
  if (Number.isNaN(wanted_ms)) return null;
  // The offset at the guess may be that of the other side of a change of clocks: once more.
  let at_ms = wanted_ms;
  for (let round = 0; round < 3; round++) {
    at_ms += wanted_ms - Date.parse(`${wallTime(at_ms, zone)}Z`);
  }
  return at_ms;
}

function dayNumber(at_ms: number, zone?: string): number {
  return Date.parse(`${wallTime(at_ms, zone).slice(0, 10)}T00:00Z`) / 86_400_000;
}
