// Asks the server over HTTP. No answer throws: what went wrong is a value. It knows no words.

import type { HttpRefusal, RefusedField, Rejection } from '../protocol/protocol';

/** Of the routes, or of the rules behind them. */
export type Refusal = HttpRefusal | Rejection | RefusedField;

export interface Failure {
  ok: false;
  /** Null where nobody answered. */
  status: number | null;
  /** Null where the answer was not the server's own, but that of something in between. */
  refusal: Refusal | null;
  /** What the request is called in the server's log. */
  reference: string | null;
}

export type Answer<T> = { ok: true; value: T } | Failure;

export interface Options {
  method?: 'GET' | 'POST';
  /** The secret that the request is made with: of a role link, or of whoever runs the server. */
  secret?: string | null;
  body?: string | Blob;
  headers?: Record<string, string>;
  /** How long an answer is waited for; without it, as long as the browser does. */
  timeout_ms?: number;
}

/** What is answered in JSON. */
export function askJson<T>(path: string, options: Options = {}): Promise<Answer<T>> {
  return ask(path, options, (response): Promise<T> => response.json());
}

/** What is answered as it stands, such as a file. */
export function askFile(path: string, options: Options = {}): Promise<Answer<NamedFile>> {
  return ask(path, options, async (response) => ({
    file: await response.blob(),
    disposition: response.headers.get('content-disposition'),
    withoutFont: response.headers.get('x-without-font')?.split(',') ?? [],
  }));
}

export interface NamedFile {
  file: Blob;
  /** The header that names it. */
  disposition: string | null;
  /** Scripts by their four letters (ISO 15924) of which a PDF shows letters as boxes. */
  withoutFont: string[];
}

async function ask<T>(
  path: string,
  { method = 'GET', secret, body, headers, timeout_ms }: Options,
  read: (response: Response) => Promise<T>,
): Promise<Answer<T>> {
  let status: number | null = null;
  let reference: string | null = null;
  try {
    const response = await fetch(path, {
      method,
      headers: {
        ...headers,
        ...(secret !== undefined && { authorization: `Bearer ${secret ?? ''}` }),
      },
      ...(body !== undefined && { body }),
      ...(timeout_ms !== undefined && { signal: AbortSignal.timeout(timeout_ms) }),
    });
    if (response.ok) return { ok: true, value: await read(response) };
    status = response.status;
    reference = response.headers.get('x-request-id');
    const refusal: unknown = await response.json();
    return { ok: false, status, refusal: isRefusal(refusal) ? refusal : null, reference };
  } catch {
    return { ok: false, status, refusal: null, reference };
  }
}

/** Whether the body is the server's own; what stands in between answers otherwise. */
function isRefusal(body: unknown): body is Refusal {
  return (
    typeof body === 'object' && body !== null && 'reason' in body && typeof body.reason === 'string'
  );
}
