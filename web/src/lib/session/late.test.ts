import { beforeEach, expect, test } from 'vitest';
import type { Command } from '../protocol/protocol';
import { LateRefusals, typed } from './late';

const ask: Command = {
  type: 'ask_question',
  text: 'Who pays in the second year?',
  anonymity: 'named',
  language: 'en',
  comment: false,
  answer_private: false,
};
const closed = { reason: 'floor_closed' } as const;

beforeEach(() => localStorage.clear());

test('a question that was refused late keeps its words', () => {
  expect(typed(ask)).toEqual({ field: 'question', text: 'Who pays in the second year?' });
});

test('somebody entered for another is kept in a line that a person can read', () => {
  const entry = {
    name: 'Ines',
    affiliation: 'APNIC',
    place: '2',
    text: '',
    origin: 'room',
  } as const;
  const more = { ...entry, name: 'Juma', affiliation: '', place: '', text: 'Why?' };
  const command = {
    type: 'add_proxies',
    entries: [entry, more].map((one) => ({ ...one, heads: null })),
  };
  expect(typed(command as Command)).toEqual({
    field: 'people',
    text: 'Ines, APNIC, 2\nJuma: Why?',
  });
});

test('a poll keeps its question and its options', () => {
  const poll = { type: 'open_poll', kind: 'single', question: 'When?', live: false } as const;
  expect(typed({ ...poll, options: ['May', 'June'] })?.text).toBe('When?\nMay\nJune');
});

test('every kind of words is kept, also a contact, a reason, a prompt, a line, a description', () => {
  const kept: [Command, string][] = [
    [{ type: 'set_contact', text: 'ana@example.org' }, 'ana@example.org'],
    [{ type: 'answer_consensus', entry: 1, stance: 'object', why: 'Too early' }, 'Too early'],
    [{ type: 'set_discussion', prompt: 'What next?' }, 'What next?'],
    [
      {
        type: 'set_draft_line',
        line: 1,
        state: 'edited',
        text: 'As it was said',
        revision: 1,
      } as Command,
      'As it was said',
    ],
    [{ type: 'describe_entry', entry: 1, fact: { type: 'who', text: 'Registries' } }, 'Registries'],
    [
      {
        type: 'revise_about',
        changes: { from: { hand: { title: 'A launch', description: 'About it' } } },
        revision: 1,
      } as Command,
      'A launch\nAbout it',
    ],
  ];
  for (const [command, text] of kept) expect(typed(command)?.text, command.type).toBe(text);
});

test('what carries no words, or was left empty, has nothing to copy', () => {
  expect(typed({ type: 'vote', item: 1, support: true })).toBeNull();
  expect(typed({ type: 'raise_hand', note: ' ' })).toBeNull();
});

test('what was refused late outlives a reload, until it is dismissed', () => {
  new LateRefusals('AB12CD', null).add({ id: '1', command: ask, secret: null }, closed);
  new LateRefusals('AB12CD', null).add({ id: '2', command: ask, secret: null }, closed);
  const after = new LateRefusals('AB12CD', null);
  expect(after.kept.map(({ id }) => id)).toEqual(['1', '2']);
  after.dismiss('1');
  expect(new LateRefusals('AB12CD', null).kept.map(({ id }) => id)).toEqual(['2']);
});

test('the same refusal twice is said once, and another link says nothing of it', () => {
  const late = new LateRefusals('AB12CD', null);
  late.add({ id: '1', command: ask, secret: null }, closed);
  late.add({ id: '1', command: ask, secret: null }, closed);
  expect(late.kept).toHaveLength(1);
  expect(new LateRefusals('AB12CD', 'secret').kept).toEqual([]);
  expect(new LateRefusals('ZZ99ZZ', null).kept).toEqual([]);
});

test('a spoilt store is an empty one', () => {
  localStorage.setItem('onefloor.late.AB12CD', '{');
  expect(new LateRefusals('AB12CD', null).kept).toEqual([]);
});

test('what was refused under a link that was rotated stays in sight, and of others nothing moves', () => {
  const waiting = (id: string, secret: string) => ({ id, command: ask, secret });
  const own = new LateRefusals('AB12CD', 'old');
  own.add(waiting('1', 'old'), closed);
  own.add(waiting('2', 'another'), closed);
  own.renewed('new');
  expect(own.kept.map(({ id }) => id)).toEqual(['1']);
  const shown = (secret: string) => new LateRefusals('AB12CD', secret).kept.map(({ id }) => id);
  expect([shown('new'), shown('old'), shown('another')]).toEqual([['1'], [], ['2']]);
});
