import { expect, test } from 'vitest';
import { SharedText, type SpliceOutcome } from './sharedText';
import { change } from './textChange';
import { apply, chars, length, type Splice } from './textEdit';
import { randomness, Server, Writer } from './writers.fake';

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
