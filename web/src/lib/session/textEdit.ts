// Edits of a text as values: applied, composed, taken past one another. Pure. Positions and lengths
// are Unicode code points, as the server counts them, and never UTF-16 units.

/** One place: at `at`, `delete` code points go and `insert` comes. */
export interface Splice {
  at: number;
  delete: number;
  insert: string;
  /** It goes on from the last words of the same person: others' at that place come behind it. */
  follows?: boolean;
}

/** A run through the whole text: keep so many, delete so many, or insert. Ends may be left out. */
export type Step = { keep: number } | { drop: number } | { add: string };
export type Edit = readonly Step[];

export const chars = (text: string): string[] => Array.from(text);
export const length = (text: string): number => chars(text).length;

/** Gathers steps, so that neighbours of a kind are one and an insertion stands before a deletion. */
class Steps {
  readonly steps: Step[] = [];

  keep(count: number): this {
    const last = this.steps.at(-1);
    if (count > 0 && last && 'keep' in last) last.keep += count;
    else if (count > 0) this.steps.push({ keep: count });
    return this;
  }

  drop(count: number): this {
    const last = this.steps.at(-1);
    if (count > 0 && last && 'drop' in last) last.drop += count;
    else if (count > 0) this.steps.push({ drop: count });
    return this;
  }

  add(text: string): this {
    if (text === '') return this;
    const last = this.steps.at(-1);
    const dropped = last && 'drop' in last ? last : undefined;
    if (dropped) this.steps.pop();
    const before = this.steps.at(-1);
    if (before && 'add' in before) before.add += text;
    else this.steps.push({ add: text });
    if (dropped) this.steps.push(dropped);
    return this;
  }

  /** Without what is only kept at the end. */
  done(): Edit {
    const last = this.steps.at(-1);
    if (last && 'keep' in last) this.steps.pop();
    return this.steps;
  }
}

/** Reads an edit in pieces as long as the other side needs them; past the end, everything is kept. */
class Reader {
  readonly #edit: Edit;
  #at = 0;
  #used = 0;

  constructor(edit: Edit) {
    this.#edit = edit;
  }

