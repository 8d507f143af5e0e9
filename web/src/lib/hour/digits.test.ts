import { expect, it } from 'vitest';
import { latinDigits } from './digits';

it('reads the digits of an Arabic and of a Persian keyboard', () => {
  expect(latinDigits('٥:٣٠')).toBe('5:30');
  expect(latinDigits('۱۲')).toBe('12');
  expect(latinDigits('5:30')).toBe('5:30');
});
