// The review of a page: what was read, as a form that the organiser corrects.

import { minutesError, whole } from '../../lib/about/checks';
import { Facts, type Group } from '../../lib/about/facts.svelte';
import { planned } from '../../lib/hour/planned';
import { t } from '../../lib/i18n';
import type { ReadPage } from '../../lib/protocol/protocol';
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

/** What was read and has no field. */
interface Notes {
  unread?: string[];
  also?: string[];
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
  readonly unread: string[];
  /** What was read and is not needed for the hour. */
  readonly also: string[];
  /** Whether the agenda is the page's own; `null` where there was no page. */
  readonly hasOwnAgenda: boolean | null;
  readonly #plan: SessionPlan;

  constructor(plan: SessionPlan, { unread = [], also = [], hasOwnAgenda = null }: Notes = {}) {
    super(plan.about);
    this.#plan = plan;
    this.unread = unread;
    this.also = also;
    this.hasOwnAgenda = hasOwnAgenda;
    this.agenda = plan.agenda.map(segmentRow);
  }

  /** What was read from a page. */
  static ofPage({ page, default_agenda, imported }: ReadPage): Review {
    const also = [
      ...page.themes,
      page.sdg_rationale,
      page.format_description,
      ...page.key_takeaways,
      ...page.calls_to_action,
      page.session_report,
    ].filter((text) => text !== null);
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
    return new Review(plan, { unread: [...page.unread, ...mentioned], also, hasOwnAgenda });
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

  get total(): number {
    return this.agenda.reduce((sum, row) => sum + (Number(row.minutes) || 0), 0);
  }

  addSegment(): void {
    const row = { minutes: '5', min: '5', max: '5', speakers: [], kept: null };
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
    return {
      about: this.about(),
      agenda: this.agenda.map((row) => segmentPlan(row, this.names)),
      ...(this.#plan.imported ? { imported: this.#plan.imported } : {}),
    };
  }
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
    minutes_min: Math.min(whole(row.min) ?? minutes, minutes),
    minutes_max: Math.max(whole(row.max) ?? minutes, minutes),
    speakers: names.filter((name) => row.speakers.includes(name)).map(slot),
  };
}

/** The facts of a page that travel into the hour; none without a page. */
function aboutOf(page: ReadPage['page'] | null): About {
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