  /** The text inserted here, if that is what comes next. */
  added(): string | null {
    const step = this.#edit[this.#at];
    if (!step || !('add' in step)) return null;
    const rest = chars(step.add).slice(this.#used).join('');
    this.#next();
    return rest;
  }

  /** How much of one kind comes next. */
  peek(): { kind: 'keep' | 'drop' | 'add'; count: number } {
    const step = this.#edit[this.#at];
    if (!step) return { kind: 'keep', count: Infinity };
    if ('add' in step) return { kind: 'add', count: length(step.add) - this.#used };
    if ('keep' in step) return { kind: 'keep', count: step.keep - this.#used };
    return { kind: 'drop', count: step.drop - this.#used };
  }

  /** Takes so much of what comes next; the text, if it is inserted. */
  take(count: number): string {
    const step = this.#edit[this.#at];
    if (!step) return '';
    const text =
      'add' in step
        ? chars(step.add)
            .slice(this.#used, this.#used + count)
            .join('')
        : '';
    if (count >= this.peek().count) this.#next();
    else this.#used += count;
    return text;
  }

  get ended(): boolean {
    return this.#at >= this.#edit.length;
  }

  #next(): void {
    this.#at += 1;
    this.#used = 0;
  }
}

export function fromSplice(splice: Splice): Edit {
  return new Steps().keep(splice.at).add(splice.insert).drop(splice.delete).done();
}

/** The first place that an edit changes, as a splice of the text before; nothing for no change. */
export function firstSplice(edit: Edit): Splice | null {
  let at = 0;
  let found: Splice | null = null;
  for (const step of edit) {
    if ('keep' in step) {
      if (found) break;
      at += step.keep;
      continue;
    }
    found ??= { at, delete: 0, insert: '' };
    if ('add' in step) found.insert += step.add;
    else found.delete += step.drop;
  }
  return found;
}

/** What is left of an edit once its first splice has been made. */
export function afterFirst(edit: Edit): Edit {
  const rest = new Steps();
  let passed = false;
  let changes = false;
  for (const step of edit) {
    if ('keep' in step) {
      passed ||= changes;
      rest.keep(step.keep);
    } else {
      changes = true;
      if (passed && 'add' in step) rest.add(step.add);
      else if (passed && 'drop' in step) rest.drop(step.drop);
      else if ('add' in step) rest.keep(length(step.add));
    }
  }
  return rest.done();
}

export function apply(text: string, edit: Edit): string {
  const before = chars(text);
  let at = 0;
  let after = '';
  for (const step of edit) {
    if ('add' in step) after += step.add;
    else if ('keep' in step) after += before.slice(at, (at += step.keep)).join('');
    else at += step.drop;
  }
  return after + before.slice(at).join('');
}

/** What takes an edit back, once it has been made of that text. */
export function inverse(edit: Edit, before: string): Edit {
  const made = new Steps();
  const letters = chars(before);
  let at = 0;
  for (const step of edit) {
    if ('add' in step) made.drop(length(step.add));
    else if ('keep' in step) {
      made.keep(step.keep);
      at += step.keep;
    } else {
      made.add(letters.slice(at, at + step.drop).join(''));
      at += step.drop;
    }
  }
  return made.done();
}

/** One edit that does what the two do one after the other. */
export function compose(first: Edit, second: Edit): Edit {
  const made = new Steps();
  const [a, b] = [new Reader(first), new Reader(second)];
  while (!a.ended || !b.ended) {
    const added = b.added();
    if (added !== null) {
      made.add(added);
      continue;
    }
    const [left, right] = [a.peek(), b.peek()];
    if (left.kind === 'drop') {
      a.take(left.count);
      made.drop(left.count);
      continue;
    }
    const count = Math.min(left.count, right.count);
    const text = a.take(count);
    b.take(count);
    if (left.kind === 'add') made.add(right.kind === 'keep' ? text : '');
    else if (right.kind === 'keep') made.keep(count);
    else made.drop(count);
  }
  return made.done();
}

/**
 * Two edits of one text, each as it is once the other has been made: both ways lead to one text.
 * Where both insert, `earlier` stays in front, but for the place `own`, where `later` goes on from
 * words of its own; what one deletes, the other's insertion outlives.
 */
export function past(
  earlier: Edit,
  later: Edit,
  own: number | null = null,
): { earlier: Edit; later: Edit } {
  const [one, two] = [new Steps(), new Steps()];
  const [a, b] = [new Reader(earlier), new Reader(later)];
  let at = 0;
  while (!a.ended || !b.ended) {
    const goesOn = at === own ? b.added() : null;
    if (goesOn !== null) {
      one.keep(length(goesOn));
      two.add(goesOn);
      continue;
    }
    const first = a.added();
    if (first !== null) {
      one.add(first);
      two.keep(length(first));
      continue;
    }
    const second = b.added();
    if (second !== null) {
      one.keep(length(second));
      two.add(second);
      continue;
    }
    const [left, right] = [a.peek(), b.peek()];
    const count = Math.min(left.count, right.count);
    a.take(count);
    b.take(count);
    at += count;
    if (left.kind === 'drop' && right.kind === 'keep') one.drop(count);
    else if (left.kind === 'keep' && right.kind === 'drop') two.drop(count);
    else if (left.kind === 'keep') {
      one.keep(count);
      two.keep(count);
    }
  }
  return { earlier: one.done(), later: two.done() };
}

/** Where a caret is after an edit: it stays before what is inserted right at it. */
export function moved(caret: number, edit: Edit): number {
  let at = 0;
  let to = caret;
  for (const step of edit) {
    if (at > caret || ('add' in step && at === caret)) break;
    if ('keep' in step) at += step.keep;
    else if ('add' in step) to += length(step.add);
    else {
      to -= Math.min(step.drop, caret - at);
      at += step.drop;
    }
  }
  return to;
}
