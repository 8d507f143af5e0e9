// The HTTP interface, a function for each route.

import { hostSecret } from '../host';
import type {
  Created,
  Facts,
  FoundSession,
  HandedOver,
  PageAgain,
  ReadPage,
  Revise,
  Changed,
  RoleLink,
  SessionFile,
} from '../protocol/protocol';
import type { SessionPlan } from '../protocol/protocol';
import type { Source } from '../pageFile';
import { askFile, askJson, type Answer, type NamedFile } from './client';

/** Whose session, and by which link. */
export interface Opened {
  code: string;
  secret: string | null;
}

const LOOKUP_MAX_MS = 8_000;
const TEXT = { 'content-type': 'text/plain; charset=utf-8' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** Whatever tells of sessions, as a text or a file. Only for whoever runs the server. */
export function readPage(source: Source): Promise<Answer<ReadPage>> {
  const secret = hostSecret();
  return askJson('/api/read-page', { method: 'POST', secret, ...sent(source) });
}

/** The plan in an exported file. Only for whoever runs the server. */
export function readFile(text: string): Promise<Answer<SessionPlan>> {
  const secret = hostSecret();
  return askJson('/api/read-file', { method: 'POST', secret, body: text, headers: JSON_TYPE });
}

/** Only for whoever runs the server. */
export function createSession(plan: SessionPlan, key: string): Promise<Answer<Created>> {
  const [secret, body] = [hostSecret(), JSON.stringify(plan)];
  const headers = { 'idempotency-key': key, ...JSON_TYPE };
  return askJson('/api/sessions', { method: 'POST', secret, body, headers });
}

/** Title and number, before somebody joins. */
export function findSession(code: string): Promise<Answer<FoundSession>> {
  const headers = { accept: 'application/json' };
  return askJson(`/api/sessions/${code}`, { headers, timeout_ms: LOOKUP_MAX_MS });
}

/** What a person handed to one device more; it is given out once. */
export function takeOver(code: string, token: string): Promise<Answer<HandedOver>> {
  const [path, body] = [`/api/sessions/${code}/device`, JSON.stringify({ token })];
  return askJson(path, { method: 'POST', body, headers: JSON_TYPE, timeout_ms: LOOKUP_MAX_MS });
}

export function fetchLinks({ code, secret }: Opened): Promise<Answer<RoleLink[]>> {
  return askJson(`/api/sessions/${code}/links`, { secret });
}

/** The report in a format such as `md` or `timings.csv`. */
export function fetchReport({ code, secret }: Opened, format: string): Promise<Answer<NamedFile>> {
  return askFile(`/api/sessions/${code}/report.${format}`, { secret });
}

export function fetchFacts({ code, secret }: Opened): Promise<Answer<Facts>> {
  return askJson(`/api/sessions/${code}/about`, { secret });
}

export function fetchFile({ code, secret }: Opened): Promise<Answer<SessionFile>> {
  return askJson(`/api/sessions/${code}/plan.json`, { secret });
}

/** `session` is its number where the source has several; the server finds the own one else. */
export function readPageAgain(
  { code, secret }: Opened,
  source: Source,
  session: number | null,
): Promise<Answer<PageAgain>> {
  const query = session === null ? '' : `?session=${session}`;
  return askJson(`/api/sessions/${code}/page${query}`, { method: 'POST', secret, ...sent(source) });
}

/** What a file is, the server tells by its content. */
function sent(source: Source) {
  return typeof source === 'string'
    ? { body: source, headers: TEXT }
    : { body: source, headers: { 'content-type': 'application/octet-stream' } };
}

/** The key is made once for a change, so that a retry is answered with the first outcome. */
export function revise(
  { code, secret }: Opened,
  change: Revise,
  key: string,
): Promise<Answer<Changed>> {
  const headers = { 'idempotency-key': key, ...JSON_TYPE };
  const body = JSON.stringify(change);
  return askJson(`/api/sessions/${code}/about`, { method: 'POST', secret, body, headers });
}
