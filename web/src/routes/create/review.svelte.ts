// The review of a page: what was read, as a form that the organiser corrects.

import { minutesError, whole } from '../../lib/about/checks';
import type { Noted } from '../../lib/about/FieldDoubts.svelte';
import { Facts, GROUPS, unreadLine } from '../../lib/about/facts.svelte';
import type { Group, PersonRow, Place, UnreadLine } from '../../lib/about/facts.svelte';
import { planned } from '../../lib/hour/planned';
import { t } from '../../lib/i18n';
import type { PageReading, ReadPage, ReadSession } from '../../lib/protocol/protocol';
import { commandId } from '../../lib/session/ids';
import { notedOf } from './noted';
import type { About, SegmentKind, SegmentPlan, SessionPlan } from '../../lib/protocol/protocol';

/** Speakers that one segment may name. */
const SLOTS_MAX = 20;

export interface SegmentRow {
  key: number;
  kind: SegmentKind;
  title: string;
  minutes: string;
  min: string;
  max: string;
  /** Names of those who speak in it. */
  speakers: string[];
  /** What the form does not show of it. */
  kept: SegmentPlan | null;
}

/** Where a line that was not read can go, in the order of the form. */
export const PLACES: readonly Place[] = ['title', 'room', 'segment', ...GROUPS, 'description'];

/** What was read and has no field, and what of the fields is not sure. */
interface Notes {
  unread?: string[];
  also?: string[];
  noted?: Noted[];
  ends_at?: string | null;
  hasOwnAgenda?: boolean | null;
}

let keys = 0;
const key = () => ++keys;

/** Fewer segments than this are no agenda of an hour: the page only mentions them. */
const AGENDA_MIN = 3;

const NO_DEADLINES = { key_takeaways: null, call_to_action: null, session_report: null };

/** The usual hour, in minutes. */
const BLANK: [SegmentKind, number][] = [
  ['opening', 5],
  ['presentation', 20],
  ['questions', 30],
  ['closing', 5],
];

export class Review extends Facts {
  agenda = $state<SegmentRow[]>([]);
  unread = $state<UnreadLine[]>([]);
  /** What was read and is not needed for the hour. */
  also = $state.raw<string[]>([]);
  /** What is not sure, by field. */
  noted = $state.raw<Noted[]>([]);
  /** When it ends, as it was read; RFC 3339. */
  readonly ends_at: string | null;
  /** Whether the agenda is the page's own; `null` where there was no page. */
  hasOwnAgenda = $state<boolean | null>(null);
  readonly #plan: SessionPlan;
  #sent = { plan: '', key: '' };

  constructor(plan: SessionPlan, notes: Notes = {}) {
    super(plan.about);
    this.#plan = plan;
    this.unread = (notes.unread ?? []).map(unreadLine);
    this.also = notes.also ?? [];
    this.noted = notes.noted ?? [];
    this.ends_at = notes.ends_at ?? null;
    this.hasOwnAgenda = notes.hasOwnAgenda ?? null;
    this.agenda = plan.agenda.map(segmentRow);
  }

  /** What was read from a page, or of one of the sessions of a source. */
  static ofPage({ page, default_agenda, imported }: ReadSession): Review {
    const also = alsoIn(page);
    const hasOwnAgenda = page.agenda.length >= AGENDA_MIN;
    // What the page says of its hour is too little for one, and is not to be lost.
    const mentioned = hasOwnAgenda
      ? []
      : page.agenda.map(({ title, minutes_min }) => [title, minutes_min].join(' '));
    const agenda = (hasOwnAgenda ? page.agenda : default_agenda).map(planned);
    // Whoever the page calls a speaker speaks in the first part that is made of speeches.
    const speeches = agenda.find((segment) => segment.kind === 'keynotes');
    const named = page.speakers.map(({ name }) => ({ name }));
    if (speeches) speeches.speakers = named.slice(0, SLOTS_MAX);
    const plan = { about: aboutOf(page), agenda, imported };
    const unread = [...page.unread, ...mentioned];
    const { ends_at } = page;
    return new Review(plan, { unread, also, noted: notedOf(page), ends_at, hasOwnAgenda });
  }

