import { expect, test } from 'vitest';
import type { AgendaItem } from '../protocol/protocol';
import { Revision } from './revision.svelte';
import type { PageAgain } from '../protocol/protocol';

const field = (name: string, now: string | null, is_new: boolean, edited: boolean) => ({
  ...{ field: name, now, page: 'page', imported: null, is_new, edited },
});
const lin = { name: 'Lin', affiliation: null, stakeholder_group: null, region: null };
const person = (now: boolean, page: boolean, needs_link = true) => ({
  ...{ list: 'speakers', name: 'Lin', now: now ? lin : null, page: page ? lin : null },
  ...{ imported: null, is_new: true, edited: false, needs_link },
});
const item: AgendaItem = {
  ...{ kind: 'opening', title: '', minutes_min: null, minutes_max: null, plan_minutes: 5 },
};

function read(fields: unknown[], people: unknown[] = [], agenda: unknown = null): Revision {
  const diff = { revision: 3, fields, people, agenda };
  return new Revision({
    diff,
    page: { about: {}, agenda: [] },
    unread: [],
  } as unknown as PageAgain);
}

test('only what fills a gap is ticked beforehand', () => {
  const revision = read(
    [
      field('room', null, true, false),
      field('title', 'Mine', true, true),
      field('format', 'Old', true, false),
      field('type', null, true, true),
    ],
    [person(true, false)],
  );
  expect(revision.changes().fields).toEqual(['room']);
  expect(revision.changes().people).toEqual([]);
  expect(revision.count).toBe(1);
});

test('ticking all that no hand changed leaves the hand alone', () => {
  const revision = read([field('title', 'Mine', true, true), field('format', 'Old', true, false)]);
  revision.tickUnedited();
  expect(revision.changes().fields).toEqual(['format']);
});

test('a page whose only differences are edits brings nothing new', () => {
  expect(read([field('title', 'Mine', false, true)]).hasNews).toBe(false);
  expect(read([]).hasNews).toBe(false);
  expect(read([field('title', 'Mine', true, true)]).hasNews).toBe(true);
});

test('somebody new gets a link only when it is ticked', () => {
  const revision = read([], [person(false, true)]);
  expect(revision.changes().people).toEqual([{ list: 'speakers', name: 'Lin' }]);
  expect(revision.changes().links).toEqual([]);
  revision.people[0]!.link = true;
  expect(revision.changes().links).toEqual(['Lin']);
  revision.people[0]!.ticked = false;
  expect(revision.changes().links).toEqual([]);
});

test('the hour is replaced only when it is ticked', () => {
  const agenda = { now: [], page: [item], edited: false, is_new: true, can_replace: true };
  const revision = read([], [], agenda);
  expect(revision.changes().agenda).toBeUndefined();
  revision.replacesAgenda = true;
  expect(revision.changes().agenda).toMatchObject([{ title: 'Opening', minutes: 5 }]);
});

test('a page held against the session once more keeps what was ticked and left out', () => {
  const fields = [field('room', null, true, false), field('format', 'Old', true, false)];
  const before = read(fields, [person(false, true)]);
  before.fields[0]!.ticked = false;
  before.fields[1]!.ticked = true;
  before.people[0]!.link = true;
  before.unread = [
    { key: 1, text: 'One' },
    { key: 2, text: 'Two' },
  ];
  before.leaveOut(before.unread[0]!);
  const after = read(fields, [person(false, true)]).after(before);
  expect(after.changes()).toMatchObject({ fields: ['format'], links: ['Lin'] });
  expect(after.unread.map(({ text }) => text)).toEqual(['Two']);
});
