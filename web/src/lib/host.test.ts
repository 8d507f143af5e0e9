import { expect, it } from 'vitest';
import { hostSecret, takeHostSecret } from './host';

it('keeps the secret and takes it out of the address bar', () => {
  history.replaceState(null, '', '/#host=s3cret-_x');
  expect(takeHostSecret()).toBe(true);
  expect(hostSecret()).toBe('s3cret-_x');
  expect(location.href).not.toContain('s3cret');
});

it('leaves other fragments alone', () => {
  history.replaceState(null, '', '/#main');
  expect(takeHostSecret()).toBe(false);
  expect(location.hash).toBe('#main');
});
