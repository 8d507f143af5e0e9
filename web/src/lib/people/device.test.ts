import { expect, test } from 'vitest';
import { cover, uncover, type Handed } from './device';
import { linkOf } from './deviceLink';

const handed: Handed = { key: 'c0ffee00'.repeat(4), secret: null };

test('whoever has the link uncovers the key, and nothing of it is in what the server gets', () => {
  for (const secret of [null, '0123456789abcdef'.repeat(2)]) {
    const { covered, fragment, token } = cover({ ...handed, secret });
    expect(covered).not.toContain('c0ffee00');
    const link = linkOf(`#${fragment}`);
    expect(link?.token).toBe(token);
    expect(uncover(covered, link?.pad ?? '')).toEqual({ ...handed, secret });
  }
});

test('a pad is used once', () => {
  const [one, other] = [cover(handed), cover(handed)];
  expect(one.covered).not.toBe(other.covered);
  expect(uncover(one.covered, linkOf(other.fragment)?.pad ?? '')).toBeNull();
});

test('other fragments and damaged answers are nobody', () => {
  expect(linkOf('#0123456789abcdef0123456789abcdef')).toBeNull();
  expect(linkOf('#device=12.34')).toBeNull();
  const { covered, fragment } = cover(handed);
  const pad = linkOf(fragment)?.pad ?? '';
  expect(uncover(covered.slice(2), pad)).toBeNull();
  expect(uncover('zz'.repeat(pad.length / 2), pad)).toBeNull();
});
