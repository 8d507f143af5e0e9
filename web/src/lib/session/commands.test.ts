import { beforeEach, expect, test } from 'vitest';
import { FRAME_BYTES_MAX, type Command } from '../protocol/protocol';
import { Commands } from './commands.svelte';
import { WAITING_MAX } from './outbox';

const raise = { type: 'raise_hand', note: '' } as const;
const refusal = { done: false, rejection: { reason: 'not_allowed' } } as const;

let sent: [id: string, command: Command][] = [];
const screen = () => new Commands('AB12CD', null, (id, command) => sent.push([id, command]));
const ids = () => sent.map(([id]) => id);

beforeEach(() => {
  localStorage.clear();
  sent = [];
});

test('a command goes out again under its id until it is answered', async () => {
  const commands = screen();
  const outcome = commands.give(raise);
  commands.sendAgain();
  const [id, again] = ids();
  expect(again).toBe(id);
  commands.settle(id ?? null, { done: true, version: 4 });
  expect(await outcome).toEqual({ done: true, version: 4 });
  commands.sendAgain();
  expect(sent).toHaveLength(2);
  expect(commands.unanswered).toEqual([]);
});

test('what was given before a reload goes out again, and its refusal waits to be read', () => {
  void screen().give(raise);
  const after = screen();
  after.sendAgain();
  const [id, again] = ids();
  expect(again).toBe(id);
  after.settle(id ?? null, refusal);
  expect(after.late).toMatchObject([{ id, command: raise, rejection: { reason: 'not_allowed' } }]);
  expect(screen().late).toHaveLength(1);
  after.dismissLate(id ?? '');
  expect(after.late).toEqual([]);
  expect(screen().late).toEqual([]);
});

test('a refusal that somebody waits for is theirs alone', async () => {
  const commands = screen();
  const outcome = commands.give(raise);
  commands.settle(ids()[0] ?? null, refusal);
  expect(await outcome).toEqual(refusal);
  expect(commands.late).toEqual([]);
});

test('what no frame holds is refused at once and never sent', async () => {
  const commands = screen();
  const long = { type: 'raise_hand', note: 'a'.repeat(FRAME_BYTES_MAX) } as const;
  expect(await commands.give(long)).toMatchObject({ rejection: { reason: 'too_long' } });
  expect(sent).toEqual([]);
});

test('what a page of before left that no frame holds is refused when the page comes back', () => {
  const note = 'a'.repeat(FRAME_BYTES_MAX);
  const command = { type: 'raise_hand', note };
  const left = [{ id: '1', command, secret: null }];
  localStorage.setItem('onefloor.outbox.AB12CD', JSON.stringify(left));
  const commands = screen();
  commands.sendAgain();
  expect(sent).toEqual([]);
  expect(commands.late).toMatchObject([{ id: '1', rejection: { reason: 'too_long' } }]);
});

test('when as many wait as may, the next is refused at once, and the oldest stays', async () => {
  const commands = screen();
  for (let n = 0; n < WAITING_MAX; n += 1) void commands.give(raise);
  const [oldest] = ids();
  expect(await commands.give(raise)).toMatchObject({
    done: false,
    rejection: { reason: 'too_fast' },
  });
  expect(commands.unanswered).toHaveLength(WAITING_MAX);
  expect(commands.unanswered[0]?.id).toBe(oldest);
  // An answer makes room for the next one.
  commands.settle(oldest ?? null, { done: true, version: 1 });
  void commands.give(raise);
  expect(commands.unanswered).toHaveLength(WAITING_MAX);
});
