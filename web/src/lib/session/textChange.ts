// What has changed between two texts, as small as it can be said. Pure.

import { chars, fromSplice, type Edit, type Step } from './textEdit';

/** Beyond so many changed characters the two texts have little in common: one replaces the other. */
const CHANGED_MAX = 200;

/**
 * The edit from one text to another. What stands alike at the end counts as the same from `caret` on
 * (in the new text), so that of two equal letters the one just typed is taken for the new one.
 */
export function change(before: string, after: string, caret = Infinity): Edit {
  const [a, b] = [chars(before), chars(after)];
  let end = 0;
  const endMax = Math.min(a.length, b.length, Math.max(0, b.length - caret));
  while (end < endMax && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  let start = 0;
  const startMax = Math.min(a.length, b.length) - end;
  while (start < startMax && a[start] === b[start]) start += 1;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [from, to] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const inner = from.length > 0 && to.length > 0 ? shortest(from, to) : null;
  if (inner) return start > 0 ? [{ keep: start }, ...inner] : inner;
  return fromSplice({ at: start, delete: from.length, insert: to.join('') });
}

/** Myers' shortest edit script (O(ND), 1986); nothing where it would be long. */
function shortest(a: string[], b: string[]): Edit | null {
  const reached: number[][] = [];
  let front: number[] = [];
  const at = (row: number[], k: number) => row[k + CHANGED_MAX + 1] ?? -1;
  for (let changed = 0; changed <= Math.min(CHANGED_MAX, a.length + b.length); changed++) {
    reached.push(front);
    front = [...front];
    for (let k = -changed; k <= changed; k += 2) {
      const down = k === -changed || (k !== changed && at(front, k - 1) < at(front, k + 1));
      let x = changed === 0 ? 0 : down ? at(front, k + 1) : at(front, k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      front[k + CHANGED_MAX + 1] = x;
      if (x >= a.length && x - k >= b.length) return script(a, b, reached);
    }
  }
  return null;

  function script(a: string[], b: string[], reached: number[][]): Edit {
    const steps: Step[] = [];
    let [x, y] = [a.length, b.length];
    for (let changed = reached.length - 1; changed >= 0; changed--) {
      const row = reached[changed] ?? [];
      const k = x - y;
      const down = k === -changed || (k !== changed && at(row, k - 1) < at(row, k + 1));
      const fromX = changed === 0 ? 0 : down ? at(row, k + 1) : at(row, k - 1);
      const fromY = changed === 0 ? 0 : down ? fromX - k - 1 : fromX - k + 1;
      const same = changed === 0 || down ? x - fromX : y - fromY;
      if (same > 0) steps.push({ keep: same });
      if (changed > 0) steps.push(down ? { add: b[fromY] ?? '' } : { drop: 1 });
      [x, y] = [fromX, fromY];
    }
    return merged(steps.reverse());
  }
}

/** Neighbours of a kind as one. */
function merged(steps: Step[]): Edit {
  const made: Step[] = [];
  for (const step of steps) {
    const last = made.at(-1);
    if (last && 'keep' in last && 'keep' in step) last.keep += step.keep;
    else if (last && 'drop' in last && 'drop' in step) last.drop += step.drop;
    else if (last && 'add' in last && 'add' in step) last.add += step.add;
    else made.push({ ...step });
  }
  return made;
}
