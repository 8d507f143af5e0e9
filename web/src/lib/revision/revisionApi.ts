// The organiser's page read again and the session as a file, asked for with the link's secret.

import { readRefusal } from '../hostApi';
import { t } from '../i18n';
import type { About, AboutDiff, Changes, Imported, SessionPlan } from '../protocol/protocol';
import type { Answer } from '../hostApi';

export interface PageAgain {
  diff: AboutDiff;
  page: Imported;
  unread: string[];
}

export interface SessionFile extends SessionPlan {
  format: string;
  version: number;
}

/** Whose session, and by which link. */
export interface Organiser {
  code: string;
  secret: string | null;
}

export function readAgain(organiser: Organiser, text: string): Promise<Answer<PageAgain>> {
  return ask(organiser, 'page', { method: 'POST', body: text });
}

/** The key is made once for a change, so that a retry is answered with the first outcome. */
export function revise(
  organiser: Organiser,
  changes: Changes,
  revision: number,
  key: string,
): Promise<Answer<{ version: number }>> {
  const headers = { 'idempotency-key': key, 'content-type': 'application/json' };
  const body = JSON.stringify({ changes, revision });
  return ask(organiser, 'about', { method: 'POST', body, headers });
}

/** What the session is about, and the number of what was seen. */
export function fetchFacts(
  organiser: Organiser,
): Promise<Answer<{ about: About; revision: number }>> {
  return ask(organiser, 'about', {});
}

export function fetchFile(organiser: Organiser): Promise<Answer<SessionFile>> {
  return ask(organiser, 'plan.json', {});
}

async function ask<T>(
  { code, secret }: Organiser,
  path: string,
  init: RequestInit,
): Promise<Answer<T>> {
  try {
    const response = await fetch(`/api/sessions/${code}/${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${secret ?? ''}` },
    });
    if (response.ok) return { ok: true, value: (await response.json()) as T };
    return { ok: false, words: await readRefusal(response) };
  } catch {
    return { ok: false, words: t('start.unreachable') };
  }
}
