import { expect, test } from 'vitest';
import { keepInAddress, linkAddress } from './links';

test('the address leads back by the new secret, and the page stays where it is', () => {
  history.replaceState({ own: 1 }, '', '/s/AB12CD?view=desk#old');
  keepInAddress('new');
  expect(location.href).toBe(`${location.origin}/s/AB12CD?view=desk#new`);
  expect(history.state).toEqual({ own: 1 });
  expect(linkAddress('AB12CD', 'new')).toBe(`${location.origin}/s/AB12CD#new`);
});
