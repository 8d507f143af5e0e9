// Commands that were refused when nobody waited for their answer any more: they were given before a
// reload. What was typed in them is kept until it is dismissed. Pure, but for the browser's storage.

import type { Command, Field, PollPlan, Rejection } from '../protocol/protocol';
import { remember, remembered } from '../storage';
import type { Waiting } from './outbox';

export interface Late extends Waiting {
  rejection: Rejection;
}

/** What a person typed in a command: the field whose name says what it was, and the words. */
export interface Typed {
  field: Field;
  text: string;
}

const KEPT_MAX = 50;

/** Whether a value has words of somebody's own in it: text, and not one of a few known strings. */
type HasText<T> = string extends T
  ? true
  : T extends readonly (infer Part)[]
    ? HasText<Part>
    : T extends object
      ? { [K in keyof T]-?: HasText<NonNullable<T[K]>> }[keyof T]
      : false;

type Of<Name extends Command['type']> = Extract<Command, { type: Name }>;

/** The commands that can carry text. The compiler asks of each of them what was typed in it. */
type WithText = {
  [Name in Command['type']]: true extends HasText<Of<Name>> ? Name : never;
}[Command['type']];

const found = (field: Field, ...texts: (string | null | undefined)[]): Typed => ({
  field,
  text: lines(texts),
});

/** The one list: every command with text, and what a person typed in it; `null` where nobody did. */
const TYPED: { [Name in WithText]: ((command: Of<Name>) => Typed | null) | null } = {
  ask_question: ({ text }) => found('question', text),
  ask_to_be_read: ({ text }) => found('question', text),
  set_venue: ({ venue }) =>
    venue?.kind === 'meeting' ? found('link', venue.link, venue.name) : null,
  raise_hand: ({ note }) => found('note', note),
  introduce: ({ profile: { name, affiliation, about } }) => found('name', name, affiliation, about),
  add_proxy: (command) => found('people', entry(command)),
  add_proxies: ({ entries }) => found('people', ...entries.map(entry)),
  move_item: ({ reason }) => found('reason', reason),
  place_item: ({ reason }) => found('reason', reason),
  answer_in_text: ({ text }) => found('answer', text),
  reword_item: ({ text }) => found('question', text),
  set_word_list: ({ words }) => found('words', ...words),
  say_in_room: ({ text }) => found('line', text),
  call_round: ({ settings }) => found('prompt', settings.prompt),
  message_rooms: ({ text }) => found('message', text),
  set_discussion: ({ prompt }) => found('prompt', prompt),
  set_room_takeaway: ({ text }) => found('takeaway', text),
  set_contact: ({ text }) => found('contact', text),
  report_person: ({ reason }) => found('reason', reason),
  open_poll: ({ question, options }) => found('poll_question', question, ...options),
  prepare_polls: ({ polls }) => found('poll_question', ...polls.flatMap(words)),
  edit_prepared_poll: ({ plan }) => found('poll_question', ...words(plan)),
  send_cue: ({ text }) => found('message', text),
  set_thresholds: ({ thresholds }) => found('message', ...thresholds.map(({ text }) => text)),
  add_entry: ({ text, who, to_whom }) => found('entry', text, who, to_whom),
  revise_entry: ({ text }) => found('entry', text),
  describe_entry: ({ fact }) =>
    fact.type === 'who' || fact.type === 'to_whom' ? found('who', fact.text) : null,
  edit_entry: ({ insert }) => found('entry', insert),
  write_report: ({ text }) => found('report', text),
  edit_report: ({ insert }) => found('report', insert),
  edit_notes: ({ insert }) => found('room_notes', insert),
  set_draft_line: ({ text }) => found('draft_line', text),
  answer_consensus: ({ why }) => found('why', why),
  give_feedback: ({ line }) => found('feedback', line),
  insert_segment: ({ plan }) => found('agenda', plan.title, plan.notes),
  edit_segment: ({ plan }) => found('agenda', plan.title, plan.notes),
  add_speaker: ({ name, affiliation }) => found('name', name, affiliation),
  add_integration: ({ name }) => found('name', name),
  revise_about: ({ changes: { from } }) =>
    'hand' in from ? found('description', from.hand.title, from.hand.description) : null,
  set_time_zone: null,
  delete_session: null,
};

/** What was typed; nothing where a command carries no words of its own. */
export function typed(command: Command): Typed | null {
  const read = (TYPED as Record<string, ((command: Command) => Typed | null) | null>)[command.type];
  const words = read?.(command) ?? null;
  return words && words.text.trim() !== '' ? words : null;
}

function words({ question, options }: PollPlan): string[] {
  return [question, ...(options ?? [])];
}

/** Somebody entered for another, on a line: "Ines Ortega, APNIC, microphone 2: Who pays?" */
function entry(of: { name: string; affiliation: string; place: string; text: string }): string {
  const who = [of.name, of.affiliation, of.place].filter((word) => word !== '').join(', ');
  return [who, of.text].filter((word) => word !== '').join(': ');
}

function lines(texts: readonly (string | null | undefined)[]): string {
  return texts.filter((text) => text).join('\n');
}

/** What was refused late on this screen; it outlives another reload. */
export class LateRefusals {
  readonly #key: string;
  #secret: string | null;

  constructor(code: string, secret: string | null) {
    this.#key = `onefloor.late.${code}`;
    this.#secret = secret;
  }

  /** Those of this screen's link, the oldest first. */
  get kept(): Late[] {
    return this.#stored().filter((one) => one.secret === this.#secret);
  }

  add(waiting: Waiting, rejection: Rejection): void {
    const others = this.#stored().filter((one) => one.id !== waiting.id);
    this.#store([...others, { ...waiting, rejection }]);
  }

  /** The link of this screen has a new secret: what was refused under the old one stays in sight. */
  renewed(secret: string): void {
    const own = (one: Late) => one.secret === this.#secret;
    this.#store(this.#stored().map((one) => (own(one) ? { ...one, secret } : one)));
    this.#secret = secret;
  }

  /** The person has read it. */
  dismiss(id: string): void {
    this.#store(this.#stored().filter((one) => one.id !== id));
  }

  #store(all: Late[]): void {
    const kept = all.slice(-KEPT_MAX);
    remember(this.#key, kept.length > 0 ? JSON.stringify(kept) : null);
  }

  #stored(): Late[] {
    try {
      const stored: unknown = JSON.parse(remembered(this.#key) ?? '[]');
      return Array.isArray(stored) ? (stored as Late[]) : [];
    } catch {
      return [];
    }
  }
}
