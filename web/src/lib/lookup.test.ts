import { afterEach, expect, it, vi } from 'vitest';
import { lookUp } from './lookup';

afterEach(() => vi.unstubAllGlobals());

function serverAnswers(answer: () => Response | Promise<never>) {
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => answer()),
  );
}

it('finds a session', async () => {
  const session = { code: 'K7F3QD', title: 'One floor', year: 2025, type: 'networking', number: 7 };
  serverAnswers(() => Response.json(session));
  expect(await lookUp('K7F3QD')).toEqual({ outcome: 'found', session });
});

it('tells an unknown code from a server that is not ours', async () => {
  serverAnswers(() => Response.json({ reason: 'unknown_code' }, { status: 404 }));
  expect(await lookUp('K7F3QD')).toEqual({ outcome: 'unknown' });
  serverAnswers(() => new Response('<h1>Not found</h1>', { status: 404 }));
  expect(await lookUp('K7F3QD')).toEqual({ outcome: 'unreachable' });
});

it('says when nobody answers or the server fails', async () => {
  serverAnswers(() => Promise.reject(new TypeError('network')));
  expect(await lookUp('K7F3QD')).toEqual({ outcome: 'unreachable' });
  serverAnswers(() => new Response('', { status: 503 }));
  expect(await lookUp('K7F3QD')).toEqual({ outcome: 'unreachable' });
});
