import { expect, test } from 'vitest';
import type { PageReading } from '../../lib/protocol/protocol';
import { Review } from './review.svelte';

const page = {
  title: 'A launch',
  year: 2024,
  type: 'Launch / Award Event',
  number: 128,
  organizers: [],
  speakers: [{ name: 'Ana', affiliation: 'Org', stakeholder_group: 'Civil Society', region: null }],
  onsite_moderators: [],
  online_moderators: [],
  rapporteurs: [],
  sdg_targets: ['16.10'],
  sdg_goals: [16],
  agenda: [
    { kind: 'opening', title: '', minutes_min: null, minutes_max: null, plan_minutes: 2 },
    { kind: 'keynotes', title: 'Keynotes', minutes_min: 15, minutes_max: 15, plan_minutes: 15 },
    { kind: 'networking', title: 'Meet', minutes_min: 20, minutes_max: 30, plan_minutes: 24 },
  ],
  deadlines: { key_takeaways: '17 December', call_to_action: null, session_report: null },
  themes: ['Trust'],
  sdg_rationale: null,
  format_description: null,
  key_takeaways: [],
  calls_to_action: [],
  session_report: null,
  unread: [],
  guesses: [],
  doubts: [],
  ends_at: null,
} as unknown as PageReading;

const imported = { about: Review.byHand().plan().about, agenda: [] };
const read = { page, default_agenda: [], imported };

test('what was read becomes a plan, with a title for what the page does not name', () => {
  const review = Review.ofPage(read);
  const plan = review.plan();
  expect(plan.agenda.map((segment) => segment.title)).toEqual(['Opening', 'Keynotes', 'Meet']);
  expect(plan.agenda[2]).toMatchObject({ minutes: 24, minutes_min: 18, minutes_max: 30 });
  expect(plan.about.speakers[0]?.stakeholder_group).toBe('Civil Society');
  expect(plan.about.deadlines.key_takeaways).toBe('17 December');
  expect(review.total).toBe(41);
  expect(review.also).toEqual(['Trust']);
  expect(review.isSound).toBe(true);
});

test('a corrected field is what is sent', () => {
  const review = Review.ofPage(read);
  review.title = 'The launch';
  review.agenda[2]!.minutes = '18';
  review.addPerson('rapporteurs');
  expect(review.plan().about.title).toBe('The launch');
  // The minimum follows a plan that is shorter than it.
  expect(review.plan().agenda[2]).toMatchObject({ minutes: 18, minutes_min: 18 });
  expect(review.plan().about.rapporteurs).toEqual([]);
});

test('a page that names hardly any segment gets the usual hour', () => {
  const proposal = [1, 2, 3].map((plan_minutes) => ({
    kind: 'discussion' as const,
    title: '',
    minutes_min: null,
    minutes_max: null,
    plan_minutes,
  }));
  const review = Review.ofPage({
    page: { ...page, agenda: page.agenda.slice(0, 1) },
    default_agenda: proposal,
    imported,
  });
  expect(review.hasOwnAgenda).toBe(false);
  expect(review.unread).toHaveLength(1);
  expect(review.agenda).toHaveLength(3);
});

test('a field that holds nonsense says so, and nothing is sent', () => {
  const review = Review.ofPage(read);
  review.year = 'abcd';
  review.startsAt = 'tomorrow';
  review.agenda[0]!.minutes = '0';
  expect(review.errors.year).not.toBeNull();
  expect(review.errors.startsAt).not.toBeNull();
  expect(review.isSound).toBe(false);
  review.year = '';
  review.startsAt = '2024-12-16T10:30:00Z';
  expect(review.startWall).toBe('2024-12-16T10:30');
  review.startWall = '2024-12-16T10:45';
  expect(review.startsAt).toBe('2024-12-16T10:45:00Z');
  review.agenda[0]!.minutes = '2';
  expect(review.isSound).toBe(true);
});

test('a session made by hand begins with the usual hour and remembers no page', () => {
  const review = Review.byHand();
  expect(review.total).toBe(60);
  expect(review.isSound).toBe(false);
  review.title = 'By hand';
  expect(review.isSound).toBe(true);
  expect(review.plan().imported?.about.title).toBe('');
});

test('a plan from a file goes out as it came in', () => {
  const plan = Review.ofPage(read).plan();
  const keynotes = plan.agenda[1]!;
  keynotes.notes = 'Two microphones';
  keynotes.hard_start_ms = 1_734_345_000_000;
  keynotes.speakers = [{ name: 'Ana', minutes: 7 }];
  expect(new Review(plan).plan()).toEqual(plan);
});

test('what the server refused is said at its field, and nowhere else', () => {
  const review = Review.ofPage(read);
  review.addPerson('speakers');
  review.addPerson('speakers');
  review.people.speakers[2]!.name = 'Ben';
  const [ana, unnamed, ben] = review.people.speakers;
  // Whoever has no name was not sent, so that the second who was is the third of the form.
  review.refused = { path: 'about.speakers[1].name', text: 'too long' };
  expect(review.refusedOf('speakers', ben!, 'name')).toBe('too long');
  expect(review.refusedOf('speakers', ben!, 'affiliation')).toBeNull();
  for (const other of [ana, unnamed]) {
    expect(review.refusedOf('speakers', other!, 'name')).toBeNull();
  }
  review.refused = { path: 'agenda[1].speakers[0].minutes', text: 'too many' };
  expect(review.refusedAt('agenda[1]')).toBe('too many');
  expect(review.refusedAt('agenda[1].title')).toBeNull();
  expect(review.refusedAt('agenda[11]')).toBeNull();
  // The next try decides anew.
  expect(review.isSound).toBe(true);
});

