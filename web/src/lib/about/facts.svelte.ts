// What a session is about, as a form that the organiser corrects: before it is made, and after.

import { wallTime } from '../capture/due';
import { t } from '../i18n';
import type { About, AboutField, Changes, PagePerson } from '../protocol/protocol';
import type { RefusedAt } from '../http/words';
import { ISO, MINUTES, NUMBER, outside, whole, YEAR } from './checks';
import { namesIn, personIn } from './people';

export const GROUPS = [
  'organizers',
  'speakers',
  'onsite_moderators',
  'online_moderators',
  'rapporteurs',
] as const;
export type Group = (typeof GROUPS)[number];

/** A line of a source of which nothing was made. */
export interface UnreadLine {
  key: number;
  text: string;
}

/** Where such a line can be put: a field of its own, a list of people, or the hour. */
export type Place = 'title' | 'room' | 'description' | 'segment' | Group;
/** Those that are facts. */
export const FACT_PLACES = ['title', 'room', 'description', ...GROUPS] as const;

export interface PersonRow {
  key: number;
  name: string;
  affiliation: string;
  /** In the words of the page; empty where nothing is said. */
  group: string;
  region: string;
}

/** The facts that the form has, and where they stand. */
const FIELDS: [AboutField, keyof About][] = [
  ['title', 'title'],
  ['year', 'year'],
  ['type', 'type'],
  ['number', 'number'],
  ['starts_at', 'starts_at'],
  ['room', 'room'],
  ['duration', 'duration_minutes'],
  ['format', 'format'],
  ['sdg_targets', 'sdg_targets'],
  ['description', 'description'],
  ['slides', 'slides'],
  ['language', 'language'],
];

const TEXTS = [
  'title',
  'year',
  'type',
  'number',
  'room',
  'startsAt',
  'format',
  'duration',
  'targets',
  'description',
  'slides',
  'language',
] as const;

/** Nothing, or an address that a tap may lead to; what else is wrong with it, the server says. */
function isHttps(typed: string): boolean {
  return typed.trim() === '' || typed.trim().startsWith('https://');
}

let keys = 0;

export const unreadLine = (text: string): UnreadLine => ({ key: ++keys, text });

export class Facts {
  title = $state('');
  year = $state('');
  type = $state('');
  number = $state('');
  room = $state('');
  startsAt = $state('');
  format = $state('');
  duration = $state('');
  targets = $state('');
  description = $state('');
  slides = $state('');
  /** Its tag; empty where nothing is said. */
  language = $state('');
  people = $state<Record<Group, PersonRow[]>>({
    organizers: [],
    speakers: [],
    onsite_moderators: [],
    online_moderators: [],
    rapporteurs: [],
  });
  /** What the server refused when it was last sent. */
  refused = $state.raw<RefusedAt | null>(null);
  readonly #before: About;

  constructor(about: About) {
    this.#before = about;
    this.title = about.title;
    this.year = String(about.year ?? '');
    this.type = about.type ?? '';
    this.number = String(about.number ?? '');
    this.room = about.room ?? '';
    this.startsAt = about.starts_at ?? '';
    this.format = about.format ?? '';
    this.duration = String(about.duration_minutes ?? '');
    this.targets = about.sdg_targets.join(', ');
    this.description = about.description ?? '';
    this.slides = about.slides ?? '';
    this.language = about.language ?? '';
    for (const group of GROUPS) {
      this.people[group] = about[group].map(personRow);
    }
  }

  /** The start as a field for dates has it, in UTC; empty where there is none. */
  get startWall(): string {
    const at_ms = Date.parse(this.startsAt);
    return Number.isNaN(at_ms) ? '' : wallTime(at_ms, 'UTC');
  }

  set startWall(wall: string) {
    const seconds = wall.length === 16 ? ':00' : '';
    this.startsAt = wall === '' ? '' : `${wall}${seconds}Z`;
  }

  /** What is wrong, by field; sentences, or `null`. */
  get errors() {
    const starts = this.startsAt.trim();
    return {
      title: this.title.trim() === '' ? t('create.titleMissing') : null,
      year: outside(this.year, YEAR),
      number: outside(this.number, NUMBER),
      duration: outside(this.duration, MINUTES),
      startsAt: starts === '' || ISO.test(starts) ? null : t('create.badDate'),
      slides: isHttps(this.slides) ? null : t('refused.link_not_https'),
    };
  }

  /** What the server refused in this field, or within it. */
  refusedAt(path: string): string | null {
    if (this.refused === null) return null;
    const { path: at, text } = this.refused;
    const rest = at.startsWith(path) ? at.slice(path.length) : null;
    return rest === '' || rest?.startsWith('.') || rest?.startsWith('[') ? text : null;
  }

  /** What the server refused of somebody: whoever has no name was not sent. */
  refusedOf(group: Group, row: PersonRow, field: 'name' | 'affiliation'): string | null {
    const sent = this.people[group].filter((other) => other.name.trim() !== '');
    const at = sent.indexOf(row);
    return at < 0 ? null : this.refusedAt(`about.${group}[${at}].${field}`);
  }

  /** Whether nothing is wrong, so that it can be sent. */
  get isSound(): boolean {
    return Object.values(this.errors).every((error) => error === null);
  }

