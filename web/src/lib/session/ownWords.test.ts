// What becomes of one's own words in a text that others write too: what the server drops of them, and what
// is taken back.

import { expect, test } from 'vitest';
import { SharedText } from './sharedText';
import { length, type Splice } from './textEdit';
import { randomness, Server, Writer } from './writers.fake';

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
