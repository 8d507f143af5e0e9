// A poll that somebody is writing.

import { POLL_OPTIONS, type PollKind, type PollPlan } from '../protocol/protocol';

/** A text that is being typed; kept by whoever gives it. */
export interface Typed {
  text: string;
}

/** A text that goes with its form. */
export class Passing implements Typed {
  text = $state('');

  constructor(text: string) {
    this.text = text;
  }
}

export const KINDS = Object.keys(POLL_OPTIONS) as PollKind[];

export class PollWriting {
  kind = $state<PollKind>('agree');
  live = $state(false);
  readonly question: Typed;
  /** An option a line, so that they are kept as one text. */
  readonly #typed: Typed;

  constructor(question: Typed, options: Typed) {
    this.question = question;
    this.#typed = options;
  }

  static of({ kind, question, options, live }: PollPlan): PollWriting {
    const writing = new PollWriting(new Passing(question), new Passing((options ?? []).join('\n')));
    [writing.kind, writing.live] = [kind, live];
    return writing;
  }

  get options(): string[] {
    return this.#typed.text === '' ? ['', ''] : this.#typed.text.split('\n');
  }

  set options(options: string[]) {
    this.#typed.text = options.join('\n');
  }

  /** Whether people choose among options of one's own. */
  get hasOptions(): boolean {
    return POLL_OPTIONS[this.kind] === null;
  }

  get plan(): PollPlan {
    const { kind, live, hasOptions } = this;
    return { kind, question: this.question.text, options: hasOptions ? this.options : [], live };
  }

  clear(): void {
    this.question.text = this.#typed.text = '';
  }
}
