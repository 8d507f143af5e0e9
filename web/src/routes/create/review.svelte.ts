// The review of a page: what was read, as a form that the organiser corrects.

import { t } from '../../lib/i18n';
import type { ReadPage } from '../../lib/hostApi';
import type {
  AgendaItem,
  PagePerson,
  SegmentKind,
  SegmentPlan,
  SessionPlan,
} from '../../lib/protocol/protocol';
import { ISO, MINUTES, minutesError, NUMBER, outside, whole, YEAR } from './checks';

/** Speakers that one segment may name. */
const SLOTS_MAX = 20;

export const GROUPS = [
  'organizers',
  'speakers',
  'onsite_moderators',
  'online_moderators',
  'rapporteurs',
] as const;
export type Group = (typeof GROUPS)[number];

export interface PersonRow {
  key: number;
  name: string;
  affiliation: string;
  kept: PagePerson | null;
}

export interface SegmentRow {
  key: number;
  kind: SegmentKind;
  title: string;
  minutes: string;
  min: string;
  max: string;
  /** Names of those who speak in it. */
  speakers: string[];
}

let keys = 0;
const key = () => ++keys;

/** Parts that are as long as people make them. */
const FLEXIBLE: ReadonlySet<SegmentKind> = new Set<SegmentKind>([
  'questions',
  'discussion',
  'networking',
]);

/** Fewer segments than this are no agenda of an hour: the page only mentions them. */
const AGENDA_MIN = 3;

export class Review {
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
  people = $state<Record<Group, PersonRow[]>>({
    organizers: [],
    speakers: [],
    onsite_moderators: [],
    online_moderators: [],
    rapporteurs: [],
  });
  agenda = $state<SegmentRow[]>([]);
  readonly unread: string[];
  /** What was read and is not needed for the hour. */
  readonly also: string[];
  /** Whether the agenda is the page's own. */
  readonly hasOwnAgenda: boolean;
  readonly #read: ReadPage['page'];

  constructor({ page, default_agenda }: ReadPage) {
    this.#read = page;
    this.unread = page.unread;
    this.also = [
      ...page.themes,
      page.sdg_rationale,
      page.format_description,
      ...page.key_takeaways,
      ...page.calls_to_action,
      page.session_report,
    ].filter((text) => text !== null);
    this.title = page.title ?? '';
    this.year = String(page.year ?? '');
    this.type = page.type ?? '';
    this.number = String(page.number ?? '');
    this.room = page.room ?? '';
    this.startsAt = page.starts_at ?? '';
    this.format = page.format ?? '';
    this.duration = String(page.duration_minutes ?? '');
    this.targets = page.sdg_targets.join(', ');
    this.description = page.description ?? '';
    for (const group of GROUPS) {
      this.people[group] = page[group].map((person) => ({
        key: key(),
        name: person.name,
        affiliation: person.affiliation ?? '',
        kept: person,
      }));
    }
    this.hasOwnAgenda = page.agenda.length >= AGENDA_MIN;
    if (!this.hasOwnAgenda) {
      // What the page says of its hour is too little for one, and is not to be lost.
      const lines = page.agenda.map(({ title, minutes_min }) => [title, minutes_min].join(' '));
      this.unread = [...page.unread, ...lines];
    }
    this.agenda = (this.hasOwnAgenda ? page.agenda : default_agenda).map(segmentRow);
    // Whoever the page calls a speaker speaks in the first part that is made of speeches.
    const speeches = this.agenda.find((row) => row.kind === 'keynotes');
    const named = page.speakers.map((person) => person.name);
    if (speeches) speeches.speakers = named.slice(0, SLOTS_MAX);
  }

  /** Everybody who may be given a part: speakers, then moderators, each once. */
  get names(): string[] {
    const groups: Group[] = ['speakers', 'onsite_moderators', 'online_moderators'];
    const rows = groups.flatMap((group) => this.people[group]);
    const names = rows.map((row) => row.name.trim()).filter(Boolean);
    return names.filter((name, at) => names.indexOf(name) === at);
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
    };
  }

  /** Whether nothing is wrong, so that it can be sent. */
  get isSound(): boolean {
    const rows = this.agenda.every((row) => minutesError(row) === null);
    return rows && Object.values(this.errors).every((error) => error === null);
  }

  get total(): number {
    return this.agenda.reduce((sum, row) => sum + (Number(row.minutes) || 0), 0);
  }

  addPerson(group: Group): void {
    this.people[group].push({ key: key(), name: '', affiliation: '', kept: null });
  }

  removePerson(group: Group, row: PersonRow): void {
    this.people[group] = this.people[group].filter((other) => other !== row);
  }

  addSegment(): void {
    const row = { minutes: '5', min: '5', max: '5', speakers: [] };
    this.agenda.push({ key: key(), kind: 'other', title: '', ...row });
  }

  removeSegment(row: SegmentRow): void {
    this.agenda = this.agenda.filter((other) => other !== row);
  }

  move(row: SegmentRow, by: -1 | 1): void {
    const at = this.agenda.indexOf(row);
    const other = this.agenda[at + by];
    if (!other) return;
    this.agenda[at] = other;
    this.agenda[at + by] = row;
  }

  plan(): SessionPlan {
    const people = (group: Group) =>
      this.people[group]
        .filter((row) => row.name.trim() !== '')
        .map((row) => ({
          name: row.name,
          affiliation: row.affiliation.trim() || null,
          stakeholder_group: row.kept?.stakeholder_group ?? null,
          region: row.kept?.region ?? null,
        }));
    return {
      about: {
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
        sdg_goals: this.#read.sdg_goals,
        format: this.format.trim() || null,
        duration_minutes: whole(this.duration),
        description: this.description.trim() || null,
        starts_at: this.startsAt.trim() || null,
        room: this.room.trim() || null,
        deadlines: this.#read.deadlines,
      },
      agenda: this.agenda.map((row) => segmentPlan(row, this.names)),
    };
  }
}

function segmentRow(item: AgendaItem): SegmentRow {
  // What people fill between them can give a quarter when the hour runs late; a speech that was
  // promised, and a part that the page does not name, keep their length.
  const least = Math.min(item.minutes_min ?? item.plan_minutes, item.plan_minutes);
  const quarter = Math.ceil((item.plan_minutes * 3) / 4);
  const min = FLEXIBLE.has(item.kind) ? Math.min(least, quarter) : least;
  const max = Math.max(item.minutes_max ?? item.plan_minutes, item.plan_minutes);
  return {
    key: key(),
    kind: item.kind,
    title: item.title || t(`segment.${item.kind}`),
    minutes: String(item.plan_minutes),
    min: String(min),
    max: String(max),
    speakers: [],
  };
}

/** Who has been renamed or removed since has no part any more. */
function segmentPlan(row: SegmentRow, names: string[]): SegmentPlan {
  const minutes = whole(row.minutes) ?? 0;
  return {
    kind: row.kind,
    title: row.title.trim() || t(`segment.${row.kind}`),
    minutes,
    minutes_min: Math.min(whole(row.min) ?? minutes, minutes),
    minutes_max: Math.max(whole(row.max) ?? minutes, minutes),
    speakers: names.filter((name) => row.speakers.includes(name)).map((name) => ({ name })),
  };
}
