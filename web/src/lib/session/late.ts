// Commands that were refused when nobody waited for their answer any more: they were given before a
// reload. What was typed in them is kept until it is dismissed. Pure, but for the browser's storage.

import type { Command, Field, Rejection } from '../protocol/protocol';
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

/** What was typed; nothing where a command carries no words of its own. */
export function typed(command: Command): Typed | null {
  const found = foundIn(command);
  return found && found.text.trim() !== '' ? found : null;
}

function foundIn(command: Command): Typed | null {
  switch (command.type) {
    case 'ask_question':
      return { field: 'question', text: command.text };
    case 'raise_hand':
      return { field: 'note', text: command.note };
    case 'introduce': {
      const { name, affiliation } = command.profile;
      return { field: 'name', text: lines([name, affiliation]) };
    }
    case 'add_proxy':
      return { field: 'people', text: entry(command) };
    case 'add_proxies':
      return { field: 'people', text: lines(command.entries.map(entry)) };
    case 'move_item':
    case 'place_item':
      return { field: 'reason', text: command.reason };
    case 'answer_in_text':
      return { field: 'answer', text: command.text };
    case 'reword_item':
      return { field: 'question', text: command.text };
    case 'set_word_list':
      return { field: 'words', text: lines(command.words) };
    case 'say_in_room':
      return { field: 'line', text: command.text };
    case 'call_round':
      return { field: 'prompt', text: command.settings.prompt };
    case 'message_rooms':
      return { field: 'message', text: command.text };
    case 'set_room_takeaway':
      return { field: 'takeaway', text: command.text };
    case 'report_person':
      return { field: 'reason', text: command.reason };
    case 'open_poll':
      return { field: 'poll_question', text: lines([command.question, ...command.options]) };
    case 'send_cue':
      return { field: 'message', text: command.text };
    case 'set_thresholds':
      return { field: 'message', text: lines(command.thresholds.map(({ text }) => text)) };
    case 'add_entry':
    case 'revise_entry':
      return { field: 'entry', text: command.text };
    case 'write_report':
      return { field: 'report', text: command.text };
    case 'insert_segment':
    case 'edit_segment':
      return { field: 'agenda', text: lines([command.plan.title, command.plan.notes]) };
    case 'add_speaker':
      return { field: 'name', text: lines([command.name, command.affiliation]) };
    case 'add_integration':
      return { field: 'name', text: command.name };
    default:
      return null;
  }
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
