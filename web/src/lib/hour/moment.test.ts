import { describe, expect, it } from 'vitest';
import { atTimeOfDay, timeField } from './moment';

const at = (text: string) => new Date(text).getTime();

describe('a time of day', () => {
  it('is the one nearest to now', () => {
    expect(atTimeOfDay('14:05', at('2026-11-24T13:50:00'))).toBe(at('2026-11-24T14:05:00'));
  });

  it('is on the other side of midnight where that is nearer', () => {
    expect(atTimeOfDay('00:10', at('2026-11-24T23:50:00'))).toBe(at('2026-11-25T00:10:00'));
    expect(atTimeOfDay('23:55', at('2026-11-25T00:05:00'))).toBe(at('2026-11-24T23:55:00'));
  });

  it('reads what a time field shows', () => {
    const moment = at('2026-03-29T03:30:00');
    expect(atTimeOfDay(timeField(moment), moment - 60_000)).toBe(moment);
  });

  it('is nothing where there is none', () => {
    expect(atTimeOfDay('25:00', 0)).toBeNull();
    expect(atTimeOfDay('soon', 0)).toBeNull();
  });
});
