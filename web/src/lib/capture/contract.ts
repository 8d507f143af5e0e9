// What the server offers for the report. Once the generated types have it, they stand here.

import type {
  Command,
  EntryId,
  ItemId,
  LinkId,
  PollId,
  PollResult,
  RoomId,
  SegmentId,
} from '../protocol/protocol';
import type { LiveSession, Outcome } from '../session/session.svelte';

export type EntryKind =
  'takeaway' | 'call_to_action' | 'consensus' | 'no_consensus' | 'quote' | 'open_issue' | 'note';

export type Quoted = { type: 'speaker'; speaker: LinkId } | { type: 'name'; name: string };

export type EntryFact =
  | { type: 'kind'; kind: EntryKind }
  | { type: 'who'; text: string }
  | { type: 'to_whom'; text: string }
  | { type: 'speaker'; speaker: Quoted | null }
  | { type: 'item'; item: ItemId | null }
  | { type: 'segment'; segment: SegmentId | null }
  | { type: 'room'; room: RoomId | null };

export type Block = 'takeaways' | 'calls_to_action' | 'report';
export interface ListRule {
  min: number;
  max: number;
  words_max: number;
}
export interface TextRule {
  words_min: number;
  words_max: number;
}
export interface ReportRules {
  takeaways: ListRule;
  calls_to_action: ListRule;
  report: TextRule;
  collect_groups: boolean;
  name_askers: boolean;
}

export type LineState = 'kept' | 'edited' | 'dropped';
export type Stance = 'support' | 'live_with' | 'object';
export type DraftSection = 'presentations' | 'discussion' | 'breakouts' | 'polls' | 'agreements';

export interface CapturedEntry {
  id: EntryId;
  kind: EntryKind;
  text: string;
  revision: number;
  words: number;
  removed: boolean;
  who: string | null;
  to_whom: string | null;
  speaker: Quoted | null;
  speaker_name: string | null;
  item: ItemId | null;
  segment: SegmentId | null;
  room: RoomId | null;
  author: string | null;
  at_ms: number;
  kept: number;
}

export interface CapturedOrder {
  order: EntryId[];
  chatham: SegmentId[];
}

export interface KeptText {
  revision: number;
  text: string;
  at_ms: number;
  by: string | null;
}
export interface HistoryEntry {
  kept: KeptText[];
}

export interface BlockEntry {
  block: Block;
  state: 'draft' | 'final';
  revision: number;
  entries: number;
  words: number;
  signed_by: string | null;
  signed_at_ms: number | null;
  due_at_ms: number | null;
}

export interface ReportEntry {
  text: string;
  revision: number;
  deadlines: {
    key_takeaways: string | null;
    call_to_action: string | null;
    session_report: string | null;
  };
  blocks: BlockEntry[];
  rules: ReportRules;
  time_zone: string | null;
}

export type Source =
  | { type: 'moment'; at_ms: number }
  | { type: 'item'; item: ItemId }
  | { type: 'entry'; entry: EntryId }
  | { type: 'poll'; poll: PollId }
  | { type: 'room'; room: RoomId }
  | { type: 'segment'; segment: SegmentId };

export interface DraftLine {
  id: number;
  section: DraftSection;
  text: string;
  proposal: string;
  state: LineState;
  revision: number;
  written: boolean;
  at_ms: number;
  sources: Source[];
}

export interface Why {
  stance: Stance;
  why: string;
}
export interface PutEntry {
  entry: EntryId;
  kind: EntryKind;
  text: string;
  who: string | null;
  to_whom: string | null;
  answered: number;
  present: number;
  result: PollResult | null;
  whys: Why[];
}
export interface ConsensusEntry {
  id: number;
  live: boolean;
  at_ms: number;
  closed_at_ms: number | null;
  entries: PutEntry[];
}
export interface MyStance {
  entry: EntryId;
  stance: Stance | null;
  why: string | null;
}

export type ReportCommand =
  | {
      type: 'add_entry';
      kind: EntryKind;
      text: string;
      item: ItemId | null;
      room?: RoomId;
      segment?: SegmentId;
      moment_ms?: number;
      who?: string;
      to_whom?: string;
      speaker?: Quoted;
    }
  | {
      type: 'edit_entry';
      entry: EntryId;
      revision: number;
      at: number;
      delete: number;
      insert: string;
    }
  | { type: 'describe_entry'; entry: EntryId; fact: EntryFact }
  | { type: 'restore_entry'; entry: EntryId; revision: number }
  | { type: 'place_entry'; entry: EntryId; after: EntryId | null; before: EntryId | null }
  | { type: 'set_entry_removed'; entry: EntryId; removed: boolean }
  | { type: 'set_chatham'; segment: SegmentId; on: boolean }
  | { type: 'edit_report'; revision: number; at: number; delete: number; insert: string }
  | { type: 'restore_report'; revision: number }
  | { type: 'sign_block'; block: Block; signed: boolean; revision: number }
  | { type: 'set_report_rules'; rules: ReportRules }
  | { type: 'set_deadline'; block: Block; due_at_ms: number | null }
  | { type: 'set_time_zone'; time_zone: string | null }
  | { type: 'assemble_draft' }
  | { type: 'set_draft_line'; line: number; state: LineState; text?: string; revision: number }
  | { type: 'write_draft_to_report' }
  | { type: 'put_to_consensus'; entries: EntryId[]; live: boolean }
  | { type: 'answer_consensus'; entry: EntryId; stance: Stance | null; why?: string }
  | { type: 'count_stances'; entry: EntryId; counts: number[] }
  | { type: 'close_consensus' };

export interface ReportEntries {
  captured: CapturedOrder;
  report: ReportEntry;
  consensus: ConsensusEntry;
  'history/report': HistoryEntry;
  [key: `capture/${number}`]: CapturedEntry;
  [key: `history/${number}`]: HistoryEntry;
  [key: `draft/${number}`]: DraftLine;
  [key: `stance/${number}`]: MyStance;
}

/** An entry of the view. */
export function entryOf<K extends keyof ReportEntries>(
  session: LiveSession,
  key: K,
): ReportEntries[K] | undefined {
  return session.entries.get(key) as ReportEntries[K] | undefined;
}

/** Entries that come in numbers, by number. */
export function numberedOf<P extends 'capture' | 'draft'>(
  session: LiveSession,
  prefix: P,
): ReportEntries[`${P}/${number}`][] {
  return session.numbered(prefix as 'capture') as unknown as ReportEntries[`${P}/${number}`][];
}

export function sendTo(session: LiveSession, command: ReportCommand): Promise<Outcome> {
  return session.send(command as unknown as Command);
}

/** Bounds of the report's fields, of those that the server tells. */
export interface ReportLimits {
  who_chars_max: number;
  why_chars_max: number;
  draft_line_chars_max: number;
  consensus_entries_max: number;
}

export function limitsOf(session: LiveSession): Partial<ReportLimits> {
  return (session.welcome?.limits ?? {}) as Partial<ReportLimits>;
}
