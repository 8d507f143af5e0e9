import { describe, expect, it } from 'vitest';
import type { AgendaEntry, ClockEntry, SegmentEntry, VoiceEntry } from '../protocol/protocol';
import { around, face, voiceFace } from './clock';

const clock: ClockEntry = {
  segment: 1,
  started_at_ms: 1_000_000,
  length_ms: 300_000,
  paused_at_ms: null,
  paused_ms: 0,
};

describe('the face of a clock', () => {
  it('counts down from the anchor', () => {
    expect(face(clock, 1_060_000)).toMatchObject({ state: 'running', left_ms: 240_000 });
    expect(face(clock, 1_240_000)).toMatchObject({ state: 'ending', left_ms: 60_000 });
  });

  it('of a minute does not end soon from its start', () => {
    const short = { ...clock, length_ms: 60_000 };
    expect(face(short, 1_000_000).state).toBe('running');
    expect(face(short, 1_039_000).state).toBe('running');
    expect(face(short, 1_041_000).state).toBe('ending');
  });

  it('is over from one second past its end', () => {
    expect(face(clock, 1_300_000).state).toBe('ending');
    expect(face(clock, 1_301_000)).toMatchObject({ state: 'over', left_ms: -1_000 });
  });

  it('stands still in a pause, and forgets no pause', () => {
    const paused = { ...clock, paused_at_ms: 1_100_000, paused_ms: 20_000 };
    expect(face(paused, 1_500_000)).toMatchObject({ state: 'paused', left_ms: 220_000 });
  });
});

describe('the clock of a voice', () => {
  const voice: VoiceEntry = {
    voice: { type: 'speaker', speaker: 4 },
    name: 'Sana',
    affiliation: null,
    origin: 'room',
    item: null,
    counts_from_ms: 1_000_000,
    allowance_ms: 120_000,
  };

  it('counts down an allowance and stands still with the clock', () => {
    expect(voiceFace(voice, clock, 1_090_000)).toMatchObject({ state: 'ending', left_ms: 30_000 });
    const paused = { ...clock, paused_at_ms: 1_030_000 };
    expect(voiceFace(voice, paused, 1_090_000)).toMatchObject({
      state: 'paused',
      left_ms: 90_000,
    });
  });

  it('counts up where nothing limits it', () => {
    const answer = { ...voice, allowance_ms: null };
    expect(voiceFace(answer, clock, 1_500_000)).toEqual({
      state: 'running',
      used_ms: 500_000,
      left_ms: null,
    });
  });
});

describe('what is around the running segment', () => {
  const segment = (id: number, coming: boolean, skipped = false) =>
    ({ id, skipped, coming: coming ? {} : null }) as SegmentEntry;
  const agenda = {
    segments: [segment(1, false), segment(2, false), segment(3, false, true), segment(4, true)],
    running: 2,
    ended_at_ms: null,
  } as AgendaEntry;

  it('leaves out what is skipped', () => {
    expect(around(agenda).next?.id).toBe(4);
  });

  it('knows nothing after the end', () => {
    expect(around({ ...agenda, ended_at_ms: 1 })).toEqual({ running: undefined, next: undefined });
  });
});
