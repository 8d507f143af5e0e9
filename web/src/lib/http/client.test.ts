import { afterEach, expect, it, vi } from 'vitest';
import { askFile, askJson } from './client';
import { failureText } from './words';

afterEach(() => vi.unstubAllGlobals());

/** What the server was asked, answered by `answer`. */
function serverAnswers(answer: () => Response | Promise<never>) {
  const asked = vi.fn(async (_path: string, _init: RequestInit) => answer());
  vi.stubGlobal('fetch', asked);
  return asked;
}

it('hands over what was answered', async () => {
  const asked = serverAnswers(() => Response.json({ version: 7 }));
  const body = JSON.stringify({ revision: 2 });
  const options = { method: 'POST', secret: 'abc', body, headers: { 'x-key': '1' } } as const;
  expect(await askJson('/api/sessions/K7F3QD/about', options)).toEqual({
    ok: true,
    value: { version: 7 },
  });
  expect(asked).toHaveBeenCalledWith('/api/sessions/K7F3QD/about', {
    method: 'POST',
    headers: { 'x-key': '1', authorization: 'Bearer abc' },
    body,
  });
});

it('carries no secret where none is meant', async () => {
  const asked = serverAnswers(() => Response.json({}));
  await askJson('/api/sessions/K7F3QD');
  expect(asked.mock.calls[0]?.[1].headers).toEqual({});
});

it('hands over a file with the header that names it', async () => {
  const headers = { 'content-disposition': 'attachment; filename="a.md"' };
  serverAnswers(() => new Response('# Report', { headers }));
  const answer = await askFile('/api/sessions/K7F3QD/report.md');
  expect(answer.ok && (await answer.value.file.text())).toBe('# Report');
  expect(answer.ok && answer.value.disposition).toBe('attachment; filename="a.md"');
});

it.each([
  [{ reason: 'host_only' }, 401, 'Open the link that the server printed when it started'],
  [{ reason: 'file_field', path: 'agenda[0].minutes', detail: '' }, 422, 'agenda[0].minutes'],
  [{ reason: 'not_allowed' }, 403, 'This link does not carry that right.'],
  [{ reason: 'unknown_code' }, 404, 'No session has this code.'],
])('says why the server refused: %o', async (refusal, status, words) => {
  serverAnswers(() => Response.json(refusal, { status }));
  const answer = await askJson('/api/read-page');
  expect(answer).toEqual({ ok: false, status, refusal, reference: null });
  if (!answer.ok) expect(failureText(answer)).toContain(words);
});

it('says what somebody quotes who asks for help, where they cannot mend it alone', async () => {
  const headers = { 'x-request-id': '7f3a-12-3' };
  serverAnswers(() => Response.json({ reason: 'not_done' }, { status: 500, headers }));
  const failed = await askJson('/api/read-page');
  if (!failed.ok) expect(failureText(failed)).toContain('7f3a-12-3');
  expect(failed).toMatchObject({ reference: '7f3a-12-3' });
  serverAnswers(() => Response.json({ reason: 'empty_page' }, { status: 422, headers }));
  const empty = await askJson('/api/read-page');
  if (!empty.ok) expect(failureText(empty)).not.toContain('7f3a-12-3');
  expect(empty).toMatchObject({ ok: false });
});

it('takes the answer of something in between for no refusal', async () => {
  serverAnswers(() => Response.json({ message: 'Bad gateway' }, { status: 502 }));
  expect(await askJson('/api/read-page')).toEqual({
    ok: false,
    status: 502,
    refusal: null,
    reference: null,
  });
  serverAnswers(() => new Response('<h1>Too large</h1>', { status: 413 }));
  const large = await askJson('/api/read-page');
  if (!large.ok) expect(failureText(large)).toContain('too large');
  expect(large).toEqual({ ok: false, status: 413, refusal: null, reference: null });
});

it('says when nobody answers, or what is answered cannot be read', async () => {
  serverAnswers(() => Promise.reject(new TypeError('network')));
  expect(await askJson('/api/read-page')).toEqual({
    ok: false,
    status: null,
    refusal: null,
    reference: null,
  });
  serverAnswers(() => new Response('half of'));
  expect(await askJson('/api/read-page')).toEqual({
    ok: false,
    status: null,
    refusal: null,
    reference: null,
  });
});
