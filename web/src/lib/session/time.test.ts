import { describe, expect, it } from 'vitest';
import { face } from '../hour/clock';
import { ServerTime } from './time';

/** A device whose server is 5,000,000 ms ahead of its monotonic clock. */
const AHEAD_MS = 5_000_000;

function device() {
  let now_ms = 1_000;
  const time = new ServerTime(() => now_ms);
  return {
    time,
    error_ms: () => time.now_ms() - (now_ms + AHEAD_MS),
    /** A probe that takes this long there and this long back. */
    probe(there_ms: number, back_ms: number) {
      const sent_ms = now_ms;
      const serverTime_ms = sent_ms + there_ms + AHEAD_MS;
      now_ms += there_ms + back_ms;
      time.probed(sent_ms, serverTime_ms);
    },
  };
}

describe('the server’s time', () => {
  it('is the first guess before any probe', () => {
    const { time, error_ms } = device();
    time.guess(1_000 + AHEAD_MS - 40);
    expect(error_ms()).toBe(-40);
  });

  it('does not listen to a probe that waited somewhere', () => {
    const { probe, error_ms } = device();
    for (const [there, back] of [
      [20, 20],
      [900, 20],
      [21, 19],
      [20, 2_000],
    ] as const)
      probe(there, back);
    expect(Math.abs(error_ms())).toBeLessThan(2);
  });

  it('is within 75 ms on a line of 300 ± 100 ms, almost always', () => {
    // A named generator, so that this test says the same every time.
    let seed = 7;
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const delay = () => 200 + random() * 200;
    const errors = Array.from({ length: 400 }, () => {
      const { probe, error_ms } = device();
      for (let at = 0; at < 12; at++) probe(delay(), delay());
      return Math.abs(error_ms());
    }).sort((a, b) => a - b);
    expect(errors[379]).toBeLessThan(75);
  });

  it('keeps its last answer over a change of network, and none over a sleep', () => {
    const { time, probe, error_ms } = device();
    probe(20, 20);
    time.reset();
    expect(error_ms()).toBe(0);
    expect(time.probes).toBe(0);
    time.reset({ slept: true });
    probe(500, 500);
    expect(error_ms()).toBe(0);
  });
});

describe('a device whose own clock is wrong', () => {
  it('keeps after sleep by what its clock is off, and says that nobody has confirmed it', () => {
    const HOUR_MS = 3_600_000;
    const monotonic_ms = 1_000;
    let wall_ms = 20 * HOUR_MS;
    const server_ms = () => wall_ms - 3 * HOUR_MS;
    const time = new ServerTime(
      () => monotonic_ms,
      () => wall_ms,
    );
    expect(time.confirmed).toBe(false);
    time.probed(monotonic_ms, server_ms());
    expect(time.confirmed).toBe(true);
    const clock = {
      segment: 1,
      started_at_ms: server_ms(),
      length_ms: 900_000,
      paused_at_ms: null,
      paused_ms: 0,
    };
    // It sleeps for ten minutes, in which its monotonic clock stands still, and wakes without a network.
    wall_ms += 600_000;
    time.reset({ slept: true });
    expect(time.confirmed).toBe(false);
    expect(time.now_ms()).toBe(server_ms());
    expect(face(clock, time.now_ms()).left_ms).toBe(300_000);
    time.probed(monotonic_ms, server_ms());
    expect(time.confirmed).toBe(true);
  });
});
