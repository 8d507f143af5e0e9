import { expect, test } from 'vitest';
import { SharedText, type Selection, type SpliceOutcome } from './sharedText';
import { piece } from './piece';
import { change } from './textChange';
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
function randomness(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** The server as the contract has it: a splice of an old revision is taken past all splices since. */
class Server {
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
class Writer {
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

test('what is typed goes out as one splice in code points', () => {
  const sent: unknown[] = [];
  const shared = new SharedText({ text: 'a👍 b', revision: 3 }, 1, (revision, splice) => {
    sent.push({ revision, ...splice });
    return new Promise(() => {});
  });
  shared.typed('a👍 مرحبا b', [8, 8]);
  expect(sent).toEqual([{ revision: 3, at: 2, delete: 0, insert: ' مرحبا', follows: false }]);
});

test('only one splice is under way, and what is typed meanwhile follows it', async () => {
  const server = new Server();
  const ana = new Writer(server);
  ana.type('one');
  ana.type(' two');
  ana.type(' three');
  expect(ana.out).toHaveLength(1);
  await ana.rest();
  expect(server.text).toBe('one two three');
  expect(server.revision).toBe(2);
});

test('of two equal letters, the one that was typed is the new one', () => {
  expect(change('aa', 'aaa', 1)).toEqual([{ add: 'a' }]);
  expect(change('aa', 'aaa', 3)).toEqual([{ keep: 2 }, { add: 'a' }]);
});

test('the caret stays with its letters while somebody writes before it', async () => {
  const server = new Server('hello');
  const ana = new Writer(server);
  ana.shared.selection = [5, 5];
  server.splice(0, { at: 0, delete: 0, insert: '🎉🎉 ' });
  ana.shown();
  await ana.deliver(ana.back);
  expect(ana.shared.text).toBe('🎉🎉 hello');
  expect(ana.shared.selection).toEqual([8, 8]);
});

test('the caret stays where it is while somebody writes behind it, and right at it', async () => {
  const server = new Server('ab');
  const ana = new Writer(server);
  ana.shared.selection = [1, 1];
  server.splice(0, { at: 1, delete: 1, insert: 'xyz' });
  ana.shown();
  await ana.deliver(ana.back);
  expect(ana.shared.text).toBe('axyz');
  expect(ana.shared.selection).toEqual([1, 1]);
});

test('a selection shrinks by what somebody else deletes in it', async () => {
  const server = new Server('0123456789');
  const ana = new Writer(server);
  ana.shared.selection = [2, 8];
  server.splice(0, { at: 4, delete: 2, insert: '' });
  ana.shown();
  await ana.deliver(ana.back);
  expect(ana.shared.selection).toEqual([2, 6]);
});

test('what is typed at one place by two stands in the order of its arrival', async () => {
  const server = new Server();
  const [ana, bo] = [new Writer(server), new Writer(server)];
  ana.type('ana');
  bo.type('bo');
  await bo.deliver(bo.out);
  await ana.deliver(ana.out);
  await ana.rest();
  await bo.rest();
  expect(server.text).toBe('boana');
  expect(ana.shared.text).toBe('boana');
  expect(bo.shared.text).toBe('boana');
});

test('what somebody writes inside a text that is being deleted outlives it', async () => {
  const server = new Server('keep this thing');
  const [ana, bo] = [new Writer(server), new Writer(server)];
  ana.type('', [4, 15]);
  bo.type('!', [9, 9]);
  await bo.deliver(bo.out);
  await ana.rest();
  await bo.rest();
  expect(server.text).toBe('keep!');
  expect(bo.shared.text).toBe(ana.shared.text);
});

test('a text shown before the answer counts the own splice once, and so does one shown after', async () => {
  for (const answerFirst of [true, false]) {
    const server = new Server('x');
    const ana = new Writer(server);
    ana.type('a', [1, 1]);
    server.splice(0, { at: 0, delete: 0, insert: 'other ' });
    ana.shown();
    await ana.deliver(ana.out);
    ana.shown();
    // As after a return: the snapshot holds the splice, whose answer is asked for once more.
    if (!answerFirst) ana.back.push(...ana.back.splice(1, 1));
    while (ana.back.length > 0) await ana.deliver(ana.back);
    expect(ana.shared.text).toBe('other xa');
    expect(ana.shared.settled).toBe(true);
    expect(server.revision).toBe(2);
  }
});

test('what is refused stays in the field and goes out with the next key', async () => {
  const sent: Splice[] = [];
  const answers: ((outcome: SpliceOutcome) => void)[] = [];
  const shared = new SharedText({ text: '', revision: 0 }, 1, (_, splice) => {
    sent.push(splice);
    return new Promise((resolve) => answers.push(resolve));
  });
  shared.typed('abc', [3, 3]);
  answers[0]?.({ done: false, rejection: { reason: 'too_fast' } });
  await Promise.resolve();
  await Promise.resolve();
  expect(shared.text).toBe('abc');
  expect(shared.rejection).toEqual({ reason: 'too_fast' });
  shared.typed('abcd', [4, 4]);
  expect(sent[1]).toEqual({ at: 0, delete: 0, insert: 'abcd', follows: false });
});

test('a deletion that changes nothing on the server ends when it is overdue', async () => {
  const server = new Server('abc');
  const ana = new Writer(server);
  server.splice(0, { at: 0, delete: 3, insert: '' });
  const gone = server.entry;
  const before = server.version;
  ana.type('', [0, 3]);
  await ana.deliver(ana.out);
  await ana.deliver(ana.back);
  ana.shared.heard(gone, before);
  expect(ana.shared.settled).toBe(false);
  ana.shared.overdue();
  expect(ana.shared.settled).toBe(true);
  expect(ana.shared.text).toBe('');
});

const ALPHABET = ['a', 'b', ' ', '👍', '👩‍🌾', 'م', 'ر', 'ḥ', '\n', '中'];

test('a change always leads from the one text to the other', () => {
  const random = randomness(7);
  const text = (most: number) =>
    Array.from({ length: random(most) }, () => ALPHABET[random(ALPHABET.length)]).join('');
  for (let run = 0; run < 3_000; run++) {
    const [before, after] = [text(14), text(14)];
    expect(apply(before, change(before, after, random(15)))).toBe(after);
  }
  const [long, other] = ['ab'.repeat(400), 'ca'.repeat(400)];
  expect(apply(long, change(long, other))).toBe(other);
});

test.each([2, 3])('%i people who write at random end with one text', async (people) => {
  for (let seed = 1; seed <= 250; seed++) {
    const random = randomness(seed * 31 + people);
    const server = new Server('Start 👋 هنا');
    const writers = Array.from({ length: people }, () => new Writer(server));
    for (let turn = 0; turn < 60; turn++) {
      const writer = writers[random(people)] as Writer;
      const deed = random(6);
      if (deed < 2) {
        const size = length(writer.shared.text);
        const from = random(size + 1);
        const to = Math.min(size, from + (random(3) === 0 ? random(6) : 0));
        const typed = Array.from({ length: random(4) }, () => ALPHABET[random(ALPHABET.length)]);
        writer.type(typed.join(''), [from, to]);
      } else if (deed === 2) await writer.deliver(writer.out);
      else if (deed === 3) writer.shown();
      else await writer.deliver(writer.back);
      const [from, to] = writer.shared.selection;
      const size = length(writer.shared.text);
      expect(from >= 0 && from <= to && to <= size, `seed ${seed}: ${from} ${to} ${size}`).toBe(
        true,
      );
    }
    for (const writer of writers) await writer.rest();
    for (const writer of writers) {
      writer.shown();
      while (writer.back.length > 0) await writer.deliver(writer.back);
    }
    expect(
      writers.map(({ shared }) => shared.text),
      `seed ${seed}`,
    ).toEqual(writers.map(() => server.text));
  }
});

/**
 * A word of letters that no other word has. What others wrote is found by comparing texts: of equal
 * letters nobody can tell whose they are.
 */
const own = (number: number): string =>
  String.fromCodePoint(0x4e00 + 2 * number, 0x4e01 + 2 * number);

/** What the server drops: marks of direction, a space without width, a soft hyphen, a BOM, a lone mark. */
const DROPPED = ['\u200f', '\u200e', '\u200b', '\u00ad', '\ufeff', ' \u0301'];

test('characters that the server drops leave no text stuck, and no word missing', async () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = randomness(seed * 17);
    const server = new Server('Start ');
    const writers = [new Writer(server), new Writer(server), new Writer(server)];
    const typed: string[] = [];
    for (let turn = 0; turn < 40; turn++) {
      const writer = writers[random(3)] as Writer;
      const deed = random(4);
      if (deed === 0) {
        const word = own(turn);
        typed.push(word);
        const dropped = DROPPED[random(DROPPED.length)] ?? '';
        const end = length(writer.shared.text);
        writer.type([word, dropped, dropped + word][random(3)] ?? '', [end, end]);
        if (!writer.shared.text.includes(word)) typed.pop();
      } else if (deed === 1) await writer.deliver(writer.out);
      else if (deed === 2) writer.shown();
      else await writer.deliver(writer.back);
    }
    for (const writer of writers) await writer.rest();
    for (const writer of writers) {
      writer.shown();
      while (writer.back.length > 0) await writer.deliver(writer.back);
      expect(writer.shared.text, `seed ${seed}`).toBe(server.text);
      expect(writer.shared.settled).toBe(true);
    }
    for (const word of typed) expect(server.text, `seed ${seed}`).toContain(word);
    for (const dropped of DROPPED.slice(0, -1)) expect(server.text).not.toContain(dropped);
  }
});

test('what is dropped goes from the field before it is sent, and the caret stays with its letters', () => {
  const sent: Splice[] = [];
  const shared = new SharedText({ text: 'ab', revision: 0 }, 1, (_, splice) => {
    sent.push(splice);
    return new Promise(() => {});
  });
  shared.typed('a\u200fx\u200bb', [4, 4]);
  expect(shared.text).toBe('axb');
  expect(shared.selection).toEqual([2, 2]);
  expect(sent).toEqual([{ at: 1, delete: 0, insert: 'x', follows: false }]);
  const alone = new SharedText({ text: 'ab', revision: 0 }, 1, () => new Promise(() => {}));
  alone.typed('a\u200fb', [2, 2]);
  expect([alone.text, alone.settled, alone.selection]).toEqual(['ab', true, [1, 1]]);
});

test('undo takes back what one wrote, and nothing of what others wrote since', async () => {
  const server = new Server('One. ');
  const [ana, bo] = [new Writer(server), new Writer(server)];
  ana.type('Ana says this. ', [5, 5]);
  await ana.rest();
  bo.shown();
  await bo.deliver(bo.back);
  bo.type('Bo adds. ', [0, 0]);
  await bo.rest();
  ana.shown();
  await ana.deliver(ana.back);
  expect(ana.shared.undo()).toBe(true);
  expect(ana.shared.text).toBe('Bo adds. One. ');
  expect(ana.shared.undo()).toBe(false);
  expect(ana.shared.redo()).toBe(true);
  await ana.rest();
  expect(server.text).toBe('Bo adds. One. Ana says this. ');
});

test('letters that are typed in a row are taken back together', () => {
  const shared = new SharedText({ text: '', revision: 0 }, 1, () => new Promise(() => {}));
  shared.typed('a', [1, 1]);
  shared.typed('ab', [2, 2], true);
  shared.typed('ab c', [4, 4]);
  shared.undo();
  expect([shared.text, shared.selection]).toEqual(['ab', [2, 2]]);
  shared.undo();
  expect(shared.text).toBe('');
  shared.redo();
  expect(shared.text).toBe('ab');
});

test('two who undo everything at once leave the text as it was, wherever the network was', async () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = randomness(seed * 13);
    const before = 'A text that stood here.';
    const server = new Server(before);
    const writers = [new Writer(server), new Writer(server)];
    for (let turn = 0; turn < 50; turn++) {
      const writer = writers[random(2)] as Writer;
      const deed = random(6);
      const at = random(length(writer.shared.text) + 1);
      if (deed === 0) writer.type(own(turn), [at, at]);
      else if (deed === 1) await writer.deliver(writer.out);
      else if (deed === 2) writer.shown();
      else if (deed === 3) writer.shared[random(2) === 0 ? 'undo' : 'redo']();
      else await writer.deliver(writer.back);
    }
    for (const writer of writers) while (writer.shared.undo());
    for (const writer of writers) await writer.rest();
    expect(server.text, `seed ${seed}`).toBe(before);
  }
});

