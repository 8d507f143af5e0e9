import { describe, expect, it } from 'vitest';
import type { OptionTally, PollResult } from '../protocol/protocol';
import type { Poll } from './shown';
import {
  columns,
  counted,
  groupLines,
  handsOf,
  mean,
  optionLabels,
  percents,
  shownResult,
  sums,
  turnout,
} from './words';

const option = (part: Partial<OptionTally>): OptionTally => ({
  online: 0,
  room: 0,
  hub: 0,
  gathered: 0,
  hands: 0,
  by_group: [],
  ...part,
});

const result = (options: Partial<OptionTally>[], answered = 0): PollResult => ({
  options: options.map(option),
  answered,
  present: answered,
});

const poll = (part: Partial<Poll>): Poll => ({
  id: 1,
  kind: 'agree',
  question: 'Do we go on?',
  options: [],
  live: false,
  at_ms: 0,
  closed_at_ms: null,
  answered: 0,
  present: 0,
  result: null,
  ...part,
});

const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);

describe('per cent', () => {
  it('add up to a hundred where counts differ', () => {
    expect(percents([2, 1])).toEqual([67, 33]);
    expect(percents([1, 3, 196])).toEqual([0, 2, 98]);
    expect(sum(percents([13, 7, 5, 4, 2]))).toBe(100);
  });

  it('never favour one of two equals', () => {
    expect(percents([1, 1, 1])).toEqual([33, 33, 33]);
    expect(percents([2, 2, 2, 1])).toEqual([28, 28, 28, 14]);
  });

  it('never turn the order around, and never say more than a hundred', () => {
    const most = 7;
    for (let a = 0; a <= most; a++) {
      for (let b = 0; b <= a; b++) {
        for (let c = 0; c <= b; c++) {
          const said = percents([a, b, c]);
          expect(sum(said)).toBeLessThanOrEqual(100);
          expect(said).toEqual([...said].sort((one, other) => other - one));
        }
      }
    }
  });

  it('are nothing of nobody', () => {
    expect(percents([0, 0])).toEqual([0, 0]);
  });
});

describe('the sides', () => {
  it('count a raised hand in the room', () => {
    const [online, room, all] = columns(
      'agree',
      result([{ online: 6, room: 1, hands: 2 }, { online: 2, room: 1 }, {}], 10),
    );
    expect(online).toMatchObject({ side: 'online', counts: [6, 2, 0], percents: [75, 25, 0] });
    expect(room).toMatchObject({ side: 'room', counts: [3, 1, 0], people: 4 });
    expect(all).toMatchObject({ side: null, counts: [9, 3, 0], people: 12, percents: [75, 25, 0] });
  });

  it('name hubs only where somebody answered from one', () => {
    const names = (hub: number) => columns('agree', result([{ hub }])).map(({ side }) => side);
    expect(names(0)).toEqual(['online', 'room', null]);
    expect(names(1)).toEqual(['online', 'room', 'hub', null]);
  });

  it('draw a bar as long as the share of its own side', () => {
    const [online, room] = columns('single', result([{ online: 90, room: 1 }, { online: 10 }]));
    expect(online?.parts).toEqual([0.9, 0.1]);
    expect(room?.parts).toEqual([1, 0]);
  });

  it('have no per cent, no mean and no bar before anybody answered', () => {
    for (const column of columns('scale', result([{}, {}, {}, {}, {}]))) {
      expect(column).toMatchObject({ percents: null, mean: null, parts: [0, 0, 0, 0, 0] });
    }
  });
});

describe('several options at once', () => {
  it('are shares of the people who answered, and need not add up', () => {
    const all = columns('multiple', result([{ online: 8 }, { online: 6, room: 2 }], 10)).at(-1);
    expect(all).toMatchObject({ counts: [8, 8], people: null, percents: [80, 80] });
    expect(all?.parts).toEqual([0.8, 0.8]);
  });

  it('are no shares once hands are among them, and fit into their bars', () => {
    const all = columns('multiple', result([{ online: 10, hands: 5 }, { hands: 3 }], 10)).at(-1);
    expect(all?.percents).toBeNull();
    expect(all?.parts).toEqual([1, 0.2]);
  });
});

