// What only whoever runs the server may ask for: reading a page, creating a session.

import { hostSecret } from './host';
import { t } from './i18n';
import type { RoleLink } from './links/links';
import type { AgendaItem, PageReading, Rejection, SessionPlan } from './protocol/protocol';
import { refusalText } from './session/refusal';

export interface ReadPage {
  page: PageReading;
  /** An agenda for pages that have none. */
  default_agenda: AgendaItem[];
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
    if (response.status === 413) return { ok: false, words: t('create.tooLarge') };
    const refusal = (await response.json()) as Rejection | { reason: string };
    return { ok: false, words: words(refusal) };
  } catch {
    return { ok: false, words: t('start.unreachable') };
  }
}

function words(refusal: Rejection | { reason: string }): string {
  switch (refusal.reason) {
    case 'host_only':
      return t('create.hostOnlyHint');
    case 'not_text':
    case 'not_understood':
      return t('create.notUnderstood');
    default:
      return refusalText(refusal as Rejection);
  }
}
