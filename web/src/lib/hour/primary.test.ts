import { describe, expect, test } from 'vitest';
import type {
  AgendaEntry,
  FloorEntry,
  RoundEntry,
  SegmentEntry,
  SegmentKind,
  VoiceEntry,
} from '../protocol/protocol';
import { KINDS } from './kinds';
import { PressGate, QUIET_MS } from './pressGate';
import { primary, type Going, type Primary } from './primary';

const NOW_MS = 1_000_000;

const slot = (speaker: number, used_ms = 0) => ({
  speaker,
  name: `Speaker ${speaker}`,
  affiliation: null,
  plan_ms: 300_000,
  allowance_ms: 300_000,
  used_ms,
});

function segment(id: number, kind: SegmentKind, slots: SegmentEntry['slots'] = []): SegmentEntry {
  return {
    id,
    kind,
    title: kind,
    planned_start_ms: null,
    plan_ms: 900_000,
    length_ms: 900_000,
    min_ms: 0,
    max_ms: 900_000,
    slots,
    hard_start_ms: null,
    auto_advance: false,
    skipped: false,
    started_at_ms: id === 1 ? NOW_MS : null,
    ended_at_ms: null,
    took_ms: null,
    coming:
      id === 1 ? null : ({ starts_at_ms: 0, late_ms: 0 } as unknown as SegmentEntry['coming']),
  };
}

function agenda(running: SegmentEntry | null, change: Partial<AgendaEntry> = {}): AgendaEntry {
  return {
    segments: [running ?? segment(2, 'opening'), segment(3, 'closing')],
    running: running?.id ?? null,
    running_ends_at_ms: null,
    scheduled_start_ms: null,
    started_at_ms: running ? NOW_MS : null,
    planned_end_ms: null,
    ends_at_ms: null,
    over_ms: 0,
    replan: null,
    ended_at_ms: null,
    ...change,
  };
}

const floorWith = (on_floor: number | null) => ({ on_floor }) as FloorEntry;

function voice(of: VoiceEntry['voice'], change: Partial<VoiceEntry> = {}): VoiceEntry {
  return {
    voice: of,
    name: 'Nick',
    affiliation: null,
    origin: 'room',
    item: of.type === 'asker' ? of.item : null,
    counts_from_ms: NOW_MS,
    allowance_ms: 300_000,
    ...change,
  };
}

function round(change: Partial<RoundEntry>): RoundEntry {
  const base = { drawn_at_ms: 1, opened_at_ms: 1, closes_at_ms: NOW_MS + 60_000 };
  return {
    ...base,
    closed_at_ms: null,
    drawing_since_ms: null,
    can_follow: false,
    ...change,
  } as RoundEntry;
}

function going(change: Partial<Going>): Going {
  return {
    agenda: agenda(segment(1, 'questions')),
    clock: undefined,
    voice: undefined,
    floor: floorWith(null),
    first: undefined,
    round: undefined,
    discusses: false,
    now_ms: NOW_MS,
    ...change,
  };
}

/** Every state of the floor: nobody or somebody on it, nobody or somebody waiting, who speaks. */
const FLOORS: Partial<Going>[] = [null, 7].flatMap((on_floor) =>
  [undefined, 8].flatMap((first) =>
    [
      undefined,
      voice({ type: 'speaker', speaker: 4 }),
      voice({ type: 'asker', item: 7 }),
      voice({ type: 'speaker', speaker: 4 }, { item: 7 }),
    ].map((speaks) => ({ floor: floorWith(on_floor), first, voice: speaks })),
  ),
);

describe('the kind of act follows from the segment, whatever the floor does', () => {
  const families: Record<SegmentKind, string> = {
    opening: 'floor',
    keynotes: 'speakers',
    presentation: 'speakers',
    panel: 'speakers',
    discussion: 'floor',
    questions: 'floor',
    moving: 'floor',
    networking: 'rooms',
    award: 'speakers',
    closing: 'floor',
    other: 'floor',
  };

  test.each(KINDS)('%s', (kind) => {
    for (const slots of [[], [slot(4), slot(5)]]) {
      const here = agenda(segment(1, kind, slots));
      const found = FLOORS.map((floor) => primary(going({ ...floor, agenda: here })));
      expect(new Set(found.map((act) => act?.family)).size).toBe(1);
      if (slots.length === 0) expect(found[0]?.family).toBe(families[kind]);
      // What rests sends nothing, and what sends is of its family.
      const sent = {
        begin: ['start_segment'],
        speakers: ['give_voice', 'yield_voice'],
        floor: ['take_next'],
        rooms: ['next_round', 'close_round'],
      };
      for (const act of found as Primary[]) {
        if (act.rests) expect(act.command).toBeNull();
        if (act.command) expect(sent[act.family]).toContain(act.command.type);
      }
    }
  });
});

test('before the hour it begins it, and after the end there is none', () => {
  const before = primary(going({ agenda: agenda(null) }));
  expect(before?.command).toEqual({ type: 'start_segment', segment: 2, after: null });
  expect(primary(going({ agenda: agenda(null, { ended_at_ms: NOW_MS }) }))).toBeNull();
});

