// A time of day typed by somebody in the room, as a moment of this session.

const DAY_MS = 86_400_000;

/** `14:05` in this device's time zone, as a time field takes it. */
export function timeField(at_ms: number): string {
  const at = new Date(at_ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

/**
 * The moment nearest to now at which this device's clock shows that time: after midnight it is the
 * coming day's, before it the past one's. The calendar does the arithmetic, so that a night in which
 * the clocks change has its own length.
 */
export function atTimeOfDay(text: string, now_ms: number): number | null {
  const found = /^([01]?\d|2[0-3]):([0-5]\d)/.exec(text.trim());
  if (!found) return null;
  const near = [-1, 0, 1].map((days) => {
    const day = new Date(now_ms + days * DAY_MS);
    day.setHours(Number(found[1]), Number(found[2]), 0, 0);
    return day.getTime();
  });
  return near.reduce((best, at_ms) =>
    Math.abs(at_ms - now_ms) < Math.abs(best - now_ms) ? at_ms : best,
  );
}