test('nobody loses a word to somebody who writes beside them', async () => {
  for (let seed = 1; seed <= 100; seed++) {
    const random = randomness(seed);
    const server = new Server();
    const writers = [new Writer(server), new Writer(server)];
    const words = [
      ['ana says this', 'and that'],
      ['bo writes', 'something else'],
    ];
    const queues = words.map((lines) => chars(lines.join(' ')));
    while (queues.some((queue) => queue.length > 0)) {
      const which = random(2);
      const writer = writers[which] as Writer;
      const letter = queues[which]?.shift();
      if (letter) writer.type(letter);
      if (random(2) === 0) await writer.deliver(writer.out);
      if (random(2) === 0) writer.shown();
      if (random(2) === 0) await writer.deliver(writer.back);
    }
    for (const writer of writers) await writer.rest();
    const letters = (text: string) => chars(text).sort().join('');
    expect(letters(server.text)).toBe(letters(words.map((lines) => lines.join(' ')).join('')));
  }
});

test('two who begin at one place do not write through each other, however the network mixes them', async () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = randomness(seed);
    const server = new Server();
    const writers = [new Writer(server), new Writer(server)] as const;
    const words = ['Trust comes first. ', 'Small steps. '] as const;
    const left = words.map((text) => chars(text));
    while (left.some((letters) => letters.length > 0)) {
      const who = random(2);
      const writer = writers[who as 0 | 1];
      const letter = left[who]?.shift();
      if (letter !== undefined) writer.type(letter);
      if (random(3) > 0) await someArrives(writers, random);
    }
    for (const writer of [...writers, ...writers]) {
      writer.shown();
      await writer.rest();
    }
    for (const text of words) expect(server.text, `seed ${seed}`).toContain(text);
    for (const writer of writers) expect(writer.shared.text, `seed ${seed}`).toBe(server.text);
  }
});

/** Lets some of what is on its way arrive. */
async function someArrives(
  writers: readonly Writer[],
  random: (below: number) => number,
): Promise<void> {
  for (const writer of writers) {
    if (random(2) === 0) await writer.deliver(writer.out);
    writer.shown();
    if (random(2) === 0) await writer.deliver(writer.back);
  }
}
