import { expect, test } from 'vitest';
import type { About } from '../protocol/protocol';
import { Facts } from './facts.svelte';

const person = (name: string, affiliation: string | null = null) => ({
  name,
  affiliation,
  stakeholder_group: null,
  region: null,
});
const about: About = {
  title: 'A launch',
  year: 2024,
  type: 'Launch / Award Event',
  number: 128,
  organizers: [],
  // In whatever order the server has the fields.
  speakers: [
    person('Ana', 'Org'),
    { region: null, stakeholder_group: null, affiliation: null, name: 'Bo' },
  ],
  onsite_moderators: [person('Bo')],
  online_moderators: [],
  rapporteurs: [],
  sdg_targets: ['16.10', '17.8'],
  sdg_goals: [16, 17],
  format: null,
  duration_minutes: 60,
  description: null,
  starts_at: '2024-12-16T10:00:00Z',
  room: 'Room 4',
  deadlines: { key_takeaways: null, call_to_action: null, session_report: null },
};

test('a form that nobody touched changes nothing', () => {
  const { fields, people, links } = new Facts(about).changes(true);
  expect([fields, people, links]).toEqual([[], [], []]);
});

test('only what was changed is sent, and only new names get links', () => {
  const facts = new Facts(about);
  facts.room = 'Room 9';
  facts.targets = '16.10';
  facts.people.speakers[0]!.affiliation = 'Another';
  facts.removePerson('speakers', facts.people.speakers[1]!);
  facts.addPerson('rapporteurs');
  facts.people.rapporteurs[0]!.name = ' Rahel ';
  facts.addPerson('rapporteurs');
  const changes = facts.changes(true);
  expect(changes.fields).toEqual(['room', 'sdg_targets']);
  expect(changes.people).toEqual([
    { list: 'speakers', name: 'Ana' },
    { list: 'speakers', name: 'Bo' },
    { list: 'rapporteurs', name: 'Rahel' },
  ]);
  expect(changes.links).toEqual(['Rahel']);
  expect(facts.changes(false).links).toEqual([]);
});

test('another letter case is the same person, and is changed on the list', () => {
  const facts = new Facts(about);
  facts.people.onsite_moderators[0]!.name = 'BO';
  const changes = facts.changes(true);
  expect(changes.people).toEqual([{ list: 'onsite_moderators', name: 'Bo' }]);
  expect(changes.links).toEqual([]);
});

test('what somebody else has changed comes into the form, and what was typed stays', () => {
  const facts = new Facts(about);
  facts.title = 'The launch';
  facts.people.speakers[0]!.affiliation = 'Another';
  const theirs = { ...about, title: 'Their title', room: 'Room 7', rapporteurs: [person('Rui')] };
  const next = facts.on(theirs);
  expect([next.title, next.room]).toEqual(['The launch', 'Room 7']);
  expect(next.people.rapporteurs.map(({ name }) => name)).toEqual(['Rui']);
  const changes = next.changes(true);
  expect(changes.fields).toEqual(['title']);
  expect(changes.people).toEqual([{ list: 'speakers', name: 'Ana' }]);
});
