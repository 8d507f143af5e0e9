import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ClientFrame } from '../protocol/protocol';
import { Requests } from './requests';

let sent: ClientFrame[] = [];
let online = true;
let requests: Requests;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  online = true;
  requests = new Requests((frame) => {
    if (online) sent.push(frame);
    return online;
  });
});
afterEach(() => vi.useRealTimers());

const similar = (text: string) =>
  requests.ask('similar', (n) => ({ type: 'similar', n, text }) as const);
const setup = () =>
  requests.ask('call_setup', (n) => ({ type: 'call_setup', n }) as const, { patient: true });

test('each answer goes to the request that carries its number', async () => {
  const [first, second] = [similar('Who pays?'), similar('Who decides?')];
  expect(sent).toEqual([
    { type: 'similar', n: 1, text: 'Who pays?' },
    { type: 'similar', n: 2, text: 'Who decides?' },
  ]);
  requests.answered({ type: 'similar', n: 2, items: [7] });
  requests.answered({ type: 'similar', n: 1, items: [] });
  expect(await first).toEqual({ type: 'similar', n: 1, items: [] });
  expect(await second).toEqual({ type: 'similar', n: 2, items: [7] });
});

test('what no answer comes to ends in nothing, and a late answer changes nothing', async () => {
  const asked = similar('Who pays?');
  await vi.advanceTimersByTimeAsync(8_000);
  requests.answered({ type: 'similar', n: 1, items: [7] });
  expect(await asked).toBeNull();
});

test('without a network a request fails at once', async () => {
  online = false;
  expect(await similar('Who pays?')).toBeNull();
  expect(vi.getTimerCount()).toBe(0);
});

test('a patient request goes out again under its number until it is answered', async () => {
  online = false;
  const asked = setup();
  await vi.advanceTimersByTimeAsync(1_500);
  online = true;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent).toEqual([
    { type: 'call_setup', n: 1 },
    { type: 'call_setup', n: 1 },
  ]);
  const answer = { type: 'call_setup', n: 1, setup: null, rejection: null } as const;
  requests.answered(answer);
  expect(await asked).toEqual(answer);
  expect(vi.getTimerCount()).toBe(0);
});

test('a patient request gives up in the end too', async () => {
  online = false;
  const asked = setup();
  await vi.advanceTimersByTimeAsync(8_000);
  expect(await asked).toBeNull();
  expect(vi.getTimerCount()).toBe(0);
});
