// The lines of the draft in the order in which the report takes them. Pure.

import type { DraftEntry, Section } from '../protocol/protocol';
export const SECTIONS = [
  'presentations',
  'discussion',
  'breakouts',
  'polls',
  'agreements',
] as const satisfies readonly Section[];

/** By section, then by time; a section without lines is left out. */
export function linesBySection(
  lines: readonly DraftEntry[],
): { section: Section; lines: DraftEntry[] }[] {
  return SECTIONS.map((section) => ({
    section,
    lines: lines
      .filter((line) => line.section === section)
      .sort((a, b) => a.at_ms - b.at_ms || a.id - b.id),
  })).filter(({ lines }) => lines.length > 0);
}

/** What would go into the report now. */
export function unwritten(lines: readonly DraftEntry[]): DraftEntry[] {
  return lines.filter(({ state, written }) => state !== 'dropped' && !written);
}

export function newest(lines: readonly DraftEntry[]): number {
  return Math.max(0, ...lines.map(({ id }) => id));
}
