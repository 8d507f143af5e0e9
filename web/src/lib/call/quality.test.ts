import { expect, test } from 'vitest';
import { caps, grade, START, step, type Ladder, type Sample } from './quality';
import { read, sample } from './stats';

const fine: Sample = { loss: 0, roundTrip_ms: 60, outgoing_bps: 800_000 };
const lossy: Sample = { ...fine, loss: 0.2 };
const broken: Sample = { ...fine, loss: 0.6 };
const after = (from: Ladder, ...samples: Sample[]) => samples.reduce(step, from);
const times = (count: number, what: Sample) => Array.from({ length: count }, () => what);

test('one bad measurement changes nothing, two give up the picture', () => {
  expect(after(START, lossy).mode).toBe('video');
  expect(after(START, lossy, fine, lossy).mode).toBe('video');
  expect(after(START, lossy, lossy).mode).toBe('audio');
});

test('a broken line ends at text, and no lower', () => {
  expect(after(START, ...times(4, broken)).mode).toBe('text');
  expect(after(START, ...times(40, broken)).mode).toBe('text');
});

test.each([
  ['a long way', { ...fine, roundTrip_ms: 1_200 }],
  ['a narrow line', { ...fine, outgoing_bps: 40_000 }],
])('%s gives up the picture and keeps the voice', (_name, measured) => {
  const modes = times(20, measured).map((_, at) => after(START, ...times(at + 2, measured)).mode);
  expect(modes[0]).toBe('audio');
  expect(modes).not.toContain('text');
});

test('it goes up one step after five good measurements, not before', () => {
  const audio = after(START, lossy, lossy);
  expect(after(audio, ...times(4, fine)).mode).toBe('audio');
  expect(after(audio, ...times(5, fine)).mode).toBe('video');
  const text = after(START, ...times(4, broken));
  expect(after(text, ...times(5, fine)).mode).toBe('audio');
});

test('a line between too much and enough stays where it is', () => {
  const between = { ...fine, loss: 0.05 };
  expect(after(START, ...times(50, between)).mode).toBe('video');
  expect(after(after(START, lossy, lossy), ...times(50, between)).mode).toBe('audio');
});

test('going up too early doubles the wait, up to two minutes', () => {
  let ladder = after(START, lossy, lossy);
  const waits: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    waits.push(ladder.wait);
    ladder = after(ladder, ...times(ladder.wait, fine));
    expect(ladder.mode).toBe('video');
    ladder = after(ladder, lossy, lossy);
  }
  expect(waits).toEqual([5, 10, 20, 40, 60, 60]);
});

test('a picture that holds for long earns a short wait again', () => {
  const burnt = { ...after(START, lossy, lossy), wait: 40 };
  const up = after(burnt, ...times(40, fine));
  expect(after(up, ...times(61, fine)).wait).toBe(5);
});

test('grades follow loss and round trip', () => {
  expect(grade(fine)).toBe('good');
  expect(grade({ ...fine, loss: 0.04 })).toBe('fair');
  expect(grade({ ...fine, roundTrip_ms: 400 })).toBe('fair');
  expect(grade(lossy)).toBe('poor');
});

test('the upstream of a full room fits a modest line', () => {
  for (let people = 2; people <= 12; people += 1) {
    const { video_bps, audio_bps } = caps(people);
    expect((video_bps + audio_bps) * (people - 1)).toBeLessThan(1_400_000);
  }
});

const report = (sent: number, lost: number, received: number, receivedLost: number) =>
  new Map<string, unknown>([
    ['a', { type: 'outbound-rtp', packetsSent: sent }],
    ['b', { type: 'remote-inbound-rtp', packetsLost: lost }],
    ['c', { type: 'inbound-rtp', packetsReceived: received, packetsLost: receivedLost }],
    [
      'd',
      { type: 'candidate-pair', state: 'succeeded', nominated: true, currentRoundTripTime: 0.08 },
    ],
    ['e', { type: 'candidate-pair', state: 'waiting', currentRoundTripTime: 9 }],
  ]);

test('a sample is what happened between two looks, the worse direction', () => {
  const first = read(report(1000, 100, 1000, 0));
  const second = read(report(1100, 110, 1080, 20));
  expect(sample(first, second)).toEqual({ loss: 0.2, roundTrip_ms: 80, outgoing_bps: null });
  expect(sample(second, first)).toBeNull();
  // A handful of packets says nothing.
  expect(sample(first, read(report(1005, 105, 1000, 0)))?.loss).toBe(0);
});
