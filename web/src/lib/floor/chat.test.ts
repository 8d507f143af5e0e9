import { describe, expect, it } from 'vitest';
import { parseChat } from './chat';
import { isName, personOf } from './chat/name';

const rows = (pasted: string) =>
  parseChat(pasted, 50).rows.map(({ name, text }) => [name, text] as const);

describe('names and colons', () => {
  it('reads a line each', () => {
    expect(rows('Ana Silva: Who pays?\nBo: And when?')).toEqual([
      ['Ana Silva', 'Who pays?'],
      ['Bo', 'And when?'],
    ]);
  });

  it('reads the wide colon, and names without capitals', () => {
    expect(rows('张伟：谁来付费？\nسارة أحمد: من يدفع؟\nana: hello')).toEqual([
      ['张伟', '谁来付费？'],
      ['سارة أحمد', 'من يدفع؟'],
      ['ana', 'hello'],
    ]);
  });

  it('joins what goes on below', () => {
    expect(rows('Ana: Two things.\nFirst, fees.\n\nSecond, names.\nBo: Yes.')).toEqual([
      ['Ana', 'Two things.\nFirst, fees.\n\nSecond, names.'],
      ['Bo', 'Yes.'],
    ]);
  });

  it('takes lines without a name as texts without a name', () => {
    expect(rows('Who pays?\n\nSee https://example.org/a: it is free\nat 10:30 we go on')).toEqual([
      ['', 'Who pays?'],
      ['', 'See https://example.org/a: it is free'],
      ['', 'at 10:30 we go on'],
    ]);
  });

  it('takes no address, time, label or sentence for a name', () => {
    for (const line of [
      'https://example.org',
      'at 10:30 we meet: all of us',
      'My question is: who pays?',
      'Question: who pays?',
      'One more thing: thanks',
      'Is it so? Yes: it is',
      'A very long line of seven words here: text',
    ]) {
      expect(rows(line), line).toEqual([['', line]]);
    }
  });

  it('keeps times and addresses in what was said', () => {
    expect(rows('Ana: see https://a.org at 10:30')).toEqual([
      ['Ana', 'see https://a.org at 10:30'],
    ]);
  });
});

describe('Zoom', () => {
  it('is read in a line', () => {
    const pasted = [
      '10:32:15 From Ana Silva to Everyone : Who pays?',
      '10:32:40 From  Bo Chen  : Note: nobody',
      'Fees: none',
    ].join('\n');
    expect(rows(pasted)).toEqual([
      ['Ana Silva', 'Who pays?'],
      ['Bo Chen', 'Note: nobody\nFees: none'],
    ]);
  });

  it('is read with tabs and over lines', () => {
    const pasted = [
      '10:32:15\t From  Ana Silva : Who pays?',
      '10:33:01\tFrom Bo Chen to Everyone:',
      '\tReplying to "Who pays?"',
      '\t',
      '\tNobody does.',
      '10:33:20\tFrom Cem to Everyone:',
      '\tReacted to "Nobody does." with 👍',
    ].join('\r\n');
    expect(rows(pasted)).toEqual([
      ['Ana Silva', 'Who pays?'],
      ['Bo Chen', 'Nobody does.'],
    ]);
  });

  it('is read in other languages', () => {
    expect(rows('10:32:15 De Ana Silva para Todos : ¿Quién paga?')).toEqual([
      ['Ana Silva', '¿Quién paga?'],
    ]);
  });
});

describe('Teams and Meet', () => {
  it('are read with the time in brackets', () => {
    const pasted = '[10:32] Ana Silva: Who pays?\n[Yesterday 10:33 AM] Chen, Bo\nNobody: really.';
    expect(rows(pasted)).toEqual([
      ['Ana Silva', 'Who pays?'],
      ['Chen, Bo', 'Nobody: really.'],
    ]);
  });

  it('are read with the time behind or below the name', () => {
    expect(rows('Ana Silva 10:32 AM\nWho pays?\n\nBo Chen\n10:33 AM\nNobody: really.')).toEqual([
      ['Ana Silva', 'Who pays?'],
      ['Bo Chen', 'Nobody: really.'],
    ]);
  });
});

describe('brackets behind a name', () => {
  it('are pronouns, a seat or an organisation', () => {
    expect(personOf('Ana Silva (She/her)')).toEqual({ name: 'Ana Silva', affiliation: '' });
    expect(personOf('Ana Silva (ISOC) (she/her) (Guest)')).toEqual({
      name: 'Ana Silva',
      affiliation: 'ISOC',
    });
    expect(personOf('张伟（清华大学）')).toEqual({ name: '张伟', affiliation: '清华大学' });
    expect(parseChat('Ana Silva (ISOC): Who pays?', 50).rows).toEqual([
      { name: 'Ana Silva', affiliation: 'ISOC', text: 'Who pays?' },
    ]);
  });
});

describe('bounds', () => {
  it('hold for a name', () => {
    expect(isName('A'.repeat(60))).toBe(true);
    expect(isName('A'.repeat(61))).toBe(false);
    expect(isName('One Two Three Four Five Six')).toBe(true);
    expect(isName('One Two Three Four Five Six Seven')).toBe(false);
  });

  it('hold for the rows, and nothing behind them is lost', () => {
    const { rows, rest } = parseChat('Ana: 1\nBo: 2\nmore\nCem: 3\n', 1);
    expect(rows.map((row) => row.name)).toEqual(['Ana']);
    expect(rest).toBe('Bo: 2\nmore\nCem: 3');
  });

  it('hold for nothing at all', () => {
    expect(parseChat(' \n\n', 50)).toEqual({ rows: [], rest: '' });
    expect(parseChat('Ana:\n', 50).rows).toEqual([]);
  });
});

it('takes the marks for reading aloud off', () => {
  expect(rows('Ana: <QUESTION> Who pays? </QUESTION>')).toEqual([['Ana', 'Who pays?']]);
});
