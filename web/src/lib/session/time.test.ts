import { expect, test } from 'vitest';
import { ServerTime } from './time';

test('the fastest probe tells the time', () => {
  let monotonic_ms = 0;
  const time = new ServerTime(() => monotonic_ms);
  time.guess(1_000_900);
  const probe = (sent_ms: number, back_ms: number, server_ms: number) => {
    monotonic_ms = back_ms;
    time.probed(sent_ms, server_ms);
  };
  // The server is a million ahead; the answers took 20, 2 and 300 ms.
  probe(100, 120, 1_000_112);
  probe(200, 202, 1_000_201);
  probe(300, 600, 1_000_590);
  expect(time.now_ms()).toBe(1_000_600);
});

test('without a probe, the guess of the welcome holds', () => {
  let monotonic_ms = 50;
  const time = new ServerTime(() => monotonic_ms);
  time.guess(1_000);
  monotonic_ms = 60;
  expect(time.now_ms()).toBe(1_010);
});