test('keynotes go from speaker to speaker, and end with the last one', () => {
  const keynotes = agenda(segment(1, 'keynotes', [slot(4, 60_000), slot(5), slot(6)]));
  const first = primary(going({ agenda: keynotes }));
  expect(first?.does).toEqual({ act: 'next_speaker', speaker: 5, name: 'Speaker 5' });
  const speaks = voice({ type: 'speaker', speaker: 6 });
  const last = agenda(segment(1, 'keynotes', [slot(4, 1), slot(5, 1), slot(6)]));
  const done = primary(going({ agenda: last, voice: speaks }));
  expect(done?.command).toEqual({ type: 'yield_voice', seen: speaks.voice });
  // Whoever was passed over is not lost behind the last one.
  const passed = agenda(segment(1, 'keynotes', [slot(4), slot(5, 1), slot(6)]));
  expect(primary(going({ agenda: passed, voice: speaks }))?.does).toMatchObject({ speaker: 4 });
  // All have spoken: it rests, and is not the next segment.
  const all = agenda(segment(1, 'keynotes', [slot(4, 1), slot(5, 1), slot(6, 1)]));
  expect(primary(going({ agenda: all }))).toMatchObject({
    rests: true,
    does: { act: 'speaker_done' },
  });
});

test('it asks before a speaker is cut short, and not when their time is nearly over', () => {
  const keynotes = agenda(segment(1, 'keynotes', [slot(4), slot(5)]));
  const early = voice({ type: 'speaker', speaker: 4 }, { counts_from_ms: NOW_MS - 60_000 });
  expect(primary(going({ agenda: keynotes, voice: early }))?.doubt?.over).toBe('speaker');
  const late = voice({ type: 'speaker', speaker: 4 }, { counts_from_ms: NOW_MS - 200_000 });
  expect(primary(going({ agenda: keynotes, voice: late }))?.doubt).toBeNull();
  const asker = voice({ type: 'asker', item: 7 });
  const turn = primary(going({ agenda: keynotes, voice: asker, floor: floorWith(7) }));
  expect(turn?.doubt?.over).toBe('turn');
});

test('it asks before somebody from the floor speaks over a speech, and not over an answer', () => {
  const speech = voice({ type: 'speaker', speaker: 4 });
  expect(primary(going({ first: 8, voice: speech }))?.doubt?.over).toBe('speech');
  const answer = voice({ type: 'speaker', speaker: 4 }, { item: 7 });
  expect(primary(going({ first: 8, voice: answer, floor: floorWith(7) }))?.doubt).toBeNull();
});

test('on the floor it takes who is seen first, from whoever is seen there', () => {
  expect(primary(going({ first: 8, floor: floorWith(7) }))?.command).toEqual({
    type: 'take_next',
    on_floor: 7,
    item: null,
  });
  expect(primary(going({ floor: floorWith(7) }))?.rests).toBe(true);
});

test('networking ends a round after asking, and begins the next one', () => {
  const networking = agenda(segment(1, 'networking'));
  const at = (entry: RoundEntry | undefined) =>
    primary(going({ agenda: networking, round: entry }));
  expect(at(undefined)?.does.act).toBe('set_up_rooms');
  expect(at(round({ drawn_at_ms: null }))).toMatchObject({ rests: true });
  expect(at(round({}))).toMatchObject({ does: { act: 'back_together' }, doubt: { over: 'rooms' } });
  const closed = round({ closed_at_ms: NOW_MS - 1, can_follow: true });
  expect(at(closed)?.command).toEqual({ type: 'next_round' });
  expect(primary(going({ agenda: networking, discusses: true, first: 8 }))?.family).toBe('floor');
});

test('twenty impatient taps are one act in every segment', () => {
  for (const kind of KINDS) {
    let clock_ms = 0;
    const gate = new PressGate(() => clock_ms);
    // Whatever a press brings about, the next one finds a button that would do something again.
    const acts: string[] = [];
    for (let tap = 0; tap < 20; tap += 1) {
      const now = primary(
        going({
          agenda: agenda(segment(1, kind, [slot(4), slot(5), slot(6)])),
          first: 8 + tap,
          round: round({ closed_at_ms: 1, can_follow: true }),
        }),
      );
      gate.shows(now?.family ?? '');
      if (gate.press() && now?.command) acts.push(now.command.type);
      clock_ms += 290;
    }
    expect(acts.length, kind).toBe(1);
    // After a moment without a press it works again.
    clock_ms += QUIET_MS;
    expect(gate.press()).toBe(true);
  }
});

test('a button that became another act under the thumb rests first', () => {
  let clock_ms = 0;
  const gate = new PressGate(() => clock_ms);
  gate.shows('speakers');
  clock_ms += 60_000;
  // Another desk has gone on to the questions a blink before the press.
  gate.shows('floor');
  clock_ms += 200;
  expect(gate.press()).toBe(false);
  clock_ms += QUIET_MS;
  expect(gate.press()).toBe(true);
});