  /** All sessions of what was read. */
  static ofSource({ page, default_agenda, imported, more }: ReadPage): Review[] {
    return [{ page, default_agenda, imported }, ...more].map((one) => Review.ofPage(one));
  }

  /** An empty form with the usual hour; all of it is the organiser's own hand. */
  static byHand(): Review {
    const blank = aboutOf(null);
    const agenda = BLANK.map(([kind, plan_minutes]) =>
      planned({ kind, title: '', minutes_min: null, minutes_max: null, plan_minutes }),
    );
    return new Review({ about: blank, agenda, imported: { about: blank, agenda: [] } });
  }

  /** Everybody who may be given a part: speakers, then moderators, each once. */
  get names(): string[] {
    const groups: Group[] = ['speakers', 'onsite_moderators', 'online_moderators'];
    const rows = groups.flatMap((group) => this.people[group]);
    const names = rows.map((row) => row.name.trim()).filter(Boolean);
    return names.filter((name, at) => names.indexOf(name) === at);
  }

  /** Whether nothing is wrong, so that it can be sent. */
  override get isSound(): boolean {
    return super.isSound && this.agenda.every((row) => minutesError(row) === null);
  }

  /** The key with which this plan is sent: the same again makes no second session. */
  keyOf(plan: SessionPlan): string {
    const written = JSON.stringify(plan);
    if (this.#sent.plan !== written) this.#sent = { plan: written, key: commandId() };
    return this.#sent.key;
  }

  get total(): number {
    return this.agenda.reduce((sum, row) => sum + (Number(row.minutes) || 0), 0);
  }

  addSegment(title = '', minutes = '5'): void {
    const row = { minutes, min: minutes, max: minutes, speakers: [], kept: null };
    this.agenda.push({ key: key(), kind: 'other', title, ...row });
  }

  /** Puts a line that was not read where it belongs; what it takes the place of is listed instead. */
  put(line: UnreadLine, place: Place): void {
    const text = line.text.trim();
    this.leaveOut(line);
    if (place === 'segment') {
      const minutes = /(\d{1,3})\s*(?:min|['’′]|分|мин|د)/iu.exec(text)?.[1];
      this.addSegment(text, minutes);
      return;
    }
    const before = this.putText(text, place);
    if (before) this.unread.unshift(unreadLine(before));
  }

  leaveOut(line: UnreadLine): void {
    this.unread = this.unread.filter(({ key }) => key !== line.key);
  }

  /**
   * Adds what another source says: its agenda, people who are not there yet, facts that are empty. What
   * it says otherwise, and what its agenda takes the place of, is listed.
   */
  bring({ page, more = [] }: Pick<ReadPage, 'page'> & Partial<Pick<ReadPage, 'more'>>): void {
    const facts = new Facts(aboutOf(page));
    const left: string[] = [];
    if (page.agenda.length >= AGENDA_MIN - 1) {
      const before = this.hasOwnAgenda ? this.agenda : [];
      this.agenda = page.agenda.map((item) => segmentRow(planned(item)));
      const now = this.agenda.map((row) => mentioned(row.title, row.minutes));
      const gone = before.map((row) => mentioned(row.title, row.minutes));
      left.push(...gone.filter((text) => !now.includes(text)));
      this.hasOwnAgenda = true;
    } else {
      left.push(...page.agenda.map((item) => mentioned(item.title, item.minutes_min)));
    }
    for (const group of GROUPS) {
      for (const row of facts.people[group]) left.push(...this.#bringPerson(group, row));
    }
    for (const [field, label] of BROUGHT) {
      const [own, theirs] = [this[field].trim(), facts[field].trim()];
      if (own === '') this[field] = theirs;
      else if (theirs !== '' && theirs !== own)
        left.push(label ? `${t(label)}: ${theirs}` : theirs);
    }
    const others = more.map(({ page: { title, starts_at, room } }) =>
      [title ?? t('choice.untitled'), starts_at, room].filter(Boolean).join(' · '),
    );
    const unread = [...page.unread, ...left, ...others].filter((text) => text.trim() !== '');
    this.unread.push(...unread.map(unreadLine));
    this.also = [...this.also, ...alsoIn(page)];
    this.noted = [...this.noted, ...notedOf(page)];
  }

  /** Adds somebody, or what is not said yet of somebody who is there; what is said otherwise of them. */
  #bringPerson(group: Group, row: PersonRow): string[] {
    const name = row.name.trim().toLowerCase();
    const known = this.people[group].find((other) => other.name.trim().toLowerCase() === name);
    if (!known) {
      this.addPerson(group, said(row));
      return [];
    }
    const fields = ['affiliation', 'group', 'region'] as const;
    const others = fields.filter((field) => row[field] !== '' && known[field] !== row[field]);
    const left = others.filter((field) => known[field] !== '').map((field) => row[field]);
    for (const field of others) known[field] ||= row[field];
    return left.length > 0 ? [[row.name, ...left].join(', ')] : [];
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
    return {
      about: this.about(),
      agenda: this.agenda.map((row) => segmentPlan(row, this.names)),
      ...(this.#plan.imported ? { imported: this.#plan.imported } : {}),
    };
  }
}

/** What another source may say of the session; the words that go before what is listed of it. */
const BROUGHT = [
  ['title', null],
  ['startsAt', 'about.startsAt'],
  ['room', null],
  ['duration', 'about.duration'],
  ['format', 'about.format'],
  ['description', null],
] as const;

const mentioned = (title: string, minutes: number | string | null) =>
  [title, minutes === null ? null : `${minutes}′`].filter(Boolean).join(' ');

const said = ({ name, affiliation, group, region }: PersonRow) => ({
  name,
  affiliation,
  group,
  region,
});

/** What a page has and the hour does not need. */
function alsoIn(page: PageReading): string[] {
  return [
    ...page.themes,
    page.sdg_rationale,
    page.format_description,
    ...page.key_takeaways,
    ...page.calls_to_action,
    page.session_report,
  ].filter((text) => text !== null);
}

function segmentRow(plan: SegmentPlan): SegmentRow {
  return {
    key: key(),
    kind: plan.kind,
    title: plan.title,
    minutes: String(plan.minutes),
    min: String(plan.minutes_min),
    max: String(plan.minutes_max),
    speakers: (plan.speakers ?? []).map(({ name }) => name),
    kept: plan,
  };
}

/** Who has been renamed or removed since has no part any more. */
function segmentPlan(row: SegmentRow, names: string[]): SegmentPlan {
  const minutes = whole(row.minutes) ?? 0;
  const slot = (name: string) => row.kept?.speakers?.find((kept) => kept.name === name) ?? { name };
  return {
    ...row.kept,
    kind: row.kind,
    title: row.title.trim() || t(`segment.${row.kind}`),
    minutes,
    minutes_min: whole(row.min) ?? minutes,
    minutes_max: whole(row.max) ?? minutes,
    speakers: names.filter((name) => row.speakers.includes(name)).map(slot),
  };
}

/** The facts of a page that travel into the hour; none without a page. */
function aboutOf(page: PageReading | null): About {
  return {
    title: page?.title ?? '',
    year: page?.year ?? null,
    type: page?.type ?? null,
    number: page?.number ?? null,
    organizers: page?.organizers ?? [],
    speakers: page?.speakers ?? [],
    onsite_moderators: page?.onsite_moderators ?? [],
    online_moderators: page?.online_moderators ?? [],
    rapporteurs: page?.rapporteurs ?? [],
    sdg_targets: page?.sdg_targets ?? [],
    sdg_goals: page?.sdg_goals ?? [],
    format: page?.format ?? null,
    duration_minutes: page?.duration_minutes ?? null,
    description: page?.description ?? null,
    starts_at: page?.starts_at ?? null,
    room: page?.room ?? null,
    deadlines: page?.deadlines ?? NO_DEADLINES,
  };
}
