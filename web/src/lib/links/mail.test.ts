import { expect, test } from 'vitest';
import type { RoleLink } from '../protocol/protocol';
import { allAsText, mailText } from './mail';
import { linkTitle } from './names';

const person = (name: string) => ({
  name,
  affiliation: null,
  stakeholder_group: null,
  region: null,
});
const link = (change: Partial<RoleLink>): RoleLink => ({
  id: 1,
  roles: ['moderator'],
  holder: null,
  affiliation: null,
  revoked: false,
  secret: 'a'.repeat(32),
  ...change,
});
const moderators = {
  onsite_moderators: [person('Jordan Carter')],
  online_moderators: [person('Alishah Shariff')],
};
const listed = { code: 'AB12CD', title: 'A launch', moderators };

test('the onsite and the online moderator have names of their own', () => {
  const onsite = link({ holder: 'Jordan Carter', roles: ['moderator', 'speaker'] });
  expect(linkTitle(onsite, moderators)).toMatch(/Jordan Carter: .*Moderator onsite.*Speaker/);
  expect(linkTitle(link({ holder: 'Alishah Shariff' }), moderators)).toMatch(/Moderator online/);
  expect(linkTitle(link({ holder: 'Somebody else' }), moderators)).toMatch(/: \W*Moderator\W*$/);
});

test('all links are a text, without those that open nothing and those of machines', () => {
  const links = [
    link({ holder: 'Jordan Carter' }),
    link({ revoked: true, secret: null, holder: 'Gone' }),
    link({ roles: ['integration'], holder: 'Chat' }),
  ];
  const text = allAsText(listed, links);
  expect(text).toContain('For everybody');
  expect(text).toContain(`/s/AB12CD#${'a'.repeat(32)}`);
  expect(text).not.toMatch(/Gone|Chat/);
});

test('a mail says whose link it is, and where it leads', () => {
  const text = mailText(listed, link({ holder: 'Jordan Carter' }));
  expect(text).toContain('Jordan Carter');
  expect(text).toContain(`${location.origin}/s/AB12CD#`);
  expect(text).not.toMatch(/[\u2068\u2069{}]/);
});