test('a line that was not read goes where it belongs, and what it takes the place of is listed', () => {
  const review = Review.ofPage({
    ...read,
    page: { ...page, room: 'Room 4', unread: ['Room 9', 'Bo Lind, A registry', '10 min: Tea'] },
  });
  const [room, person, part] = review.unread;
  review.put(room!, 'room');
  expect(review.room).toBe('Room 9');
  review.put(person!, 'rapporteurs');
  expect(review.plan().about.rapporteurs).toMatchObject([
    { name: 'Bo Lind', affiliation: 'A registry' },
  ]);
  review.put(part!, 'segment');
  expect(review.plan().agenda.at(-1)).toMatchObject({ title: '10 min: Tea', minutes: 10 });
  expect(review.unread.map(({ text }) => text)).toEqual(['Room 4']);
});

test('another source adds what it says, and takes nothing away', () => {
  const review = Review.ofPage({ ...read, page: { ...page, unread: ['before'] } });
  review.title = 'Typed by hand';
  const again = {
    ...page,
    title: 'Another',
    room: 'Room 2',
    speakers: [...page.speakers, { ...page.speakers[0]!, name: 'Cem' }],
    agenda: page.agenda.slice(0, 2),
    unread: ['after'],
  };
  review.bring({ page: again });
  const { about, agenda } = review.plan();
  expect([about.title, about.room]).toEqual(['Typed by hand', 'Room 2']);
  expect(about.speakers.map(({ name }) => name)).toEqual(['Ana', 'Cem']);
  expect(agenda).toHaveLength(2);
  expect(review.unread.map(({ text }) => text)).toEqual(['before', 'after', 'Meet 24′', 'Another']);
});

test('what another source says otherwise is listed, and not lost', () => {
  const review = Review.ofPage({
    ...read,
    page: { ...page, room: 'Hall 1', duration_minutes: 60 },
  });
  const other = {
    ...page,
    title: 'Another',
    room: 'Hall 2',
    duration_minutes: 90,
    speakers: [{ ...page.speakers[0]!, affiliation: 'Dock', region: 'African Group' }],
    agenda: [
      { kind: 'other' as const, title: 'Tea', minutes_min: 10, minutes_max: 10, plan_minutes: 10 },
    ],
  };
  const third = { ...read, page: { ...page, title: 'A third', room: null, starts_at: null } };
  review.bring({ page: other, more: [third] });
  expect(review.unread.map(({ text }) => text)).toEqual([
    'Tea 10′',
    'Ana, Dock',
    'Another',
    'Hall 2',
    'Minutes: 90',
    'A third',
  ]);
  expect(review.people.speakers[0]).toMatchObject({ affiliation: 'Org', region: 'African Group' });
  review.bring({ page: { ...other, agenda: page.agenda.slice(0, 2) } });
  expect(review.unread.map(({ text }) => text)).toContain('Meet 24′');
  const keys = [...review.noted, ...Review.ofPage(read).noted].map((one) => one.key);
  expect(new Set(keys).size).toBe(keys.length);
});

test('the same plan is sent with the same key, and another one with another', () => {
  const review = Review.ofPage(read);
  const key = review.keyOf(review.plan());
  expect(review.keyOf(review.plan())).toBe(key);
  review.title = 'Another';
  expect(review.keyOf(review.plan())).not.toBe(key);
});

test('people are moved, parted and joined', () => {
  const review = Review.ofPage(read);
  review.addPerson('speakers', { name: 'Bo Lind and Cem Ak', group: 'Government' });
  review.addPerson('speakers', { name: 'A registry' });
  const [, both, registry] = review.people.speakers;
  review.mergePerson('speakers', registry!);
  expect(review.people.speakers[1]).toMatchObject({ affiliation: 'A registry' });
  review.splitPerson('speakers', both!);
  review.movePerson('speakers', review.people.speakers[2]!, 'online_moderators');
  const { about } = review.plan();
  expect(about.speakers.map(({ name }) => name)).toEqual(['Ana', 'Bo Lind']);
  expect(about.online_moderators).toMatchObject([
    { name: 'Cem Ak', affiliation: 'A registry', stakeholder_group: 'Government' },
  ]);
});

test('a guess and a doubt stand at their field, with the line that they come from', () => {
  const source = { field: null, line: 4, text: 'Duration: 75' };
  const review = Review.ofPage({
    ...read,
    page: {
      ...page,
      guesses: [{ field: 'room', line: 2, text: 'Hall 2' }],
      doubts: [{ doubt: 'length_against_slot', stated_minutes: 75, slot_minutes: 60, source }],
    },
  });
  expect(review.noted).toMatchObject([
    { field: 'duration', line: 'Duration: 75' },
    { field: 'room', line: 'Hall 2' },
  ]);
  expect(review.noted[0]!.says).toMatch(/75.*60/u);
});