  addPerson(group: Group, said: Partial<Omit<PersonRow, 'key'>> = {}): void {
    const empty = { name: '', affiliation: '', group: '', region: '' };
    this.people[group].push({ key: ++keys, ...empty, ...said });
  }

  /** Puts a line where it belongs; what it takes the place of. */
  putText(line: string, place: Exclude<Place, 'segment'>): string | null {
    const text = line.trim();
    if (place === 'description') {
      this.description = [this.description, text].filter(Boolean).join('\n');
    } else if (place === 'title' || place === 'room') {
      const before = this[place].trim();
      this[place] = text;
      return before || null;
    } else {
      this.addPerson(place, personIn(text));
    }
    return null;
  }

  /** Takes somebody from one list to another. */
  movePerson(from: Group, row: PersonRow, to: Group): void {
    this.removePerson(from, row);
    this.people[to].push(row);
  }

  /** Makes the names of one row a row each; where they are several, nobody knows whose the rest is. */
  splitPerson(group: Group, row: PersonRow): void {
    const names = namesIn(row.name);
    const rows = names.map((name, at) => ({ ...row, key: at === 0 ? row.key : ++keys, name }));
    this.people[group] = this.people[group].flatMap((one) => (one === row ? rows : [one]));
  }

  /** Makes a row part of the one above: a name that was an organisation goes behind the person. */
  mergePerson(group: Group, row: PersonRow): void {
    const above = this.people[group][this.people[group].indexOf(row) - 1];
    if (!above) return;
    const parts = [above.affiliation, row.name, row.affiliation].map((part) => part.trim());
    above.affiliation = parts.filter(Boolean).join(', ');
    above.group ||= row.group;
    above.region ||= row.region;
    this.removePerson(group, row);
  }

  removePerson(group: Group, row: PersonRow): void {
    this.people[group] = this.people[group].filter((other) => other !== row);
  }

  /** As the form has it now. */
  about(): About {
    const people = (group: Group) =>
      this.people[group]
        .filter((row) => row.name.trim() !== '')
        .map((row) => ({
          name: row.name.trim(),
          affiliation: row.affiliation.trim() || null,
          stakeholder_group: row.group || null,
          region: row.region || null,
        }));
    return {
      title: this.title,
      year: whole(this.year),
      type: this.type.trim() || null,
      number: whole(this.number),
      organizers: people('organizers'),
      speakers: people('speakers'),
      onsite_moderators: people('onsite_moderators'),
      online_moderators: people('online_moderators'),
      rapporteurs: people('rapporteurs'),
      sdg_targets: this.targets.split(/[,;\s]+/).filter(Boolean),
      sdg_goals: this.#before.sdg_goals,
      format: this.format.trim() || null,
      duration_minutes: whole(this.duration),
      description: this.description.trim() || null,
      ...(this.slides.trim() === '' ? {} : { slides: this.slides.trim() }),
      ...(this.language === '' ? {} : { language: this.language }),
      starts_at: this.startsAt.trim() || null,
      room: this.room.trim() || null,
      deadlines: this.#before.deadlines,
    };
  }

  /** What differs from what the form began with; whoever is new may get a role link. */
  changes(links: boolean): Changes {
    // As the form would have it untouched: it trims, and leaves nothing out.
    const [before, after] = [new Facts(this.#before).about(), this.about()];
    const fields = FIELDS.filter(([, key]) => !isSame(before[key], after[key]));
    const people = GROUPS.flatMap((list) => {
      const names = distinct([...before[list], ...after[list]].map(({ name }) => name));
      return names
        .filter((name) => !isSame(named(before[list], name), named(after[list], name)))
        .map((name) => ({ list, name }));
    });
    return {
      from: { hand: after },
      fields: fields.map(([field]) => field),
      people,
      links: links ? this.newNames() : [],
    };
  }

  /** The same form on facts that somebody else has changed: what was changed here stays. */
  on(about: About): Facts {
    const [began, next] = [new Facts(this.#before), new Facts(about)];
    for (const field of TEXTS) if (this[field] !== began[field]) next[field] = this[field];
    const [before, after] = [began.about(), this.about()];
    for (const group of GROUPS) {
      if (!isSame(before[group], after[group])) next.people[group] = this.people[group];
    }
    return next;
  }

  /** Of whoever stands on a list now and stood on none. */
  newNames(): string[] {
    const everybody = (about: About) => GROUPS.flatMap((group) => about[group]);
    const known = everybody(this.#before);
    const names = everybody(this.about()).map(({ name }) => name);
    return distinct(names.filter((name) => named(known, name) === null));
  }
}

function personRow(person: PagePerson): PersonRow {
  return {
    key: ++keys,
    name: person.name,
    affiliation: person.affiliation ?? '',
    group: person.stakeholder_group ?? '',
    region: person.region ?? '',
  };
}

/** Upper and lower case alike, as the server looks for names. */
function named(people: PagePerson[], name: string): PagePerson | null {
  const lower = name.toLowerCase();
  return people.find((person) => person.name.toLowerCase() === lower) ?? null;
}

/** Each name once, as it stands first. */
function distinct(names: string[]): string[] {
  const lower = names.map((name) => name.toLowerCase());
  return names.filter((_, at) => lower.indexOf(lower[at] ?? '') === at);
}

/** Values of the form, which has them always in the same order. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
