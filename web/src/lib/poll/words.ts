// How a poll is put into words and numbers. Pure, but for the language of the page.

import { format, isolate, t } from '../i18n';
import {
  POLL_OPTIONS,
  type OptionTally,
  type PollEntry,
  type PollKind,
  type PollResult,
  type PollTally,
  type StakeholderGroup,
} from '../protocol/protocol';
import type { Poll } from './shown';

/** `gathered` are people of sides from which too few answered to be shown apart. */
export type Side = 'online' | 'room' | 'hub' | 'gathered';

/** One side of a result, or all of them together: a number for every option. */
export interface Column {
  /** `null` is everybody. */
  side: Side | null;
  counts: number[];
  /** How many answered; not known where one person may choose several options. */
  people: number | null;
  /** Whole per cent of these people. */
  percents: number[] | null;
  /** On a scale, from 1 to 5, to one decimal. */
  mean: number | null;
  /** How long the bars are, from 0 to 1. */
  parts: number[];
}

/** A line of the split by stakeholder group; `null` is the rest. */
export interface GroupLine {
  group: StakeholderGroup | null;
  counts: number[];
}

/** The options in words, in the order of their indices. */
export function optionLabels({ kind, options }: Pick<PollEntry, 'kind' | 'options'>): string[] {
  const own = POLL_OPTIONS[kind];
  return own?.map((name, at) => t(`poll.${name}`, { point: at + 1 })) ?? options;
}

/** What everybody may see. Staff knows more, and a screen of theirs may hang on the wall. */
export function shownResult(poll: Poll): PollResult | null {
  return poll.live || poll.closed_at_ms !== null ? poll.result : null;
}

/** "41 of 60 answered", and the hands beside it: nobody knows how many people without a device are here. */
export function turnout(poll: Pick<PollTally, 'answered' | 'present'>, hands = 0): string {
  const screens = t('poll.turnout', { count: poll.answered, present: poll.present });
  return hands > 0 ? `${screens} · ${t('poll.hands', { count: hands })}` : screens;
}

/** All hands that were counted. */
export function handsOf(result: PollResult): number {
  return sum(result.options.map((option) => option.hands));
}

/** How many of a side chose an option; whoever raised a hand is in the room. */
export function countOf(option: OptionTally, side: Side | null): number {
  switch (side) {
    case 'online':
    case 'hub':
      return option[side];
    case 'gathered':
      return option.gathered ?? 0;
    case 'room':
      return option.room + option.hands;
    case null:
      return option.online + option.room + option.hub + (option.gathered ?? 0) + option.hands;
  }
}

/** The sides that are shown apart, those that are not, and everybody. */
function sidesOf(result: PollResult): (Side | null)[] {
  const answered = (side: Side) => result.options.some((option) => countOf(option, side) > 0);
  if (!answered('gathered')) {
    return answered('hub') ? ['online', 'room', 'hub', null] : ['online', 'room', null];
  }
  const apart = (['online', 'room', 'hub'] as const).filter(answered);
  // With nobody apart from them, they are everybody.
  return apart.length > 0 ? [...apart, 'gathered', null] : [null];
}

/** What is chosen once an option was pressed: of several, it is put in or taken out. */
export function picked(several: boolean, chosen: number[], at: number): number[] {
  if (!several) return [at];
  const others = chosen.filter((other) => other !== at);
  return others.length < chosen.length ? others : [...chosen, at].sort((a, b) => a - b);
}

/** A column for each side, and one for everybody. */
export function columns(kind: PollKind, result: PollResult): Column[] {
  return sidesOf(result).map((side) => {
    const counts = result.options.map((option) => countOf(option, side));
    return kind === 'multiple' ? ofSeveral(side, counts, result) : ofOne(kind, side, counts);
  });
}

function ofOne(kind: PollKind, side: Side | null, counts: number[]): Column {
  const people = sum(counts);
  return {
    side,
    counts,
    people,
    percents: people > 0 ? percents(counts) : null,
    mean: kind === 'scale' ? mean(counts) : null,
    parts: counts.map((count) => (people > 0 ? count / people : 0)),
  };
}

/** Who raised a hand for two options cannot be told from two people: with hands, no per cent. */
function ofSeveral(side: Side | null, counts: number[], result: PollResult): Column {
  const { answered } = result;
  const hands = Math.max(0, ...result.options.map((option) => option.hands));
  const known = side === null && hands === 0 && answered > 0;
  return {
    side,
    counts,
    people: null,
    percents: known ? counts.map((count) => Math.round((count / answered) * 100)) : null,
    mean: null,
    parts: counts.map((count) => count / Math.max(1, answered + hands)),
  };
}

/** What stands below the options of a result, in words, a value for each column. */
export function sums(
  kind: PollKind,
  sides: readonly Column[],
): { name: string; values: string[] }[] {
  if (kind === 'multiple') return [];
  const said = (value: number | null) => (value === null ? '' : format.number(value));
  const line = (name: string, of: (side: Column) => number | null) => ({
    name,
    values: sides.map((side) => said(of(side))),
  });
  const answers = line(t('poll.answers'), (side) => side.people);
  return kind === 'scale' ? [answers, line(t('poll.mean'), (side) => side.mean)] : [answers];
}

/**
 * Whole per cent that add up to 100, by the largest remainders; to less where only a tie could have
 * the rest. A third each is 33, 33 and 33: no option must look stronger than its equal.
 */
export function percents(counts: readonly number[]): number[] {
  const all = sum(counts);
  if (all === 0) return counts.map(() => 0);
  const floors = counts.map((count) => Math.floor((count * 100) / all));
  let left = 100 - sum(floors);
  // In whole numbers, so that equal remainders are equal.
  const remainder = (count: number) => (count * 100) % all;
  const distinct = [...new Set(counts)].filter((count) => remainder(count) > 0);
  distinct.sort((a, b) => remainder(b) - remainder(a) || b - a);
  for (const count of distinct) {
    const equals = counts.flatMap((other, at) => (other === count ? [at] : []));
    if (equals.length > left) break;
    left -= equals.length;
    for (const at of equals) floors[at] = (floors[at] ?? 0) + 1;
  }
  return floors;
}

/** The mean point of a scale, to one decimal; nothing where nobody answered. */
export function mean(counts: readonly number[]): number | null {
  const people = sum(counts);
  if (people === 0) return null;
  return Math.round((sum(counts.map((count, at) => count * (at + 1))) / people) * 10) / 10;
}

/** The split by stakeholder group; none where all that is known is the rest. */
export function groupLines(result: PollResult): GroupLine[] {
  const lines = result.options[0]?.by_group ?? [];
  if (lines.every(([group]) => group === null)) return [];
  const counts = (line: number) => result.options.map((option) => option.by_group[line]?.[1] ?? 0);
  return lines.map(([group], line) => ({ group, counts: counts(line) }));
}

/** "Agree 8 · Disagree 3 · Abstain 0". */
export function counted(labels: readonly string[], counts: readonly number[]): string {
  const words = labels.map((label, at) => `${isolate(label)} ${format.number(counts[at] ?? 0)}`);
  return words.join(' · ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
