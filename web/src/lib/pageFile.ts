// A file that somebody chose as a session page: its text, or which kind of file it is instead, so
// that the wrong one never replaces what was typed.

import { t, type Key } from './i18n';

/** As much as the server takes. */
export const BYTES_MAX = 4 * 1024 * 1024;

export type Taken = { text: string } | { error: string };

const MARKS: [number[] | string, Key][] = [
  ['PK\u0003\u0004', 'create.wordFile'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'create.wordFile'],
  ['{\\rtf', 'create.wordFile'],
  ['%PDF-', 'create.pdfFile'],
  ['MIME-Version:', 'create.webArchive'],
  ['From: <Saved by', 'create.webArchive'],
];

export async function takeFile(file: Blob): Promise<Taken> {
  if (file.size > BYTES_MAX) return { error: t('create.tooLarge') };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const starts = (mark: number[] | string) => {
    const codes = typeof mark === 'string' ? [...mark].map((c) => c.charCodeAt(0)) : mark;
    return codes.every((code, at) => bytes[at] === code);
  };
  const other = MARKS.find(([mark]) => starts(mark));
  if (other) return { error: t(other[1]) };
  const text = decoded(bytes);
  if (text === null || text.includes('\u0000')) return { error: t('create.notText') };
  return text.trim() === '' ? { error: t('create.emptyFile') } : { text };
}

/** Whether a pasted text is more than the server takes. */
export function isTooLarge(text: string): boolean {
  return text.length > BYTES_MAX || new TextEncoder().encode(text).length > BYTES_MAX;
}

/** By the mark at its start, by what a saved page says of itself, and in the end as UTF-8. */
function decoded(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.slice(0, 1024));
  const said = /charset=["']?([\w-]+)/i.exec(head)?.[1];
  const marked = { '\u00ff\u00fe': 'utf-16le', '\u00fe\u00ff': 'utf-16be' }[head.slice(0, 2)];
  for (const label of [marked ?? said ?? 'utf-8', 'utf-8']) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // Another one may fit.
    }
  }
  return null;
}
