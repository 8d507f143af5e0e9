// A text that several people write at once: what is typed here, and what the server has. Pure: it
// knows no DOM and no socket. One splice is under way at a time; what is typed meanwhile waits.

import type { Rejection } from '../protocol/protocol';
import { OwnUndo } from './ownUndo';
import { piece } from './piece';
import { change } from './textChange';
import {
  afterFirst,
  apply,
  compose,
  firstSplice,
  fromSplice,
  length,
  moved,
  past,
  type Edit,
  type Splice,
} from './textEdit';

export interface SyncedText {
  text: string;
  revision: number;
}

/** What became of a splice: done, in the session's version that holds it. */
export type SpliceOutcome = { done: true; version: number } | { done: false; rejection: Rejection };

/** Sends a splice of the text of that revision. */
export type SendSplice = (revision: number, splice: Required<Splice>) => Promise<SpliceOutcome>;

/** A selection, in code points. */
export type Selection = readonly [from: number, to: number];

export class SharedText {
  /** What the field shows. */
  text: string;
  selection: Selection = [0, 0];
  /** Why the last splice was not taken; what it held stays in the field and goes out once more. */
  rejection: Rejection | null = null;

  readonly #send: SendSplice;
  readonly #changed: () => void;
  readonly #own = new OwnUndo();
  #base: SyncedText;
  /** The newest that the server has shown, and in which version of the session. */
  #latest: SyncedText & { version: number };
  #underway: { splice: Required<Splice>; version: number | null } | null = null;
  /** What was typed on top of the base and of what is under way. */
  #waits: Edit = [];
  /** Where this person's last words end in the base, with what is under way: there they go on. */
  #end: number | null = null;

  constructor(
    entry: SyncedText,
    version: number,
    send: SendSplice,
    changed: () => void = () => {},
  ) {
    this.#base = { text: entry.text, revision: entry.revision };
    this.#latest = { ...this.#base, version };
    this.text = entry.text;
    this.#send = send;
    this.#changed = changed;
  }

  /** Whether the server has everything that is typed here. */
  get settled(): boolean {
    return this.#underway === null && this.#waits.length === 0;
  }

  /**
   * The field has a new text, and its selection stands there; `joins` if that goes on from what was typed
   * before, to be taken back with it.
   */
  typed(text: string, selection: Selection, joins = false): void {
    const edit = change(this.text, text, selection[1]);
    this.#own.wrote(edit, this.text, joins);
    this.#writes(edit, selection);
  }

  /** Takes back what this person wrote last, and nobody else's words; whether there was anything. */
  undo(): boolean {
    return this.#turns(this.#own.undo(this.text));
  }

  /** Writes again what was taken back last. */
  redo(): boolean {
    return this.#turns(this.#own.redo(this.text));
  }

  /** The server shows a text, in that version of the session. */
  heard(entry: SyncedText, version: number): void {
    if (entry.revision < this.#latest.revision) return;
    this.#latest = { text: entry.text, revision: entry.revision, version };
    this.#absorb();
  }

  /** Sends again what was refused for the moment only. */
  retry(): void {
    this.#next();
  }

  /**
   * Nothing came for long after a splice was done: a deletion of what somebody else had deleted
   * already changes nothing that the server would show. Words come, if late; where they have been `givenUp`,
   * the server knew a character that is no text to it, and the browser did not.
   */
  overdue(givenUp = false): void {
    const underway = this.#underway;
    if (underway?.version == null || (underway.splice.insert !== '' && !givenUp)) return;
    this.#latest.version = underway.version;
    this.#absorb();
  }

  /**
   * Takes over what the server has. While a splice is under way that has to wait: only what is as new
   * as the splice's own version is known to hold it, and it must count once.
   */
  #absorb(): void {
    const underway = this.#underway;
    if (underway && (underway.version === null || this.#latest.version < underway.version)) return;
    this.#underway = null;
    const mine = underway ? fromSplice(underway.splice) : [];
    const theirs = change(apply(this.#base.text, mine), this.#latest.text);
    const { earlier, later } = past(theirs, this.#waits, this.#end);
    // It stays before what others put right behind it.
    if (this.#end !== null) this.#end = moved(this.#end, theirs);
    const [from, to] = this.selection;
    this.#base = { text: this.#latest.text, revision: this.#latest.revision };
    this.#waits = later;
    this.text = apply(this.#base.text, later);
    this.selection = [moved(from, earlier), moved(to, earlier)];
    this.#own.passed(earlier);
    this.#next();
    this.#changed();
  }

  #turns(edit: Edit | null): boolean {
    if (!edit) return false;
    const caret = endOf(edit);
    this.#writes(edit, [caret, caret]);
    return true;
  }

  #writes(edit: Edit, selection: Selection): void {
    this.text = apply(this.text, edit);
    this.selection = selection;
    this.#waits = compose(this.#waits, edit);
    this.#next();
  }

  /** The next splice to go out; what the server would drop of it goes from the field. */
  #first(): Splice | null {
    for (;;) {
      const first = firstSplice(this.#waits);
      const insert = first && piece(first.insert);
      if (!first || insert === null || insert === first.insert) return first;
      const dropped: Edit = [{ keep: first.at }, ...change(first.insert, insert)];
      const { earlier, later } = past(dropped, afterFirst(this.#waits));
      this.#waits = compose(fromSplice({ ...first, insert }), later);
      const [from, to] = this.selection;
      this.selection = [moved(from, earlier), moved(to, earlier)];
      this.#own.passed(earlier);
      this.text = apply(this.#base.text, this.#waits);
    }
  }

  #next(): void {
    const first = this.#underway ? null : this.#first();
    if (!first) return;
    const splice = { ...first, follows: first.at === this.#end };
    this.#waits = afterFirst(this.#waits);
    this.#end = splice.at + length(splice.insert);
    const underway = { splice, version: null as number | null };
    this.#underway = underway;
    void this.#send(this.#base.revision, splice).then((outcome) => {
      if (this.#underway !== underway) return;
      if (outcome.done) {
        this.rejection = null;
        underway.version = outcome.version;
        this.#absorb();
      } else {
        this.#refused(splice, outcome.rejection);
      }
      this.#changed();
    });
  }

  /** What was not taken waits again; it goes out with the next key, or at once on a newer text. */
  #refused(splice: Required<Splice>, rejection: Rejection): void {
    this.#underway = null;
    this.#end = splice.follows ? splice.at : null;
    this.#waits = compose(fromSplice(splice), this.#waits);
    this.rejection = rejection;
    const newer = this.#latest.revision > this.#base.revision;
    if (newer) this.#absorb();
  }
}

/** Where the caret stands after an edit: behind the last place that it changed. */
function endOf(edit: Edit): number {
  let at = 0;
  let end = 0;
  for (const step of edit) {
    if ('keep' in step) at += step.keep;
    else {
      if ('add' in step) at += length(step.add);
      end = at;
    }
  }
  return end;
}
