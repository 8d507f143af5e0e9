// What somebody can take back of what they wrote in a text that others write too: their own alone, wherever
// it stands by now. Pure. Each step is an edit of the text as it is once those above it have been taken back.

import { apply, compose, inverse, past, type Edit } from './textEdit';

/** Steps that are kept; the oldest go. */
const STEPS_MAX = 200;

export class OwnUndo {
  #done: Edit[] = [];
  #undone: Edit[] = [];

  /** Something was written; `joins` if it goes on from the step before, as the next letter does. */
  wrote(edit: Edit, before: string, joins: boolean): void {
    const back = inverse(edit, before);
    if (back.length === 0) return;
    this.#undone = [];
    const last = joins ? this.#done.pop() : undefined;
    this.#done.push(last ? compose(back, last) : back);
    if (this.#done.length > STEPS_MAX) this.#done.shift();
  }

  /** The text was changed by somebody else, or by the server. */
  passed(edit: Edit): void {
    this.#done = carried(this.#done, edit);
    this.#undone = carried(this.#undone, edit);
  }

  /** What takes the last step back, of the text as it is; nothing when there is none. */
  undo(text: string): Edit | null {
    return turned(this.#done, this.#undone, text);
  }

  /** What makes the step again that was taken back last. */
  redo(text: string): Edit | null {
    return turned(this.#undone, this.#done, text);
  }
}

function carried(steps: Edit[], edit: Edit): Edit[] {
  const made: Edit[] = [];
  let passing = edit;
  for (const step of steps.toReversed()) {
    const { earlier, later } = past(passing, step);
    passing = earlier;
    made.push(later);
  }
  return made.reverse();
}

/** The last step that changes something still; what takes it back goes to the other side. */
function turned(from: Edit[], to: Edit[], text: string): Edit | null {
  for (let step = from.pop(); step; step = from.pop()) {
    if (apply(text, step) === text) continue;
    to.push(inverse(step, text));
    return step;
  }
  return null;
}
