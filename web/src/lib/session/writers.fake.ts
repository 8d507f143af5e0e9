// A server and people who write in one text, whose frames arrive when a test lets them.

import { SharedText, type Selection, type SpliceOutcome } from './sharedText';
import { piece } from './piece';
import {
  apply,
  chars,
  firstSplice,
  fromSplice,
  length,
  past,
  type Edit,
  type Splice,
} from './textEdit';

/** Numbers that look random and are the same in every run (mulberry32). */
export function randomness(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** The server as the contract has it: a splice of an old revision is taken past all splices since. */
export class Server {
  text: string;
  version = 10;
  readonly edits: Edit[] = [];

  constructor(text = '') {
    this.text = text;
  }

  get revision(): number {
    return this.edits.length;
  }

  get entry() {
    return { text: this.text, revision: this.revision };
  }

  splice(revision: number, typed: Splice): SpliceOutcome {
    const splice = { ...typed, insert: piece(typed.insert) };
    if (splice.delete === 0 && splice.insert === '') return { done: true, version: this.version };
    let edit = fromSplice(splice);
    for (const earlier of this.edits.slice(revision)) {
      const own = splice.follows ? (firstSplice(edit)?.at ?? null) : null;
      edit = past(earlier, edit, own).later;
    }
    this.edits.push(edit);
    this.text = apply(this.text, edit);
    this.version += 1;
    return { done: true, version: this.version };
  }
}

type Waiting = () => void;

/** A screen whose frames arrive when the test lets them. */
export class Writer {
  readonly shared: SharedText;
  readonly out: Waiting[] = [];
  readonly back: Waiting[] = [];
  readonly server: Server;

  constructor(server: Server) {
    this.server = server;
    this.shared = new SharedText(server.entry, server.version, (revision, splice) => {
      return new Promise((resolve) => {
        this.out.push(() => {
          const outcome = server.splice(revision, splice);
          this.back.push(() => resolve(outcome));
        });
      });
    });
  }

  /** Types at the caret, over what is selected. */
  type(text: string, [from, to]: Selection = this.shared.selection): void {
    const before = chars(this.shared.text);
    const after = [...before.slice(0, from), ...chars(text), ...before.slice(to)].join('');
    const caret = from + length(text);
    this.shared.typed(after, [caret, caret]);
  }

  /** The server shows its text, as it is now, behind whatever it has answered before. */
  shown(): void {
    const { entry, version } = this.server;
    this.back.push(() => this.shared.heard(entry, version));
  }

  async deliver(which: Waiting[]): Promise<void> {
    which.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  }

  async rest(): Promise<void> {
    while (this.out.length + this.back.length > 0 || !this.shared.settled) {
      await this.deliver(this.out);
      this.shown();
      while (this.back.length > 0) await this.deliver(this.back);
      this.shared.overdue();
    }
  }
}
