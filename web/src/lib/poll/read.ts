// Reads polls that were written elsewhere, as lines or as CSV, into what can be prepared. Pure; whoever
// brings them sees what was read before anything is prepared.
//
// Lines: a question, its options below it with a dash, a star or a number; the next question begins a
// new poll. CSV: a first line that names its columns (kind, question, live, and one or more of options).

import type { PollKind, PollPlan } from '../protocol/protocol';

export interface ReadPolls {
  polls: PollPlan[];
  /** Lines that are no part of a poll, or of a kind that there is not, as they were typed. */
  unread: string[];
}

const OPTION = /^\s*(?:[-*•–·□☐]|\(?\p{Nd}{1,2}[.)]|\(?\p{L}\))\s+(\S.*)$/u;
/** `Question [multiple] [live]`: how people answer, behind the question. */
const MARK = /\s*\[\s*([a-z ]+?)\s*\]\s*$/iu;

const KINDS = ['agree', 'scale', 'single', 'multiple'] as const satisfies PollKind[];

function kindNamed(word: string): PollKind | undefined {
  return KINDS.find((kind) => kind === word.toLowerCase());
}

/** Reads them, whichever way they are written. */
export function readPolls(typed: string): ReadPolls {
  const text = typed.replace(/^\ufeff/u, '').replace(/\r\n?/gu, '\n');
  const rows = asTable(text);
  return rows ? fromTable(rows) : fromLines(text.split('\n'));
}

function fromLines(lines: string[]): ReadPolls {
  const read: ReadPolls = { polls: [], unread: [] };
  for (const line of lines) {
    if (line.trim() === '') continue;
    const option = OPTION.exec(line)?.[1];
    const last = read.polls.at(-1);
    if (option === undefined) read.polls.push(asked(line.trim()));
    else if (last) (last.options ??= []).push(option.trim());
    else read.unread.push(line);
  }
  read.polls = read.polls.map(settled);
  return read;
}

/** A question, with what is marked behind it. */
function asked(line: string): PollPlan {
  const plan: PollPlan = { kind: 'agree', question: line, options: [], live: false };
  for (;;) {
    const word = MARK.exec(plan.question)?.[1]?.toLowerCase() ?? '';
    const kind = kindNamed(word);
    if (!kind && word !== 'live') return plan;
    if (kind) plan.kind = kind;
    else plan.live = true;
    plan.question = plan.question.replace(MARK, '');
  }
}

/** With options, people choose among them; without, they have those of the kind. */
function settled(plan: PollPlan): PollPlan {
  const options = plan.options ?? [];
  if (options.length === 0) {
    return { ...plan, kind: plan.kind === 'scale' ? 'scale' : 'agree' };
  }
  return { ...plan, kind: plan.kind === 'multiple' ? 'multiple' : 'single' };
}

function fromTable([head = [], ...rows]: string[][]): ReadPolls {
  const names = head.map((name) => name.trim().toLowerCase());
  const at = (name: string) => names.indexOf(name);
  const read: ReadPolls = { polls: [], unread: [] };
  for (const row of rows) {
    const cell = (name: string) => row[at(name)]?.trim() ?? '';
    const question = cell('question');
    const options = row.filter((_, place) => names[place]?.startsWith('option'));
    const kind = kindNamed(cell('kind') || 'agree');
    const live = ['1', 'yes', 'true', 'live', 'x'].includes(cell('live').toLowerCase());
    const filled = options.map((option) => option.trim()).filter((option) => option !== '');
    if (question && kind) read.polls.push(settled({ kind, question, options: filled, live }));
    else if (row.some((cell) => cell.trim() !== '')) read.unread.push(row.join(', '));
  }
  return read;
}

/** The name of a column; one that has none is left aside. */
const COLUMN = /^(?:kind|question|live|option.*)?$/u;

/** The rows of a CSV file, by whichever sign parts its cells; `null` for what is none. */
function asTable(text: string): string[][] | null {
  const first = text.split('\n', 1)[0] ?? '';
  for (const sign of [',', ';', '\t']) {
    const names = first.split(sign).map((name) => name.trim().toLowerCase().replaceAll('"', ''));
    const known = names.every((name) => COLUMN.test(name));
    if (names.length > 1 && known && names.includes('question')) return cells(text, sign);
  }
  return null;
}

/** Cells as RFC 4180 has them: a quoted one may hold signs, line ends and doubled quotes. */
function cells(text: string, sign: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const end = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const c = text.charAt(at);
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === sign) end();
    else if (c === '\n') {
      end();
      rows.push([]);
    } else cell += c;
  }
  end();
  return rows.filter((row) => row.some((cell) => cell.trim() !== ''));
}
