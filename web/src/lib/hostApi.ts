// What only whoever runs the server may ask for: reading a page or a file, creating a session.

import { hostSecret } from './host';
import { t, type Key } from './i18n';
import type { RoleLink } from './links/links';
import type {
  AgendaItem,
  Imported,
  PageReading,
  Rejection,
  SessionPlan,
} from './protocol/protocol';
import { refusalText } from './session/refusal';

export interface ReadPage {
  page: PageReading;
  /** An agenda for pages that have none. */
  default_agenda: AgendaItem[];
  /** The page as a session remembers it. */
  imported?: Imported;
}

export interface Created {
  code: string;
  organiser: string;
  links: RoleLink[];
}

export type Answer<T> = { ok: true; value: T } | { ok: false; words: string };

export function readPage(text: string): Promise<Answer<ReadPage>> {
  return post('/api/read-page', text, 'text/plain; charset=utf-8');
}

/** The plan in an exported file. */
export function readFile(text: string): Promise<Answer<SessionPlan>> {
  return post('/api/read-file', text, 'application/json');
}

export function createSession(plan: SessionPlan): Promise<Answer<Created>> {
  return post('/api/sessions', JSON.stringify(plan), 'application/json');
}

async function post<T>(path: string, body: string, type: string): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': type, authorization: `Bearer ${hostSecret() ?? ''}` },
      body,
    });
    if (response.ok) return { ok: true, value: (await response.json()) as T };
    return { ok: false, words: await readRefusal(response) };
  } catch {
    return { ok: false, words: t('start.unreachable') };
  }
}

/** Reasons of these routes that no command has. */
const WORDS: Record<string, Key> = {
  host_only: 'create.hostOnlyHint',
  not_text: 'create.notText',
  not_understood: 'create.notUnderstood',
  empty_page: 'create.empty',
  not_a_session_page: 'create.notASession',
  word_file: 'create.wordFile',
  pdf_file: 'create.pdfFile',
  web_archive: 'create.webArchive',
  file_not_json: 'create.fileNotOurs',
  file_not_ours: 'create.fileNotOurs',
  file_version: 'create.fileVersion',
};

/** Why it was refused, in words. */
export async function readRefusal(response: Response): Promise<string> {
  if (response.status === 413) return t('create.tooLarge');
  const refusal = (await response.json()) as Rejection | { reason: string; path?: string };
  if (refusal.reason === 'file_field' && 'path' in refusal) {
    return t('create.fileField', { path: refusal.path ?? '' });
  }
  const key = WORDS[refusal.reason];
  return key ? t(key) : refusalText(refusal as Rejection);
}
