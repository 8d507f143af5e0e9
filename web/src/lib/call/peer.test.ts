import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectFake, FakeConnection } from './fake';
import { Peer, type Signal } from './peer';

let attempts = 0;
let said: Signal[] = [];
const last = () => FakeConnection.all.at(-1) as FakeConnection;
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  attempts = 0;
  said = [];
  FakeConnection.all = [];
});
afterEach(() => vi.useRealTimers());

function peer(initiator: boolean): Peer {
  return new Peer(initiator, {
    connect: connectFake,
    nextAttempt: () => ++attempts,
    signal: (signal) => said.push(signal),
    changed: () => {},
  });
}

const offer = (attempt: number, number = 1): Signal => ({
  kind: 'description',
  attempt,
  offer: number,
  sdp: { type: 'offer', sdp: `their offer ${number}` },
});
const answer = (attempt: number, number: number): Signal => ({
  kind: 'description',
  attempt,
  offer: number,
  sdp: { type: 'answer', sdp: 'their answer' },
});
const candidate = (attempt: number): Signal => ({
  kind: 'candidate',
  attempt,
  candidate: { candidate: 'a way' },
});

test('the initiator offers both lines at once; the other says nothing by itself', async () => {
  const one = peer(true);
  await settle();
  expect(last().lines).toEqual(['audio', 'video']);
  expect(said).toMatchObject([{ kind: 'description', attempt: 1, sdp: { type: 'offer' } }]);
  one.close();
  said = [];
  FakeConnection.all = [];
  peer(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toEqual([]);
  expect(FakeConnection.all).toEqual([]);
});

test('the other one answers, and answers a repeated offer with the same words', async () => {
  const other = peer(false);
  other.heard(offer(7));
  await settle();
  other.heard(offer(7));
  await settle();
  expect(said).toHaveLength(2);
  expect(said[1]).toEqual(said[0]);
  expect(said[0]).toMatchObject({ attempt: 7, offer: 1, sdp: { type: 'answer' } });
});

test('an offer without an answer is sent again until it is answered', async () => {
  const one = peer(true);
  await vi.advanceTimersByTimeAsync(6_500);
  expect(said).toHaveLength(3);
  one.heard(answer(1, 1));
  last().becomes('connected');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toHaveLength(3);
});

test('not connected in ten seconds: the initiator begins anew, ever more slowly', async () => {
  peer(true);
  const begun: number[] = [];
  for (let second = 0; second < 130; second += 1) {
    const before = FakeConnection.all.length;
    await vi.advanceTimersByTimeAsync(1_000);
    if (FakeConnection.all.length > before) begun.push(second + 1);
  }
  expect(begun).toEqual([10, 25, 45, 75, 105]);
  expect(FakeConnection.all.slice(0, -1).every((pc) => pc.connectionState === 'closed')).toBe(true);
});

test('a new attempt of the initiator replaces the connection; an old word is not heard', async () => {
  const other = peer(false);
  other.heard(offer(1));
  await settle();
  other.heard(offer(2));
  await settle();
  expect(FakeConnection.all.map((pc) => pc.connectionState)).toEqual(['closed', 'new']);
  other.heard(candidate(1));
  await settle();
  expect(last().added).toEqual([]);
});

test('a candidate before its description waits for it', async () => {
  const one = peer(true);
  await settle();
  one.heard(candidate(1));
  await settle();
  expect(last().added).toEqual([]);
  one.heard(answer(1, 1));
  await settle();
  expect(last().added).toHaveLength(1);
});

test('a lost line is sought anew by the initiator, and rebuilt if that does not help', async () => {
  const one = peer(true);
  await settle();
  one.heard(answer(1, 1));
  await settle();
  last().becomes('connected');
  await vi.advanceTimersByTimeAsync(30_000);
  expect(FakeConnection.all).toHaveLength(1);
  last().becomes('disconnected');
  await settle();
  expect(last().restarts).toBe(1);
  expect(said.at(-1)).toMatchObject({ attempt: 1, offer: 2, sdp: { type: 'offer' } });
  expect(one.connection).toBe('reconnecting');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(FakeConnection.all).toHaveLength(2);
});

test('when later offers collide, the initiator goes on with its own and the other gives way', async () => {
  const one = peer(true);
  await settle();
  one.heard(answer(1, 1));
  await settle();
  one.restart();
  await settle();
  const before = last().remoteDescription;
  one.heard(offer(1, 1));
  await settle();
  expect(last().remoteDescription).toBe(before);
  one.heard(answer(1, 2));
  await settle();
  expect(last().signalingState).toBe('stable');

  const other = peer(false);
  other.heard(offer(9));
  await settle();
  other.restart();
  await settle();
  expect(last().signalingState).toBe('have-local-offer');
  other.heard(offer(9, 2));
  await settle();
  expect(last().signalingState).toBe('stable');
  expect(said.at(-1)).toMatchObject({ offer: 2, sdp: { type: 'answer' } });
});

test('a candidate of an ignored offer that fails late repairs nothing', async () => {
  const one = peer(true);
  await settle();
  one.heard(answer(1, 1));
  await settle();
  one.restart();
  await settle();
  one.heard(offer(1, 1));
  let fail = (_error: Error) => {};
  last().adding = new Promise((_resolve, reject) => (fail = reject));
  one.heard(candidate(1));
  await settle();
  // The next description comes while the candidate is still being added.
  one.heard(answer(1, 2));
  fail(new Error('unknown ufrag'));
  await settle();
  expect(last().restarts).toBe(1);

  last().adding = Promise.reject(new Error('unknown ufrag'));
  one.heard(candidate(1));
  one.heard(candidate(1));
  await settle();
  expect(last().restarts).toBe(2);
});