describe('a scale', () => {
  it('begins with one', () => {
    expect(mean([1, 0, 0, 0, 0])).toBe(1);
    expect(mean([1, 0, 0, 0, 2])).toBe(3.7);
    expect(mean([0, 0, 0, 0, 0])).toBeNull();
  });

  it('has its mean on each side', () => {
    const sides = columns('scale', result([{ room: 1 }, {}, {}, {}, { online: 3 }], 4));
    expect(sides.map((side) => side.mean)).toEqual([5, 1, 4]);
  });
});

describe('what stands below the options', () => {
  it('is how many answered on each side, and on a scale the mean of those', () => {
    const scale = result([{ room: 1 }, {}, {}, {}, {}], 1);
    const below = sums('scale', columns('scale', scale)).map(({ values }) => values);
    expect(below).toEqual([
      ['0', '1', '1'],
      ['', '1', '1'],
    ]);
    expect(sums('agree', columns('agree', scale))).toHaveLength(1);
  });

  it('is nothing where one person may be in several lines', () => {
    expect(sums('multiple', columns('multiple', result([{ online: 2 }], 2)))).toEqual([]);
  });
});

describe('words', () => {
  it('name as many options as the server counts', () => {
    expect(optionLabels(poll({ kind: 'agree' }))).toHaveLength(3);
    expect(optionLabels(poll({ kind: 'scale' }))).toHaveLength(5);
    expect(optionLabels(poll({ kind: 'single', options: ['Paris', 'Oslo'] }))).toEqual([
      'Paris',
      'Oslo',
    ]);
  });

  it('put words to both ends of the scale', () => {
    const [low, ...rest] = optionLabels(poll({ kind: 'scale' }));
    expect(rest.slice(0, 3)).toEqual(['2', '3', '4']);
    expect(low).toMatch(/^1\D+$/);
    expect(rest[3]).toMatch(/^5\D+$/);
  });

  it('keep the words of people apart from the numbers beside them', () => {
    expect(counted(['Paris', 'Oslo'], [4, 0])).toBe('\u2068Paris\u2069 4 · \u2068Oslo\u2069 0');
  });

  it('say the turnout, and the hands only if there are any', () => {
    const at = poll({ answered: 41, present: 60 });
    expect(turnout(at)).toBe('41 of 60 answered');
    expect(turnout(at, 12)).toBe('41 of 60 answered · 12 hands counted');
    expect(handsOf(result([{ hands: 5 }, { hands: 7 }]))).toBe(12);
  });
});

describe('what everybody may see', () => {
  const counted = result([{ online: 1 }, {}, {}], 1);

  it('is nothing while it is hidden, even where staff knows it', () => {
    expect(shownResult(poll({ result: counted }))).toBeNull();
  });

  it('is the result while it runs if so set, and always once closed', () => {
    expect(shownResult(poll({ live: true, result: counted }))).toBe(counted);
    expect(shownResult(poll({ closed_at_ms: 9, result: counted }))).toBe(counted);
  });
});

describe('stakeholder groups', () => {
  it('have a line each, the rest last', () => {
    const of = (government: number, rest: number) =>
      option({
        by_group: [
          ['government', government],
          [null, rest],
        ],
      });
    expect(groupLines({ options: [of(3, 1), of(0, 4)], answered: 8, present: 8 })).toEqual([
      { group: 'government', counts: [3, 0] },
      { group: null, counts: [1, 4] },
    ]);
  });

  it('are not split where nothing but the rest is known', () => {
    expect(groupLines(result([{ by_group: [[null, 4]] }]))).toEqual([]);
    expect(groupLines(result([]))).toEqual([]);
  });
});

describe('sides from which too few answered', () => {
  const names = (parts: Partial<OptionTally>[]) =>
    columns('agree', result(parts)).map(({ side }) => side);

  it('stand together beside the others, and alone where there are no others', () => {
    expect(names([{ online: 9, gathered: 3 }, { gathered: 2 }])).toEqual([
      'online',
      'gathered',
      null,
    ]);
    expect(names([{ gathered: 3 }, { gathered: 1 }])).toEqual([null]);
    expect(names([{ online: 2 }])).toEqual(['online', 'room', null]);
  });

  it('are part of everybody', () => {
    const all = columns('agree', result([{ online: 9, gathered: 3, hands: 2 }])).at(-1);
    expect(all?.counts).toEqual([14]);
  });
});
