// Reads what was copied from a meeting's chat into rows of who said what. Pure; it guesses, and
// people correct the rows before anything is sent.
//
// A line begins a message when it has a time and a name, as meetings write them, or a name and a
// colon. Where most messages have a time, a colon alone begins none: it is part of what was said.

import { isName, personOf, type Person } from './chat/name';

export interface ChatRow extends Person {
  text: string;
}

export interface ParsedChat {
  rows: ChatRow[];
  /** The lines behind the last row that fits, as they were pasted. */
  rest: string;
}

interface Head {
  name: string;
  text: string;
  timed: boolean;
}

/** Marks that only steer direction, and come along from a chat in Arabic. */
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

const TIME = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:\s?[APap]\.?[Mm]\.?)?`;
const DATE = String.raw`(?:\d{4}-\d{2}-\d{2}[ T]|\d{1,2}[./]\d{1,2}[./]\d{2,4},?\s+)?`;
const TIME_ALONE = new RegExp(`^${TIME}$`, 'u');
/** `[10:32] …`, and with a day in any language: `[Yesterday 10:32 AM] …`. */
const BRACKETED =
  /^[[(（][^\])）]{0,24}?\d{1,2}[:.]\d{2}[^\])）]{0,12}[\])）]\s*(?:[-–]\s*)?(\S.*)$/u;
const STAMPED = new RegExp(`^${DATE}${TIME}\\s+(?:[-–]\\s*)?(\\S.*)$`, 'u');
/** `Ana Silva 10:32 AM`, its words on the lines below. */
const TRAILING = new RegExp(`^(?:From\\s+)?(.+?)(?:\\s+to\\s+[^:]+)?:?\\s+${TIME}$`, 'iu');
/** A time between the name and the colon. */
const BEFORE_COLON = new RegExp(`\\s*[[(]?${TIME}[\\])]?\\s*$`, 'u');
/** `From Ana Silva to Everyone : …`, as Zoom saves it in the languages of its menus. */
const FROM =
  /^(?:from|de|von|от|来自|من)\s+(.+?)(?:\s+(?:to|para|à|a|an|для|至|发给|إلى)\s+[^:：]{1,60}?)?\s*[:：]\s*(.*)$/iu;

/** What a meeting notes about a message, and nobody said. */
const REACTION = /^(?:Reacted to "|Removed an? .{1,20} reaction from ")/u;
const REPLY = /^Replying to ".*?"\s*(?:\n|$)/u;
/** How ICANN's chats mark what is to be read aloud; the sheet puts it back. */
const READ_ALOUD = /<\/?(?:question|comment)>/giu;

export function parseChat(pasted: string, limit: number): ParsedChat {
  const lines = pasted.split(/\r\n?|\n|\u2028/u).map((line) => line.replace(INVISIBLE, ''));
  const heads = lines.map((line, at) => headOf(line.trim(), lines[at + 1]?.trim() ?? ''));
  const timed = heads.filter((head) => head?.timed).length;
  const onlyTimed = timed > 0 && timed * 2 >= heads.filter(Boolean).length;

  const found: { at: number; name: string; said: string[] }[] = [];
  lines.forEach((line, at) => {
    const head = heads[at];
    const last = found.at(-1);
    // The time below a name was read together with it.
    const above = heads[at - 1];
    if (above?.timed && above.text === '' && TIME_ALONE.test(line.trim())) return;
    if (head && (head.timed || !onlyTimed)) found.push({ at, name: head.name, said: [head.text] });
    else if (last && (last.name || onlyTimed || !line.trim())) last.said.push(line.trim());
    else if (line.trim()) found.push({ at, name: '', said: [line.trim()] });
  });

  const rows = found
    .map(({ at, name, said }) => ({ at, ...personOf(name), text: worded(said) }))
    .filter((row) => row.text !== '');
  return {
    rows: rows.slice(0, limit).map(({ name, affiliation, text }) => ({ name, affiliation, text })),
    rest: lines
      .slice(rows[limit]?.at ?? lines.length)
      .join('\n')
      .trim(),
  };
}

function worded(said: string[]): string {
  const text = said.join('\n').trim();
  if (REACTION.test(text)) return '';
  return text
    .replace(REPLY, '')
    .replace(READ_ALOUD, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** How a line begins a message, if it does. */
function headOf(line: string, below: string): Head | null {
  if (TIME_ALONE.test(below) && isName(line)) return { name: line, text: '', timed: true };
  const bracketed = BRACKETED.exec(line)?.[1];
  const stamped = bracketed ?? STAMPED.exec(line)?.[1];
  if (stamped) {
    const [, name = '', text = ''] = FROM.exec(stamped) ?? [];
    if (name && [...name].length <= 60) return { name, text, timed: true };
    const said = split(stamped);
    if (said) return { ...said, timed: true };
    if (bracketed && isName(bracketed)) return { name: bracketed, text: '', timed: true };
    if (bracketed) return { name: '', text: bracketed, timed: true };
  }
  const above = TRAILING.exec(line)?.[1];
  if (above && isName(above)) return { name: above, text: '', timed: true };
  return split(line);
}

/** `Name: text`; the colon of an address or of a time is none. */
function split(line: string): Head | null {
  for (const { index, 0: colon } of line.matchAll(/[:：]/gu)) {
    const [before, after] = [line.slice(0, index), line.slice(index + 1)];
    if (colon === ':' && after.startsWith('//')) return null;
    if (/\d$/u.test(before) && /^\d/u.test(after)) continue;
    const name = before.replace(BEFORE_COLON, '').trim();
    if (!isName(name)) return null;
    return { name, text: after.trim(), timed: name !== before.trim() };
  }
  return null;
}
