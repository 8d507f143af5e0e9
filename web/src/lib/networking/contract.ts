// What the server offers for rounds and rooms. Once the generated types have it, they stand here.

import type {
  Attendance,
  Command,
  Entries,
  EntryId,
  MeEntry as MeEntryBefore,
  PersonId,
  Profile as ProfileBefore,
  Rejection,
  RoomId,
  RoundId,
  StakeholderGroup,
} from '../protocol/protocol';

export type Tables = 'none' | 'apart' | 'mixed';

export interface RoundSettings {
  prompt: string;
  room_size: number;
  length_ms: number;
  rounds: number;
  pause_ms: number;
  by_itself: boolean;
  ready_check: boolean;
  tables: Tables;
}

export interface RoundPreview {
  people: number;
  rooms: { size: number; count: number }[];
  tables: number;
  waiting: number;
  repeats: number;
  forced_repeats: number;
  isolated: number;
  clean_round_limit: number;
  clean_round_bound: number;
  diversity_permille: number;
}

export interface RoundTable {
  letter: string;
  names: string[];
  people: number;
  online: number;
}

export interface RoundEntry {
  id: RoundId;
  number: number;
  of: number;
  prompt: string;
  called_at_ms: number;
  draws_at_ms: number | null;
  drawn_at_ms: number | null;
  opened_at_ms: number;
  closes_at_ms: number;
  rooms: number;
  people: number;
  ready: number;
  expected: number;
  warned_ms: number | null;
  message: { text: string; at_ms: number } | null;
  tables: RoundTable[];
  closed_at_ms: number | null;
  closed_by: 'time' | 'moderator' | 'session_end' | 'called_off' | 'too_few' | null;
  next_at_ms: number | null;
  can_follow: boolean;
  settings: RoundSettings;
}

export interface StaffMember {
  person: PersonId;
  name: string | null;
  here: boolean;
  held_until_ms: number | null;
}

export interface StaffRoom {
  id: RoomId;
  letter: string | null;
  members: StaffMember[];
  visitors: { person: PersonId; name: string | null }[];
  called_at_ms: number | null;
  closed: boolean;
  lines: number;
  takeaway: string;
}

export interface Unseated {
  person: PersonId;
  name: string | null;
  why: 'late' | 'left' | 'lost' | 'waiting';
}

export interface RoomsEntry {
  rooms: StaffRoom[];
  unseated: Unseated[];
}

export interface HarvestEntry {
  room: RoomId;
  round: RoundId;
  letter: string | null;
  prompt: string;
  takeaway: string;
  notes: string;
  people: number;
  names: string[];
  kept: EntryId | null;
}

export interface PersonReport {
  id: number;
  by: PersonId;
  by_name: string | null;
  person: PersonId;
  name: string | null;
  room: RoomId | null;
  round: RoundId | null;
  reason: string;
  at_ms: number;
  handled: boolean;
}

export interface RoomMember {
  person: PersonId;
  name: string | null;
  affiliation: string | null;
  stakeholder_group: StakeholderGroup | null;
  languages: string[];
  about: string | null;
  attendance: Attendance;
  here: boolean;
  held_until_ms: number | null;
  visitor: boolean;
  agrees: boolean;
  shared_languages: string[];
}

export interface RoomEntry {
  id: RoomId;
  round: RoundId;
  letter: string | null;
  prompt: string;
  opened_at_ms: number;
  closes_at_ms: number;
  members: RoomMember[];
  notes: { text: string; revision: number };
  takeaway: { text: string; revision: number };
  called_at_ms: number | null;
  closed: boolean;
}

export interface RoomOffer {
  room: RoomId;
  letter: string | null;
  members: { person: PersonId; name: string | null; affiliation: string | null }[];
}

export type Profile = ProfileBefore & { about: string | null };

export interface MeEntry extends Omit<MeEntryBefore, 'profile'> {
  profile: Profile;
  ready: boolean;
  table: string | null;
  sits_out: boolean;
  offer: RoomOffer | null;
  visiting: RoomId | null;
  contact: string;
  blocks: { person: PersonId; name: string | null }[];
  offered: PersonId[];
  contacts: { person: PersonId; name: string | null; contact: string }[];
}

export interface RoundEntries extends Omit<Entries, 'round' | 'room' | 'me'> {
  round: RoundEntry;
  rooms: RoomsEntry;
  reports: { reports: PersonReport[] };
  discussion: { prompt: string; since_ms: number };
  room: RoomEntry;
  me: MeEntry;
  [key: `harvest/${number}`]: HarvestEntry;
}

export type RoundCommand =
  | Exclude<Command, { type: 'introduce' } | { type: 'add_entry' }>
  | { type: 'introduce'; profile: Profile }
  | (Extract<Command, { type: 'add_entry' }> & { room?: RoomId | null })
  | { type: 'call_round'; settings: RoundSettings }
  | { type: 'draw_round' | 'call_off_round' | 'next_round' }
  | { type: 'close_room'; room: RoomId }
  | { type: 'move_person'; person: PersonId; room: RoomId }
  | { type: 'message_rooms'; text: string }
  | { type: 'visit_room'; room: RoomId | null }
  | { type: 'answer_call'; room: RoomId }
  | { type: 'set_report_handled'; report: number; handled: boolean }
  | { type: 'set_discussion'; prompt: string | null }
  | { type: 'ready_for_round'; ready: boolean }
  | { type: 'leave_room'; then: 'out' | 'another' }
  | { type: 'answer_offer'; accept: boolean }
  | { type: 'edit_notes'; revision: number; at: number; delete: number; insert: string }
  | { type: 'set_room_takeaway'; text: string; revision: number }
  | { type: 'agree_to_be_named'; agrees: boolean }
  | { type: 'call_moderator'; calling: boolean }
  | { type: 'block'; person: PersonId; blocked: boolean }
  | { type: 'report_person'; person: PersonId; reason: string }
  | { type: 'offer_contact'; person: PersonId; offered: boolean }
  | { type: 'set_contact'; text: string };

export interface PreviewAnswer {
  preview: RoundPreview | null;
  rejection: Rejection | null;
}

/** Bounds of the contract that `welcome.limits` does not carry yet. */
export const BOUNDS = {
  message_chars_max: 300,
  report_chars_max: 300,
  contact_chars_max: 120,
  about_chars_max: 160,
  rounds_max: 20,
} as const;
