// What the one large button of the hour does, from what is going on. Pure: the same entries give the
// same act, on every desk. Which family an act is of follows from the segment alone, so that a press
// that comes twice is never another kind of act.

import { phaseOf } from '../networking/phase';
import type {
  AgendaEntry,
  ClockEntry,
  Command,
  FloorEntry,
  ItemId,
  LinkId,
  RoundEntry,
  SegmentEntry,
  SegmentId,
  SlotEntry,
  VoiceEntry,
} from '../protocol/protocol';
import { around, voiceFace } from './clock';
import { SPEECHES } from './kinds';

/** The entries that decide, as a screen has them. */
export interface Going {
  agenda: AgendaEntry | undefined;
  clock: ClockEntry | undefined;
  voice: VoiceEntry | undefined;
  floor: FloorEntry | undefined;
  /** Who waits first. */
  first: ItemId | undefined;
  round: RoundEntry | undefined;
  /** Whether people talk on the floor instead of in rooms. */
  discusses: boolean;
  now_ms: number;
}

/** Of what kind the act is: fixed by the segment. */
export type Family = 'begin' | 'speakers' | 'floor' | 'rooms';

/** Whom a press would cut short, so that it asks first. */
export type Doubt =
  /** Somebody from the floor over a speaker. */
  | { over: 'speech'; name: string | null }
  /** A speaker, who has more than half of their time left, or somebody from the floor. */
  | { over: 'speaker' | 'turn'; name: string | null; item: ItemId | null }
  /** Everybody in a breakout room. */
  | { over: 'rooms' };

export type Act =
  | { act: 'begin'; segment: SegmentId }
  | { act: 'next_speaker'; speaker: LinkId; name: string | null }
  | { act: 'speaker_done' }
  | { act: 'next'; item: ItemId | null }
  | { act: 'next_round' | 'back_together' | 'set_up_rooms' };

export interface Primary {
  family: Family;
  does: Act;
  /** Nothing to do at present: the button stands there, and rests. */
  rests: boolean;
  /** What it is about to cut short; it asks. */
  doubt: Doubt | null;
  /** What a press sends; a rest, and what only opens a part of the desk, send nothing. */
  command: Command | null;
}

/** The act of the moment; nothing after the end. */
export function primary(going: Going): Primary | null {
  const { agenda } = going;
  if (!agenda || agenda.ended_at_ms !== null) return null;
  const { running, next } = around(agenda);
  if (!running) return next ? begins(next) : null;
  switch (familyOf(running, going.discusses)) {
    case 'speakers':
      return speakers(running, going);
    case 'rooms':
      return rooms(going);
    default:
      return floor(going);
  }
}

/** A segment with speakers is theirs, networking is that of the rooms, all else has the floor. */
export function familyOf(segment: SegmentEntry, discusses: boolean): Exclude<Family, 'begin'> {
  if (segment.kind === 'networking') return discusses ? 'floor' : 'rooms';
  const talks = segment.kind === 'questions' || segment.kind === 'discussion';
  if (!talks && (SPEECHES.has(segment.kind) || segment.slots.length > 0)) return 'speakers';
  return 'floor';
}

/** Whom somebody from the floor would talk over. */
export function overSpeech({ voice }: Pick<Going, 'voice'>): Doubt | null {
  // Whoever answers a question belongs to it; whoever has a slot of their own does not.
  const speaks = voice?.voice.type === 'speaker' && voice.item === null;
  return speaks ? { over: 'speech', name: voice.name } : null;
}

/** The first of a segment's speakers after whoever speaks who has not spoken. */
export function nextSlot(
  segment: SegmentEntry | undefined,
  voice: VoiceEntry | undefined,
): SlotEntry | undefined {
  const slots = segment?.slots ?? [];
  const at = slots.findIndex((slot) => isSpeaking(slot, voice));
  const later = slots.slice(at + 1).find((slot) => slot.used_ms === 0);
  return later ?? slots.slice(0, Math.max(0, at)).find((slot) => slot.used_ms === 0);
}

function isSpeaking(slot: SlotEntry, voice: VoiceEntry | undefined): boolean {
  return voice?.voice.type === 'speaker' && voice.voice.speaker === slot.speaker;
}

function begins(next: SegmentEntry): Primary {
  const command: Command = { type: 'start_segment', segment: next.id, after: null };
  const does: Act = { act: 'begin', segment: next.id };
  return { family: 'begin', does, rests: false, doubt: null, command };
}

function speakers(running: SegmentEntry, going: Going): Primary {
  const { voice } = going;
  const next = nextSlot(running, voice);
  if (next) {
    return {
      family: 'speakers',
      does: { act: 'next_speaker', speaker: next.speaker, name: next.name },
      rests: false,
      doubt: cutShort(going),
      command: {
        type: 'give_voice',
        voice: { type: 'speaker', speaker: next.speaker },
        seen: voice?.voice ?? null,
      },
    };
  }
  const speaks = voice?.voice.type === 'speaker';
  return {
    family: 'speakers',
    does: { act: 'speaker_done' },
    rests: !speaks,
    doubt: null,
    command: speaks ? { type: 'yield_voice', seen: voice.voice } : null,
  };
}

/** Who loses the word to the next speaker before they are done. */
function cutShort({ voice, floor, clock, now_ms }: Going): Doubt | null {
  const item = floor?.on_floor ?? null;
  if (item !== null) {
    const name = voice?.voice.type === 'asker' ? voice.name : null;
    return { over: 'turn', name, item };
  }
  if (voice?.voice.type !== 'speaker' || voice.allowance_ms === null) return null;
  const { left_ms } = voiceFace(voice, clock, now_ms);
  const early = left_ms !== null && left_ms > voice.allowance_ms / 2;
  return early ? { over: 'speaker', name: voice.name, item: null } : null;
}

function floor(going: Going): Primary {
  const waits = going.first !== undefined;
  const on_floor = going.floor?.on_floor ?? null;
  return {
    family: 'floor',
    does: { act: 'next', item: going.first ?? null },
    rests: !waits,
    doubt: waits ? overSpeech(going) : null,
    command: waits ? { type: 'take_next', on_floor, item: null } : null,
  };
}

function rooms({ round, now_ms }: Going): Primary {
  const phase = round ? phaseOf(round, now_ms) : 'closed';
  const of = (act: 'next_round' | 'back_together' | 'set_up_rooms', rest: Partial<Primary>) => ({
    family: 'rooms' as const,
    does: { act },
    rests: false,
    doubt: null,
    command: null,
    ...rest,
  });
  if (phase === 'open') {
    return of('back_together', { doubt: { over: 'rooms' }, command: { type: 'close_round' } });
  }
  // While people are asked and seated there is nothing to end and nothing to begin.
  if (phase !== 'closed') return of('back_together', { rests: true });
  if (round?.can_follow) return of('next_round', { command: { type: 'next_round' } });
  return of('set_up_rooms', {});
}
