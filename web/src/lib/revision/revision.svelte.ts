// A page read again, held against the session, and what the organiser ticks of it. Nothing is
// ticked beforehand that would overwrite something: only what fills a gap and was not emptied by
// hand.

import { unreadLine, type UnreadLine } from '../about/facts.svelte';
import { planned } from '../hour/planned';
import type { AboutField, AgendaDiff, Changes, FieldDiff, PersonDiff } from '../protocol/protocol';
import type { PageAgain, SourceSession } from '../protocol/protocol';

export interface FieldRow extends FieldDiff {
  key: string;
  ticked: boolean;
}

export interface PersonRow extends PersonDiff {
  key: string;
  ticked: boolean;
  /** Whether they get a role link. */
  link: boolean;
}

export class Revision {
  readonly revision: number;
  unread = $state<UnreadLine[]>([]);
  /** All sessions of what was read, and the number of the one that was compared. */
  readonly sessions: SourceSession[];
  readonly chosen: number;
  readonly agenda: AgendaDiff | null;
  fields = $state<FieldRow[]>([]);
  people = $state<PersonRow[]>([]);
  replacesAgenda = $state(false);
  readonly #page: PageAgain['page'];

  constructor({ diff, page, unread, sessions, chosen }: PageAgain) {
    this.revision = diff.revision;
    this.sessions = sessions;
    this.chosen = chosen;
    this.unread = unread.map(unreadLine);
    this.agenda = diff.agenda;
    this.#page = page;
    this.fields = diff.fields.map((one) => ({ ...one, key: one.field, ticked: fills(one) }));
    this.people = diff.people.map((one) => ({
      ...one,
      key: `${one.list}/${one.name}`,
      ticked: fills(one) && one.page !== null,
      link: false,
    }));
  }

  /** Whether the page has changed since it was last taken in. */
  get hasNews(): boolean {
    const rows = [...this.fields, ...this.people];
    return rows.some((one) => one.is_new) || (this.agenda?.is_new ?? false);
  }

  get count(): number {
    const rows = [...this.fields, ...this.people];
    return rows.filter((one) => one.ticked).length + Number(this.replacesAgenda);
  }

  /** Ticks what the page changed and no hand did. */
  tickUnedited(): void {
    for (const one of [...this.fields, ...this.people]) one.ticked ||= one.is_new && !one.edited;
  }

  leaveOut(line: UnreadLine): void {
    this.unread = this.unread.filter(({ key }) => key !== line.key);
  }

  /** The same page, held against the session as it is now: what was ticked and left out stays so. */
  after(before: Revision): this {
    for (const row of this.fields) {
      row.ticked = before.fields.find(({ key }) => key === row.key)?.ticked ?? row.ticked;
    }
    for (const row of this.people) {
      const old = before.people.find(({ key }) => key === row.key);
      if (old) [row.ticked, row.link] = [old.ticked, old.link];
    }
    this.replacesAgenda = before.replacesAgenda && this.agenda !== null;
    this.unread = before.unread;
    return this;
  }

  changes(): Changes {
    const people = this.people.filter((one) => one.ticked);
    const links = people.filter((one) => one.link && one.needs_link).map((one) => one.name);
    const agenda = this.replacesAgenda ? this.agenda?.page.map(planned) : undefined;
    return {
      from: { page: this.#page },
      fields: this.fields.filter((one) => one.ticked).map((one): AboutField => one.field),
      people: people.map(({ list, name }) => ({ list, name })),
      links: links.filter((name, at) => links.indexOf(name) === at),
      ...(agenda ? { agenda } : {}),
    };
  }
}

function fills(one: { now: unknown; is_new: boolean; edited: boolean }): boolean {
  return one.now === null && one.is_new && !one.edited;
}
