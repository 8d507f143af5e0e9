// Written from the Rust types of the server; never edited.
// To write it anew: UPDATE_PROTOCOL=1 cargo test -p onefloor --lib protocol

export const PROTOCOL = 5;

/** Bytes of the longest frame that the server reads. */
export const FRAME_BYTES_MAX = 262144;

/** Close codes, by the server's reason. */
export const CLOSE = {
  restart: 1012,
  not_understood: 4400,
  link_unknown: 4401,
  door_closed: 4403,
  banned: 4402,
  session_unknown: 4404,
  erased: 4406,
  silent: 4408,
  too_many_screens: 4409,
  link_renewed: 4410,
  deleted: 4411,
  frame_too_long: 4413,
  protocol: 4426,
  full: 4429,
  later: 4430,
  session_damaged: 4500,
  not_stored: 4503,
} as const;

/** The names of the options that a kind of poll has; null where staff types them. */
export const POLL_OPTIONS = {
  agree: ['agree', 'disagree', 'abstain'],
  scale: ['scaleLow', 'scalePoint', 'scalePoint', 'scalePoint', 'scaleHigh'],
  single: null,
  multiple: null,
} as const;

export type About = { 
/**
 * Title without year, type and number.
 */
title: string, 
/**
 * Year of the forum.
 */
year: number | null, 
/**
 * Kind of session in the IGF's words: "Launch / Award Event".
 */
type: string | null, 
/**
 * Number within year and type.
 */
number: number | null, 
/**
 * Organisers of the session, as the page lists them.
 */
organizers: Array<PagePerson>, 
/**
 * Speakers.
 */
speakers: Array<PagePerson>, 
/**
 * Moderators in the room.
 */
onsite_moderators: Array<PagePerson>, 
/**
 * Moderators of the people online.
 */
online_moderators: Array<PagePerson>, 
/**
 * Rapporteurs.
 */
rapporteurs: Array<PagePerson>, 
/**
 * Targets of the 2030 Agenda, such as "16.10".
 */
sdg_targets: Array<string>, 
/**
 * Goals, 1 to 17.
 */
sdg_goals: Array<number>, 
/**
 * Format, as written: "Roundtable".
 */
format: string | null, 
/**
 * Length as stated.
 */
duration_minutes: number | null, 
/**
 * Description.
 */
description: string | null, 
/**
 * Start, RFC 3339 in UTC.
 */
starts_at: string | null, 
/**
 * Room.
 */
room: string | null, 
/**
 * Where the slides are: an https address.
 */
slides?: string, 
/**
 * The language in which it is held, by its tag; nothing said is English, as at most of the IGF.
 */
language?: string, 
/**
 * When the blocks of the report are due, in the page's words.
 */
deadlines: Deadlines, };

export type AboutCommand = { "type": "revise_about", changes: Changes, revision: number, };

export type AboutDiff = { 
/**
 * Of the description of the session that was looked at; a change names it.
 */
revision: number, 
/**
 * Facts that differ. What the page does not say is no difference.
 */
fields: Array<FieldDiff>, 
/**
 * People who differ. A list that the page does not have is no difference.
 */
people: Array<PersonDiff>, 
/**
 * The hour, where the page tells another one.
 */
agenda: AgendaDiff | null, };

export type AboutField = "title" | "year" | "type" | "number" | "starts_at" | "room" | "duration" | "format" | "sdg_targets" | "sdg_goals" | "description" | "slides" | "language" | "key_takeaways_due" | "call_to_action_due" | "session_report_due";

export type ActId = number;

export type ActKind = "taken" | "moved" | "dismissed" | "merged" | "placed" | "turn_set" | "heard" | "last_word" | "last_call" | "floor_set" | "segment_started" | "clock_paused" | "clock_resumed" | "length_set" | "voice_given" | "voice_yielded" | "display_set" | "muted" | "unmuted" | "kept_out" | "let_in";

export type AgendaCommand = { "type": "start_segment", segment: SegmentId, after: SegmentId | null, 
/**
 * What becomes of the turn on the floor, where the segment that is left has one.
 */
turn?: Settle | null, } | { "type": "pause_clock" } | { "type": "resume_clock" } | { "type": "add_time", minutes: number, 
/**
 * The segment that the screen saw running.
 */
segment: SegmentId | null, } | { "type": "set_remaining", remaining_ms: number, 
/**
 * The segment that the screen saw running.
 */
segment: SegmentId | null, } | { "type": "set_end", ends_at_ms: number, } | { "type": "end_session", 
/**
 * What becomes of the turn on the floor.
 */
turn?: Settle | null, } | { "type": "reopen_session" } | { "type": "insert_segment", plan: SegmentPlan, before: SegmentId | null, } | { "type": "edit_segment", segment: SegmentId, plan: SegmentPlan, revision: number, } | { "type": "move_segment", segment: SegmentId, before: SegmentId | null, } | { "type": "remove_segment", segment: SegmentId, } | { "type": "skip_segment", segment: SegmentId, skipped: boolean, } | { "type": "replan" };

export type AgendaDiff = { now: Array<AgendaItem>, page: Array<AgendaItem>, edited: boolean, is_new: boolean, 
/**
 * Whether the page's may still replace it: no segment has begun.
 */
can_replace: boolean, };

export type AgendaEntry = { segments: Array<SegmentEntry>, running: SegmentId | null, 
/**
 * When the running one ends, with what it owes.
 */
running_ends_at_ms: number | null, scheduled_start_ms: number | null, started_at_ms: number | null, 
/**
 * The end that was promised.
 */
planned_end_ms: number | null, 
/**
 * The end that it comes to if nobody does anything.
 */
ends_at_ms: number | null, 
/**
 * How far that is past the promised one; negative when there is time to spare.
 */
over_ms: number, 
/**
 * What would bring it to the promised end, where that is worth a tap.
 */
replan: ReplanEntry | null, ended_at_ms: number | null, };

export type AgendaItem = { 
/**
 * What happens in it.
 */
kind: SegmentKind, 
/**
 * In the page's words; empty for a segment that the page does not name.
 */
title: string, 
/**
 * Fewest minutes that the page says.
 */
minutes_min: number | null, 
/**
 * Most minutes that the page says.
 */
minutes_max: number | null, 
/**
 * Minutes as fitted to the session's length.
 */
plan_minutes: number, };

export type Anonymity = "named" | "hidden_from_public" | "hidden_from_all";

export type ArrivalEntry = { 
/**
 * Where they are heard; nothing any more where staff took it back.
 */
venue: Venue | null, step: HandoverStep, };

export type AskerPart = { person: PersonId, muted: boolean, };

export type Attendance = "online" | "room" | "hub";

export type Balance = { online_turns: number, room_turns: number, online_ms: number, room_ms: number, };

export type Because = "off_topic" | "asked_already" | "answered_already" | "disrespectful" | "unclear" | "no_time" | "word_list" | "no_show" | "conduct";

export type Block = "takeaways" | "calls_to_action" | "report";

export type BlockEntry = { block: Block, state: BlockStanding, 
/**
 * What a signature is given to.
 */
revision: number, 
/**
 * Entries; none for the third block, which is one text.
 */
entries: number, words: number, signed_by: string | null, signed_at_ms: number | null, 
/**
 * Where the moment is known.
 */
due_at_ms: number | null, };

export type BlockStanding = "draft" | "final";

export type CallSetup = { "provider": "mesh", 
/**
 * STUN and TURN servers.
 */
ice_servers: Array<IceServer>, 
/**
 * When the passwords expire, in milliseconds since 1970.
 */
expires_at_ms: number | null, 
/**
 * Whether only relays may be used, so that nobody learns an address.
 */
relay_only: boolean, } | { "provider": "livekit", 
/**
 * Address of its WebSocket.
 */
url: string, 
/**
 * Lets this person into this room, for an hour.
 */
token: string, } | { "provider": "link", 
/**
 * Its address.
 */
url: string, };

export type CaptureCommand = { "type": "add_entry", kind: EntryKind, text: string, item: ItemId | null, room?: RoomId, 
/**
 * Where it was not the running one.
 */
segment?: SegmentId, 
/**
 * When it was typed, where that was not now.
 */
moment_ms?: number, who?: string, to_whom?: string, speaker?: Quoted, } | { "type": "edit_entry", entry: EntryId, revision: number, at: number, delete: number, insert: string, 
/**
 * Whether it goes on from one's own last words.
 */
follows: boolean, } | { "type": "describe_entry", entry: EntryId, fact: EntryFact, } | { "type": "restore_entry", entry: EntryId, revision: number, } | { "type": "place_entry", entry: EntryId, after: EntryId | null, before: EntryId | null, } | { "type": "set_chatham", segment: SegmentId, on: boolean, } | { "type": "revise_entry", entry: EntryId, text: string, revision: number, } | { "type": "set_entry_removed", entry: EntryId, removed: boolean, } | { "type": "write_report", text: string, revision: number, } | { "type": "edit_report", revision: number, at: number, delete: number, insert: string, 
/**
 * Whether it goes on from one's own last words.
 */
follows: boolean, } | { "type": "restore_report", revision: number, };

export type CapturedEntry = { id: EntryId, kind: EntryKind, text: string, revision: number, words: number, removed: boolean, who: string | null, to_whom: string | null, speaker: Quoted | null, 
/**
 * Their name, where it may be said.
 */
speaker_name: string | null, item: ItemId | null, segment: SegmentId | null, room: RoomId | null, author: string | null, at_ms: number, 
/**
 * Earlier revisions that can be brought back.
 */
kept: number, };

export type CapturedOrder = { order: Array<EntryId>, chatham: Array<SegmentId>, };

export type ChangeSource = { "hand": About } | { "page": Imported };

export type Changed = { version: number, };

export type Changes = { 
/**
 * The values.
 */
from: ChangeSource, 
/**
 * Facts that are taken over.
 */
fields: Array<AboutField>, 
/**
 * People who are taken over: put on the list, changed, or taken off it, as in the values.
 */
people: Array<Listed>, 
/**
 * Names of those who get a role link for what no link of theirs carries yet.
 */
links: Array<string>, 
/**
 * Segments in place of those that have not begun; none leaves them.
 */
agenda?: Array<SegmentPlan>, };

export type ClientFrame = { "type": "hello", 
/**
 * The client's [`PROTOCOL`].
 */
protocol: number, 
/**
 * Who asks to be let in.
 */
credential: Credential, 
/**
 * Version of the last `main` frame seen, on a return.
 */
last_version: number | null, 
/**
 * Whether the client reads binary frames, each the gzip of a text frame. Without it, there are
 * none.
 */
gzip: boolean, } | { "type": "command", 
/**
 * Made by the client; a retry carries the same.
 */
id: string, 
/**
 * What.
 */
command: Command, } | { "type": "similar", 
/**
 * Any number; it comes back.
 */
n: number, 
/**
 * The text so far.
 */
text: string, } | { "type": "places", 
/**
 * Any number; it comes back.
 */
n: number, 
/**
 * How many places to leave out.
 */
from: number, } | { "type": "handle", 
/**
 * The item; `None` when it is left alone again.
 */
item: ItemId | null, } | { "type": "round_preview", 
/**
 * Any number; it comes back.
 */
n: number, 
/**
 * As the moderator would call it.
 */
settings: RoundSettings, } | { "type": "call_setup", 
/**
 * Any number; it comes back.
 */
n: number, } | { "type": "my_data", 
/**
 * Any number; it comes back.
 */
n: number, } | { "type": "hand_over", 
/**
 * Any number; it comes back.
 */
n: number, 
/**
 * Made by the client: 32 hexadecimal digits, and the next device names it.
 */
token: string, 
/**
 * What only the next device can read; it is told to whoever names the token first.
 */
covered: string, } | { "type": "signal", 
/**
 * Who.
 */
to: PersonId, 
/**
 * At most [`SIGNAL_BYTES_MAX`] of JSON; the server does not look into it.
 */
payload: unknown, } | { "type": "ping", 
/**
 * Any number; it comes back.
 */
t: number, };

export type ClockEntry = { segment: SegmentId, started_at_ms: number, length_ms: number, paused_at_ms: number | null, paused_ms: number, };

export type ClosedBy = "time" | "moderator" | "session_end" | "called_off" | "too_few" | "not_drawn";

export type Coming = { starts_at_ms: number | null, length_ms: number, 
/**
 * How late it begins against its hard start.
 */
late_ms: number, };

export type Command = AboutCommand | LinksCommand | PeopleCommand | AgendaCommand | SpeakingCommand | SoundCommand | StageCommand | FloorCommand | ConductCommand | PollCommand | NetworkingCommand | CaptureCommand | FormCommand | DraftCommand | ConsensusCommand | FeedbackCommand | PrivacyCommand | UndoCommand;

export type ConductCommand = { "type": "set_muted", person: PersonId, muted: boolean, } | { "type": "set_banned", person: PersonId, banned: boolean, } | { "type": "set_word_list", words: Array<string>, };

export type ConductEntry = { muted: Array<PersonFace>, banned: Array<PersonFace>, words: Array<string>, };

export type ConsensusCommand = { "type": "put_to_consensus", entries: Array<EntryId>, live: boolean, } | { "type": "answer_consensus", entry: EntryId, stance: Stance | null, why?: string, } | { "type": "count_stances", entry: EntryId, counts: Array<number>, } | { "type": "close_consensus" };

export type ConsensusEntry = { id: ConsensusId, live: boolean, at_ms: number, closed_at_ms: number | null, entries: Array<ConsensusLine>, };

export type ConsensusId = number;

export type ConsensusLine = { entry: EntryId, kind: EntryKind, text: string, who: string | null, to_whom: string | null, };

export type ConsensusTally = { answered: number, present: number, 
/**
 * Support, can live with it, object. Nothing for the public while it is open and not live.
 */
result: PollResult | null, 
/**
 * For staff alone: nobody has judged these words.
 */
whys: Array<StanceWhy>, };

export type ContactEntry = { person: PersonId, name: string | null, contact: string, };

export type Created = { code: string, 
/**
 * Secret of the organiser's link.
 */
organiser: string, links: Array<RoleLink>, };

export type Credential = { 
/**
 * Code of the session.
 */
session: string, 
/**
 * Secret of a role link; without one, a participant.
 */
secret: string | null, 
/**
 * The key that this browser keeps for its person.
 */
person_key: string, };

export type CueEntry = { id: CueId, text: string | null, tone: Tone, at_ms: number, seen: boolean, };

export type CueId = number;

export type Deadlines = { 
/**
 * Of the key takeaways.
 */
key_takeaways: string | null, 
/**
 * Of the call to action.
 */
call_to_action: string | null, 
/**
 * Of the session report.
 */
session_report: string | null, };

export type DiscussionEntry = { prompt: string, since_ms: number, };

export type DisplayMode = "auto" | "clock" | "floor" | "prompt" | "poll" | "join" | "takeaways" | "consensus" | "blank";

export type DraftCommand = { "type": "assemble_draft" } | { "type": "set_draft_line", line: LineId, state: LineState, text?: string, revision: number, } | { "type": "write_draft_to_report" };

export type DraftEntry = { id: LineId, section: Section, 
/**
 * What would be written.
 */
text: string, 
/**
 * As it was assembled.
 */
proposal: string, state: LineState, revision: number, written: boolean, at_ms: number, sources: Array<Source>, 
/**
 * The line that it stands beside, since it came after that one had been decided on.
 */
beside: LineId | null, };

export type EntryFact = { "type": "kind", kind: EntryKind, } | { "type": "who", text: string, } | { "type": "to_whom", text: string, } | { "type": "speaker", speaker: Quoted | null, } | { "type": "item", item: ItemId | null, } | { "type": "segment", segment: SegmentId | null, } | { "type": "room", room: RoomId | null, };

export type EntryId = number;

export type EntryKind = "takeaway" | "call_to_action" | "consensus" | "no_consensus" | "quote" | "open_issue" | "note";

export type Facts = { about: About, revision: number, };

export type FeedbackCommand = { "type": "give_feedback", 
/**
 * From 1, the lowest, to 5.
 */
rating: number | null, line?: string, };

export type FeedbackEntry = { summary: Summary, };

export type Field = "name" | "affiliation" | "languages" | "question" | "note" | "place" | "reason" | "title" | "description" | "people" | "agenda" | "minutes" | "prompt" | "room_size" | "round_length" | "line" | "entry" | "report" | "deadline" | "sdg_targets" | "year" | "notes" | "hard_start" | "end_time" | "message" | "threshold" | "turn_length" | "answer" | "heads" | "words" | "poll_question" | "poll_option" | "hands" | "rounds" | "pause" | "room_notes" | "takeaway" | "contact" | "blocks" | "reports" | "about" | "signal" | "time_zone" | "why" | "who" | "draft_line" | "words_limit" | "entries_limit" | "retention_days" | "link" | "rating" | "feedback";

export type FieldDiff = { 
/**
 * Which.
 */
field: AboutField, 
/**
 * In the session.
 */
now: string | null, 
/**
 * On the page read now.
 */
page: string, 
/**
 * On the page as it was last taken in.
 */
imported: string | null, 
/**
 * Whether it was changed by hand since.
 */
edited: boolean, 
/**
 * Whether the page has changed since.
 */
is_new: boolean, };

export type FloorCommand = { "type": "ask_question", text: string, anonymity: Anonymity, language: string | null, 
/**
 * A remark that asks nothing.
 */
comment: boolean, 
/**
 * Whether an answer in writing is for its asker alone.
 */
answer_private: boolean, } | { "type": "raise_hand", note: string, } | { "type": "withdraw_item", item: ItemId, } | { "type": "add_proxy" } & ProxyEntry | { "type": "add_proxies", entries: Array<ProxyEntry>, } | { "type": "move_item", item: ItemId, from: ItemState, to: ItemState, reason: string, because: Because | null, } | { "type": "answer_in_text", item: ItemId, from: ItemState, text: string, } | { "type": "dismiss_items", items: Array<ItemId>, because: Because | null, } | { "type": "merge_items", into: ItemId, items: Array<ItemId>, } | { "type": "reword_item", item: ItemId, text: string, revision: number, } | { "type": "place_item", item: ItemId, after: ItemId | null, before: ItemId | null, reason: string, } | { "type": "undo_item", item: ItemId, from: ItemState, } | { "type": "take_next", on_floor: ItemId | null, item: ItemId | null, 
/**
 * Opens the floor also where somebody else has the word or rooms are open: a question after a
 * keynote.
 */
open_floor?: boolean, } | { "type": "set_turn", item: ItemId, turn: Turn, } | { "type": "ask_to_be_read", item: ItemId, text: string, } | { "type": "vote", item: ItemId, support: boolean, } | { "type": "confirm_ready", item: ItemId, } | { "type": "let_pass", item: ItemId, } | { "type": "rejoin", item: ItemId, } | { "type": "set_floor", rules: FloorRules, } | { "type": "set_segment_order", segment: SegmentId, order: OrderRules | null, } | { "type": "silence_asker", item: ItemId, silence: Silence | null, } | { "type": "last_call", after_ms: number, } | { "type": "give_last_word", item: ItemId | null, };

export type FloorEntry = { rules: FloorRules, 
/**
 * The order that holds in this segment.
 */
order: OrderRules, 
/**
 * Whether that is the segment's own.
 */
order_is_own: boolean, 
/**
 * Whether people are called to the floor now.
 */
here: boolean, 
/**
 * The segment in which they will be, where they are not now.
 */
opens_in: SegmentId | null, on_floor: ItemId | null, last_word: ItemId | null, 
/**
 * Turns that are over; the running one counts from its item's `taken_at_ms`. Everybody sees
 * it where the rules say so, and staff always.
 */
balance: Balance | null, };

export type FloorRules = { 
/**
 * Whether participants may bring new questions and hands.
 */
open: boolean, 
/**
 * Whether new questions wait for a moderator before others see them.
 */
premoderation: boolean, 
/**
 * Who comes next, where a segment has no order of its own.
 */
order: OrderRules, 
/**
 * Allowance of a turn on the floor, in milliseconds.
 */
turn_ms: number, 
/**
 * Allowance of a follow-up after an answer, in milliseconds.
 */
follow_up_ms: number, 
/**
 * Last call: when the floor closes by itself, in milliseconds since 1970.
 */
closes_at_ms?: number | null, 
/**
 * The one switch for a room that gets rough: everything waits for approval, nobody asks
 * without a name, and everybody has one open item.
 */
calm?: boolean, 
/**
 * Whether participants see how the floor is shared between online and room.
 */
balance_shown?: boolean, };

export type FormCommand = { "type": "sign_block", block: Block, signed: boolean, revision: number, } | { "type": "set_report_rules", rules: ReportRules, } | { "type": "set_deadline", block: Block, due_at_ms: number | null, } | { "type": "set_time_zone", time_zone: string | null, };

export type FoundSession = { code: string, title: string, year: number | null, type: string | null, number: number | null, 
/**
 * Who runs this server, in their words.
 */
operator: string | null, 
/**
 * Days for which it is kept after its end; 0 is until it is deleted.
 */
retention_days: number, 
/**
 * When its people were taken out of it.
 */
purged_at_ms: number | null, };

export type GroupBalance<T> = { 
/**
 * `None` gathers those of whom it is not known, or who are too few to be shown apart.
 */
of: T | null, turns: number, ms: number, };

export type Groups = { by_group: Array<GroupBalance<StakeholderGroup>>, by_region: Array<GroupBalance<Region>>, };

export type HandedOver = { covered: string, };

export type Handled = { item: ItemId, by: PersonFace, };

export type HandledEntry = { items: Array<Handled>, };

export type HandoverEntry = { item: ItemId, step: HandoverStep, 
/**
 * When it last came a step further.
 */
since_ms: number, };

export type HandoverStep = "told" | "here" | "no_microphone" | "open" | "heard";

export type HarvestEntry = { room: RoomId, round: RoundId, letter: string | null, prompt: string, takeaway: string, notes: string, people: number, 
/**
 * Those who agreed to be named.
 */
names: Array<string>, 
/**
 * The entry that keeps it for the report.
 */
kept: EntryId | null, };

export type HistoryEntry = { kept: Array<KeptText>, };

export type HttpRefusal = { "reason": "not_understood" } | { "reason": "not_allowed" } | { "reason": "wrong_origin" } | { "reason": "too_fast" } | { "reason": "too_long" } | { "reason": "too_slow" } | { "reason": "not_done" } | { "reason": "host_only" } | { "reason": "idempotency_key_missing" } | { "reason": "handover_gone" } | { "reason": "unknown_code" } | { "reason": "unknown_format" } | { "reason": "not_rendered" } | { "reason": "not_text" } | { "reason": "empty_page" } | { "reason": "not_a_session_page" } | { "reason": "word_file" } | { "reason": "pdf_file" } | { "reason": "spreadsheet_file" } | { "reason": "slides_file" } | { "reason": "open_document_file" } | { "reason": "media_file" } | { "reason": "packed_file" } | { "reason": "session_file" } | { "reason": "unknown_data" } | { "reason": "source_broken", 
/**
 * What it is.
 */
kind: SourceKind, } | { "reason": "source_too_large", 
/**
 * What it is.
 */
kind: SourceKind, } | { "reason": "no_session_in", 
/**
 * What it is.
 */
kind: SourceKind, } | { "reason": "no_such_session" } | { "reason": "file_not_json" } | { "reason": "file_not_ours" } | { "reason": "file_version", 
/**
 * Its version, where it says one.
 */
version: number | null, } | { "reason": "file_field", 
/**
 * Where it is: `agenda[0].minutes`.
 */
path: string, 
/**
 * What is wrong with it, in English.
 */
detail: string, };

export type IceServer = { urls: Array<string>, username: string | null, credential: string | null, };

export type Imported = { 
/**
 * What it said of the session; its title may be empty.
 */
about: About, 
/**
 * The segments that it named, with the minutes fitted to them.
 */
agenda: Array<AgendaItem>, };

export type ItemEntry = { id: ItemId, kind: ItemKind, origin: Origin, state: ItemState, name: string | null, affiliation: string | null, place: string | null, text: string | null, language: string | null, anonymous: boolean, 
/**
 * How it is brought up.
 */
turn: Turn, 
/**
 * How many people sit behind a hub's seat.
 */
heads: number | null, 
/**
 * Whether the words are the moderator's.
 */
edited: boolean, 
/**
 * Items that are asked together with it.
 */
merged: number, at_ms: number, taken_at_ms: number | null, done_at_ms: number | null, 
/**
 * Whether its asker took their words out of the session.
 */
erased?: boolean, 
/**
 * The answer in writing, but where its asker wants it for themselves.
 */
answer?: string, staff?: StaffPart, };

export type ItemId = number;

export type ItemKind = "question" | "comment" | "hand" | "proxy";

export type ItemState = "submitted" | "approved" | "held" | "dismissed" | "next" | "on_floor" | "answered_aloud" | "answered_in_text" | "passed" | "deferred" | "withdrawn" | "merged";

export type KeptText = { revision: number, text: string, at_ms: number, by: string | null, };

export type LengthChange = { segment: SegmentId, from_ms: number, to_ms: number, };

export type Limits = { name_chars_max: number, affiliation_chars_max: number, question_chars_max: number, place_chars_max: number, reason_chars_max: number, answer_chars_max: number, proxies_max: number, heads_max: number, places_shown_max: number, words_max: number, word_chars_max: number, no_show_ms: number, handover_patience_ms: number, poll_options_max: number, poll_option_chars_max: number, poll_question_chars_max: number, hands_max: number, dismissed_at_once_max: number, open_questions_max: number, prompt_chars_max: number, line_chars_max: number, room_size_min: number, room_size_max: number, round_ms_min: number, round_ms_max: number, rounds_at_once_max: number, round_pause_ms_min: number, round_pause_ms_max: number, room_notes_chars_max: number, room_takeaway_chars_max: number, rooms_message_chars_max: number, person_report_chars_max: number, contact_chars_max: number, about_chars_max: number, entry_chars_max: number, report_chars_max: number, who_chars_max: number, why_chars_max: number, rating_max: number, feedback_chars_max: number, draft_line_chars_max: number, consensus_entries_max: number, segment_minutes_max: number, title_chars_max: number, notes_chars_max: number, cue_chars_max: number, thresholds_max: number, turn_ms_min: number, turn_ms_max: number, retention_days_max: number, };

export type LineEntry = { number: number, person: PersonId, name: string | null, text: string, at_ms: number, };

export type LineId = number;

export type LineState = "kept" | "edited" | "dropped";

export type LinkId = number;

export type LinksCommand = { "type": "rotate_link", link: LinkId, } | { "type": "revoke_link", link: LinkId, } | { "type": "set_door", open: boolean, } | { "type": "add_integration", name: string, };

export type ListRule = { min: number, max: number, words_max: number, };

export type Listed = { list: PeopleList, name: string, };

export type MeEntry = { person: PersonId, profile: Profile, takes_part: boolean, hand: ItemId | null, supports: Array<ItemId>, muted: boolean, 
/**
 * Said that they are ready for the called round.
 */
ready: boolean, room: RoomId | null, 
/**
 * The letter of their table.
 */
table: string | null, 
/**
 * A round is open, and they wait for the next one.
 */
waits_for_round: boolean, 
/**
 * They left, or their room was closed.
 */
sits_out: boolean, offer: OfferEntry | null, visiting: RoomId | null, 
/**
 * How they can be reached.
 */
contact: string, blocks: Array<NamedPerson>, 
/**
 * To whom they would give their contact.
 */
offered: Array<PersonId>, 
/**
 * Both said yes.
 */
contacts: Array<ContactEntry>, 
/**
 * Everybody else with whom they ever sat in a room, but whom they block.
 */
met: Array<OfferedMember>, };

export type MoveEntry = { state: ItemState, at_ms: number, reason: string | null, because: Because | null, };

export type MyData = { person: PersonId, profile: Profile, 
/**
 * What the link opens by which they came.
 */
roles: Array<Role>, 
/**
 * What they chose about networking.
 */
takes_part: boolean | null, muted: boolean, items: Array<MyItem>, supports: Array<ItemId>, answers: Array<MyPollEntry>, stances: Array<MyStanceEntry>, feedback: MyFeedbackEntry | null, rooms: Array<MyRoom>, 
/**
 * How they can be reached, and to whom they would give that.
 */
contact: string | null, offered: Array<PersonFace>, 
/**
 * What others gave them.
 */
contacts: Array<ContactEntry>, blocks: Array<PersonFace>, 
/**
 * What they told staff about others.
 */
told: Array<MyReport>, 
/**
 * How often somebody told staff about them; what and who stays between those two.
 */
told_about: number, 
/**
 * Entries that they captured for the report.
 */
captured: Array<EntryId>, 
/**
 * Blocks of the report that they signed.
 */
signed: Array<Block>, 
/**
 * For how many days after its end the session is kept; 0 is until it is deleted.
 */
retention_days: number | null, };

export type MyFeedbackEntry = { rating: number, line: string | null, };

export type MyItem = { id: ItemId, kind: ItemKind, 
/**
 * In their words.
 */
text: string | null, 
/**
 * In a moderator's, where it was worded anew.
 */
wording: string | null, 
/**
 * What stands beside it.
 */
name: string | null, affiliation: string | null, language: string | null, anonymity: Anonymity, state: ItemState, reason: string | null, answer: string | null, at_ms: number, };

export type MyLine = { text: string, at_ms: number, };

export type MyPollEntry = { poll: PollId, 
/**
 * Indices of options, in order.
 */
options: Array<number>, };

export type MyReport = { about: PersonFace, reason: string, at_ms: number, };

export type MyRoom = { room: RoomId, round: RoundId, opened_at_ms: number, met: Array<PersonFace>, said: Array<MyLine>, 
/**
 * Their letters of the room's notes.
 */
notes: string, 
/**
 * Whether they may be named with what the room brought back.
 */
agrees: boolean, };

export type MyStanceEntry = { entry: EntryId, stance: Stance, why: string | null, };

export type NamedPerson = { person: PersonId, name: string | null, };

export type NetworkingCommand = { "type": "call_round", settings: RoundSettings, } | { "type": "draw_round" } | { "type": "call_off_round" } | { "type": "next_round" } | { "type": "close_round" } | { "type": "extend_round", minutes: number, } | { "type": "close_room", room: RoomId, } | { "type": "move_person", person: PersonId, room: RoomId, } | { "type": "message_rooms", text: string, } | { "type": "visit_room", room: RoomId | null, } | { "type": "answer_call", room: RoomId, } | { "type": "set_report_handled", report: number, handled: boolean, } | { "type": "set_discussion", prompt: string | null, } | { "type": "ready_for_round", ready: boolean, } | { "type": "leave_room", then: Then, } | { "type": "answer_offer", accept: boolean, } | { "type": "edit_notes", revision: number, at: number, delete: number, insert: string, 
/**
 * Whether it goes on from one's own last words.
 */
follows: boolean, } | { "type": "set_room_takeaway", text: string, revision: number, } | { "type": "agree_to_be_named", agrees: boolean, } | { "type": "call_moderator", calling: boolean, } | { "type": "block", person: PersonId, blocked: boolean, } | { "type": "report_person", person: PersonId, reason: string, } | { "type": "offer_contact", person: PersonId, offered: boolean, } | { "type": "set_contact", text: string, } | { "type": "say_in_room", text: string, };

export type NotesEntry = { text: string, revision: number, };

export type OfferEntry = { room: RoomId, letter: string | null, members: Array<OfferedMember>, };

export type OfferedMember = { person: PersonId, name: string | null, affiliation: string | null, };

export type OptionTally = { 
/**
 * By people who attend over the network.
 */
online: number, 
/**
 * By people in the room, on their own device.
 */
room: number, 
/**
 * By people at hubs.
 */
hub: number, 
/**
 * By people of sides from which too few answered to be shown apart; not said where there are none. Older
 * results have their sides whole.
 */
gathered?: number, 
/**
 * Hands of people in the room without a device.
 */
hands: number, 
/**
 * Those of `online`, `room`, `hub` and `gathered` by stakeholder group: the same lines for every option.
 * The last, `None`, gathers those whose group is not known or too small to be shown apart.
 */
by_group: Array<[StakeholderGroup | null, number]>, };

export type OrderEntry = { places: Array<Placed>, };

export type OrderRules = { 
/**
 * Online and room by turns.
 */
alternate: boolean, 
/**
 * Whoever has not had the floor yet comes first.
 */
first_timers: boolean, 
/**
 * The more supported comes first.
 */
votes: boolean, };

export type Origin = "online" | "room" | "hub";

export type OwnEntry = { arrival?: ArrivalEntry, id: ItemId, kind: ItemKind, text: string | null, anonymity: Anonymity, state: ItemState, 
/**
 * Place in the order from 1; of a merged one, that of the item it is asked with.
 */
place: number | null, why: Why | null, 
/**
 * Rough time until its turn, from the turns so far, in half minutes; where the floor is not open
 * yet, from when it opens.
 */
wait_ms: number | null, 
/**
 * About when its turn begins, as the hour is planned; an overrun before the floor opens comes on
 * top of it.
 */
about_at_ms: number | null, 
/**
 * Whether the time for questions may be over before.
 */
may_not_be_reached: boolean, 
/**
 * How it is brought up; of a merged one, how the item is that it is asked with.
 */
turn: Turn, ready: boolean, 
/**
 * When a call that has no answer is over.
 */
answer_by_ms: number | null, 
/**
 * The item with which it is asked, and its words.
 */
merged_into: ItemId | null, asked_as: string | null, because: Because | null, 
/**
 * In staff's words.
 */
reason: string | null, 
/**
 * The answer in writing.
 */
answer: string | null, 
/**
 * Whether the answer in writing is for nobody else.
 */
answer_private?: boolean, votes: number, at_ms: number, };

export type PageAccount = { 
/**
 * Lines of the source with text in them.
 */
lines: number, 
/**
 * Lines in a field.
 */
in_fields: number, 
/**
 * Labels, and furniture of the site.
 */
headings: number, 
/**
 * Lines of which nothing, or not everything, was made; the list of them may be shorter.
 */
unread: number, };

export type PageAgain = { diff: AboutDiff, page: Imported, unread: Array<string>, 
/**
 * All sessions of the source, and the number of the one that was compared, from 0.
 */
sessions: Array<SourceSession>, chosen: number, };

export type PageDoubt = { "doubt": "length_against_slot", 
/**
 * Minutes as stated.
 */
stated_minutes: number, 
/**
 * Minutes from start to end.
 */
slot_minutes: number, 
/**
 * The line that states the length.
 */
source: PageNote, } | { "doubt": "agenda_against_length", 
/**
 * Fewest minutes of all parts together.
 */
agenda_minutes: number, 
/**
 * Minutes of the session.
 */
length_minutes: number, 
/**
 * The first line of the agenda.
 */
source: PageNote, } | { "doubt": "second_value", 
/**
 * The line that says otherwise.
 */
source: PageNote, } | { "doubt": "unknown_zone", 
/**
 * The line with the time.
 */
source: PageNote, };

export type PageField = "title" | "time" | "room" | "slides" | "themes" | "organizers" | "speakers" | "onsite_moderators" | "online_moderators" | "rapporteurs" | "goals" | "sdg_rationale" | "format" | "format_description" | "duration" | "agenda" | "description" | "key_takeaways" | "calls_to_action" | "session_report";

export type PageNote = { 
/**
 * The field that it is about.
 */
field: PageField | null, 
/**
 * Number of the line in the source, from 1.
 */
line: number, 
/**
 * The line as it was read.
 */
text: string, };

export type PagePerson = { 
/**
 * Name of the person, or of the organisation in a list of organizers.
 */
name: string, 
/**
 * Organisation and post, as written; may contain commas.
 */
affiliation: string | null, 
/**
 * One of the IGF's groups: "Technical Community".
 */
stakeholder_group: string | null, 
/**
 * One of the regional groups: "Asia-Pacific Group".
 */
region: string | null, };

export type PageReading = { 
/**
 * The title alone, without year, type and number.
 */
title: string | null, 
/**
 * Year of the forum.
 */
year: number | null, 
/**
 * Kind of session in the IGF's words: "Launch / Award Event".
 */
type: string | null, 
/**
 * Number within year and type.
 */
number: number | null, 
/**
 * People and organisations named before the speakers.
 */
organizers: Array<PagePerson>, 
/**
 * Speakers; a placeholder is not one.
 */
speakers: Array<PagePerson>, 
/**
 * Moderators in the room.
 */
onsite_moderators: Array<PagePerson>, 
/**
 * Moderators of the people online.
 */
online_moderators: Array<PagePerson>, 
/**
 * Rapporteurs.
 */
rapporteurs: Array<PagePerson>, 
/**
 * Targets of the 2030 Agenda such as "16.10", in the order of the text.
 */
sdg_targets: Array<string>, 
/**
 * Goals named as rows of their own, 1 to 17, in the order of the text.
 */
sdg_goals: Array<number>, 
/**
 * What the page says about its targets.
 */
sdg_rationale: string | null, 
/**
 * Seating or style, as written: "Roundtable".
 */
format: string | null, 
/**
 * What the page says about its format.
 */
format_description: string | null, 
/**
 * Length as stated; never computed from the times.
 */
duration_minutes: number | null, 
/**
 * Theme and subtheme.
 */
themes: Array<string>, 
/**
 * The description.
 */
description: string | null, 
/**
 * Segments by the page's own words, with a fitted plan; empty if the page has no such words.
 */
agenda: Array<AgendaItem>, 
/**
 * Start, RFC 3339 in UTC.
 */
starts_at: string | null, 
/**
 * End, RFC 3339 in UTC.
 */
ends_at: string | null, 
/**
 * Room.
 */
room: string | null, 
/**
 * Where the slides are, as an https address.
 */
slides: string | null, 
/**
 * Key takeaways of a page with a report.
 */
key_takeaways: Array<string>, 
/**
 * Calls to action of a page with a report.
 */
calls_to_action: Array<string>, 
/**
 * Session report, paragraphs and bullets on lines of their own.
 */
session_report: string | null, 
/**
 * When the report's blocks are due, in the page's words.
 */
deadlines: Deadlines, 
/**
 * Lines, and parts of lines, of which nothing was made; the first 500 of them.
 */
unread: Array<string>, 
/**
 * The number of the source line of each that is unread, from 1; 0 where the source has no lines.
 */
unread_lines: Array<number>, 
/**
 * What was concluded and not said.
 */
guesses: Array<PageNote>, 
/**
 * What the page says twice and differently.
 */
doubts: Array<PageDoubt>, 
/**
 * How many lines ended where.
 */
account: PageAccount, };

export type Part = "main" | "person" | "room";

export type PeopleCommand = { "type": "introduce", profile: Profile, } | { "type": "take_part_in_networking", takes_part: boolean, } | { "type": "free_places" };

export type PeopleList = "organizers" | "speakers" | "onsite_moderators" | "online_moderators" | "rapporteurs";

export type PersonDiff = { list: PeopleList, name: string, now: PagePerson | null, page: PagePerson | null, imported: PagePerson | null, edited: boolean, is_new: boolean, 
/**
 * Whether no role link of theirs would carry what the list asks of them.
 */
needs_link: boolean, };

export type PersonFace = { person: PersonId, name: string | null, };

export type PersonId = number;

export type Placed = { 
/**
 * Which item.
 */
item: ItemId, 
/**
 * Why it is here.
 */
why: Why, 
/**
 * In the words of who put it here.
 */
reason?: string, };

export type PollCommand = { "type": "open_poll", kind: PollKind, question: string, options: Array<string>, live: boolean, } | { "type": "prepare_polls", polls: Array<PollPlan>, } | { "type": "edit_prepared_poll", poll: PreparedId, plan: PollPlan, } | { "type": "place_prepared_poll", poll: PreparedId, before: PreparedId | null, } | { "type": "remove_prepared_poll", poll: PreparedId, } | { "type": "open_prepared_poll", poll: PreparedId, } | { "type": "close_poll", poll: PollId, } | { "type": "answer_poll", poll: PollId, options: Array<number>, } | { "type": "count_hands", poll: PollId, counts: Array<number>, };

export type PollEntry = { id: PollId, kind: PollKind, question: string, 
/**
 * What staff typed; empty where the words are the browser's.
 */
options: Array<string>, live: boolean, at_ms: number, closed_at_ms: number | null, };

export type PollId = number;

export type PollKind = "agree" | "scale" | "single" | "multiple";

export type PollPlan = { 
/**
 * Kind.
 */
kind: PollKind, 
/**
 * What is asked.
 */
question: string, 
/**
 * What staff typed; empty where the kind has options of its own.
 */
options: Array<string>, 
/**
 * Whether everybody sees the result while it runs.
 */
live: boolean, };

export type PollResult = { 
/**
 * An option each, in order.
 */
options: Array<OptionTally>, 
/**
 * People who answered on a screen; hands are not in it.
 */
answered: number, 
/**
 * Those, and everybody else who is here and may answer: `answered` is never more than this,
 * even when people leave after they have answered.
 */
present: number, };

export type PollTally = { answered: number, present: number, 
/**
 * Nothing for the public while the poll is open and its result is not shown live.
 */
result: PollResult | null, };

export type PreparedEntry = { polls: Array<PreparedPoll>, };

export type PreparedId = number;

export type PreparedPoll = { 
/**
 * Id, counting from 1; it is no poll's.
 */
id: PreparedId, 
/**
 * As it was written.
 */
plan: PollPlan, };

export type PresenceEntry = { online: number, room: number, hub: number, staff: number, 
/**
 * How many a round would draw now.
 */
taking_part: number, 
/**
 * How many more may come, where they are few.
 */
places_left?: number, };

export type PrivacyCommand = { "type": "erase_me" } | { "type": "set_retention", days: number, } | { "type": "delete_session", confirm: string, };

export type PrivacyEntry = { 
/**
 * Days after the end; 0 is until it is deleted, and nothing is what the server says.
 */
retention_days: number | null, purged_at_ms: number | null, 
/**
 * How many had come, of a purged session.
 */
people: number | null, 
/**
 * When a purged session was held.
 */
held_at_ms: number | null, };

export type Profile = { 
/**
 * As it should be said aloud.
 */
name: string | null, 
/**
 * Organisation; for government speakers the country.
 */
affiliation: string | null, 
/**
 * Stakeholder group.
 */
stakeholder_group: StakeholderGroup | null, 
/**
 * Regional group.
 */
region: Region | null, 
/**
 * Language tags, the preferred one first.
 */
languages: Array<string>, 
/**
 * In the room, online or at a hub.
 */
attendance: Attendance, 
/**
 * How many people sit behind this seat, where it is a hub's.
 */
heads: number | null, 
/**
 * What they would like to talk about.
 */
about: string | null, };

export type ProxyEntry = { name: string, affiliation: string, 
/**
 * Microphone or seat.
 */
place: string, text: string, origin: Origin, 
/**
 * How many people sit behind it, where it speaks for a hub.
 */
heads: number | null, };

export type Quoted = { "type": "speaker", 
/**
 * Whose link.
 */
speaker: LinkId, } | { "type": "name", 
/**
 * As the rapporteur wrote it.
 */
name: string, };

export type ReadPage = { 
/**
 * What was sent, by its content.
 */
source: SourceKind, page: PageReading, 
/**
 * An agenda for pages that have none.
 */
default_agenda: Array<AgendaItem>, 
/**
 * The page as a session remembers it.
 */
imported: Imported, more: Array<ReadSession>, };

export type ReadSession = { page: PageReading, default_agenda: Array<AgendaItem>, imported: Imported, };

export type RefusedField = { path: string } & Rejection;

export type Region = "african" | "asia_pacific" | "eastern_european" | "latin_american_and_caribbean" | "western_european_and_others" | "intergovernmental_organization";

export type Rejection = { "reason": "not_allowed" } | { "reason": "not_understood" } | { "reason": "too_fast" } | { "reason": "too_long" } | { "reason": "not_stored" } | { "reason": "text_missing", 
/**
 * Which one.
 */
field: Field, } | { "reason": "text_too_long", 
/**
 * Which one.
 */
field: Field, 
/**
 * Characters received.
 */
chars: number, 
/**
 * Characters allowed.
 */
chars_max: number, } | { "reason": "out_of_range", 
/**
 * Which one.
 */
field: Field, 
/**
 * Smallest allowed value.
 */
min: number, 
/**
 * Greatest allowed value.
 */
max: number, } | { "reason": "language_unknown", 
/**
 * Where.
 */
field: Field, } | { "reason": "full", 
/**
 * What is full.
 */
field: Field, 
/**
 * How many there may be.
 */
max: number, } | { "reason": "about_changed", 
/**
 * Its revision now.
 */
revision: number, } | { "reason": "session_unknown" } | { "reason": "session_damaged" } | { "reason": "session_exists" } | { "reason": "link_unknown" } | { "reason": "door_closed" } | { "reason": "name_missing" } | { "reason": "person_unknown" } | { "reason": "segment_unknown" } | { "reason": "segment_changed", 
/**
 * What runs now.
 */
running: SegmentId | null, } | { "reason": "segment_not_ahead", 
/**
 * Which one.
 */
segment: SegmentId, } | { "reason": "segment_edited", 
/**
 * Which one.
 */
segment: SegmentId, 
/**
 * Its revision now.
 */
revision: number, } | { "reason": "clock_not_running" } | { "reason": "session_ended" } | { "reason": "session_runs" } | { "reason": "speaker_unknown", 
/**
 * The name.
 */
name: string, } | { "reason": "speaker_known", 
/**
 * The name.
 */
name: string, } | { "reason": "voice_changed", 
/**
 * Who speaks now.
 */
voice: Voice | null, } | { "reason": "voice_not_expected" } | { "reason": "cue_unknown" } | { "reason": "item_unknown" } | { "reason": "item_changed", 
/**
 * Which item.
 */
item: ItemId, 
/**
 * Its state now.
 */
state: ItemState, } | { "reason": "move_impossible", 
/**
 * Its state now.
 */
state: ItemState, } | { "reason": "floor_taken", 
/**
 * Whose turn it is.
 */
item: ItemId, } | { "reason": "no_floor_here", 
/**
 * Which one that is.
 */
segment: SegmentId, } | { "reason": "act_changed", 
/**
 * What may be taken back now.
 */
act: ActId | null, } | { "reason": "nobody_waits" } | { "reason": "nothing_to_undo" } | { "reason": "floor_closed" } | { "reason": "hand_already_raised", 
/**
 * The hand.
 */
item: ItemId, } | { "reason": "already_asked" } | { "reason": "too_many_questions", 
/**
 * How many may wait at once.
 */
max: number, } | { "reason": "vote_impossible" } | { "reason": "muted" } | { "reason": "banned" } | { "reason": "name_reserved" } | { "reason": "link_not_https" } | { "reason": "merge_impossible" } | { "reason": "poll_unknown" } | { "reason": "poll_closed" } | { "reason": "poll_open", 
/**
 * Which one.
 */
poll: PollId, } | { "reason": "round_open" } | { "reason": "round_not_open" } | { "reason": "too_few_people", 
/**
 * How many there are.
 */
people: number, } | { "reason": "round_not_called" } | { "reason": "no_next_round" } | { "reason": "not_matched" } | { "reason": "not_in_room" } | { "reason": "room_unknown" } | { "reason": "room_full" } | { "reason": "no_other_room" } | { "reason": "people_blocked" } | { "reason": "report_unknown" } | { "reason": "entry_unknown" } | { "reason": "text_changed", 
/**
 * The present text.
 */
text: string, 
/**
 * Its revision.
 */
revision: number, } | { "reason": "entry_removed", 
/**
 * As it stood.
 */
text: string, 
/**
 * Its revision.
 */
revision: number, } | { "reason": "revision_unknown" } | { "reason": "block_signed", 
/**
 * Which one.
 */
block: Block, } | { "reason": "block_changed", 
/**
 * Which one.
 */
block: Block, 
/**
 * Its revision now.
 */
revision: number, } | { "reason": "time_zone_unknown" } | { "reason": "line_unknown" } | { "reason": "consensus_open" } | { "reason": "consensus_closed" } | { "reason": "only_organiser" } | { "reason": "retention_passed", 
/**
 * The fewest that may be set now.
 */
days_min: number, } | { "reason": "confirmation_wrong" } | { "reason": "session_purged" } | { "reason": "session_deleted" };

export type ReplanEntry = { changes: Array<LengthChange>, 
/**
 * How late the session would end even so.
 */
late_ms: number, };

export type ReportEntry = { text: string, revision: number, 
/**
 * In the page's words.
 */
deadlines: Deadlines, blocks: Array<BlockEntry>, rules: ReportRules, time_zone: string | null, };

export type ReportRules = { 
/**
 * Of the first block.
 */
takeaways: ListRule, 
/**
 * Of the second.
 */
calls_to_action: ListRule, 
/**
 * Of the third.
 */
report: TextRule, 
/**
 * Whether stakeholder groups and regions come into the annex.
 */
collect_groups: boolean, 
/**
 * Whether the draft names those who asked under their names.
 */
name_askers: boolean, };

export type ReportedEntry = { id: number, by: PersonId, by_name: string | null, person: PersonId, name: string | null, room: RoomId | null, round: RoundId | null, reason: string, 
/**
 * Whether one of the two erased themselves, and the reason with it.
 */
erased?: boolean, at_ms: number, handled: boolean, };

export type ReportsEntry = { reports: Array<ReportedEntry>, };

export type Revise = { changes: Changes, revision: number, };

export type Role = "organiser" | "moderator" | "floor_runner" | "speaker" | "rapporteur" | "display" | "participant" | "integration";

export type RoleLink = { id: LinkId, roles: Array<Role>, holder: string | null, affiliation: string | null, revoked: boolean, 
/**
 * What goes behind `#`; a revoked link has none.
 */
secret: string | null, };

export type RoomEntry = { id: RoomId, round: RoundId, letter: string | null, prompt: string, opened_at_ms: number, closes_at_ms: number, members: Array<RoomMember>, notes: NotesEntry, takeaway: NotesEntry, called_at_ms: number | null, };

export type RoomGuest = { person: PersonId, name: string | null, };

export type RoomId = number;

export type RoomMember = { person: PersonId, name: string | null, affiliation: string | null, stakeholder_group: StakeholderGroup | null, languages: Array<string>, 
/**
 * Those of them that everybody else in the room speaks too.
 */
shared_languages: Array<string>, about: string | null, attendance: Attendance, here: boolean, held_until_ms: number | null, 
/**
 * Of staff, and here to help.
 */
visitor: boolean, 
/**
 * May be named with the room's line.
 */
agrees: boolean, };

export type RoomsEntry = { rooms: Array<StaffRoom>, unseated: Array<UnseatedPerson>, };

export type RoomsOfSize = { size: number, count: number, };

export type RoundEntry = { id: RoundId, 
/**
 * Which one of its series, from 1.
 */
number: number, 
/**
 * How many the series has.
 */
of: number, prompt: string, settings: RoundSettings, called_at_ms: number, 
/**
 * When it is drawn by itself, as long as people are asked.
 */
draws_at_ms: number | null, 
/**
 * Since when its draw is being worked out.
 */
drawing_since_ms: number | null, 
/**
 * Of those who are here, who said that they are ready.
 */
ready: number, 
/**
 * Who would be drawn if all were.
 */
expected: number, drawn_at_ms: number | null, 
/**
 * It may lie ahead: until then people see whom they meet.
 */
opened_at_ms: number, closes_at_ms: number, rooms: number, people: number, 
/**
 * The last warning given, in milliseconds that were left.
 */
warned_ms: number | null, message: RoundMessage | null, tables: Array<TableEntry>, closed_at_ms: number | null, closed_by: ClosedBy | null, 
/**
 * Whether another round of the series can follow.
 */
can_follow: boolean, 
/**
 * When that one calls itself.
 */
next_at_ms: number | null, };

export type RoundId = number;

export type RoundMessage = { text: string, at_ms: number, };

export type RoundPreview = { people: number, 
/**
 * Rooms by size, the largest first.
 */
rooms: Array<RoomsOfSize>, 
/**
 * How many of them are tables.
 */
tables: number, waiting: number, 
/**
 * Rounds of the series that were looked at, from the first on: as many as are planned together, and
 * one where that is too much for so many people.
 */
rounds: number, 
/**
 * Pairs who meet again in those.
 */
repeats: number, forced_repeats: number, isolated: number, clean_round_limit: number, clean_round_bound: number, diversity_permille: number, };

export type RoundSettings = { 
/**
 * What the rooms talk about.
 */
prompt: string, 
/**
 * People wanted in a room.
 */
room_size: number, 
/**
 * From opening to closing, in milliseconds.
 */
length_ms: number, 
/**
 * Rounds of the series.
 */
rounds: number, 
/**
 * Between two rounds, in milliseconds.
 */
pause_ms: number, 
/**
 * Whether the next round calls itself.
 */
by_itself: boolean, 
/**
 * Whether people are asked if they are ready before the draw.
 */
ready_check: boolean, 
/**
 * What people in the room do.
 */
tables: Tables, };

export type RundownEntry = { plans: Array<SegmentDraft>, };

export type SeatEntry = { person: PersonId, name: string | null, here: boolean, held_until_ms: number | null, };

export type Section = "presentations" | "discussion" | "breakouts" | "polls" | "agreements";

export type SegmentDraft = { segment: SegmentId, revision: number, plan: SegmentPlan, 
/**
 * Whether it may still be moved, left out or removed.
 */
ahead: boolean, };

export type SegmentEntry = { id: SegmentId, kind: SegmentKind, title: string, 
/**
 * When it should begin by the plan that was promised.
 */
planned_start_ms: number | null, 
/**
 * What was promised; nothing for one put in later.
 */
plan_ms: number, length_ms: number, min_ms: number, max_ms: number, slots: Array<SlotEntry>, hard_start_ms: number | null, auto_advance: boolean, skipped: boolean, started_at_ms: number | null, ended_at_ms: number | null, 
/**
 * Time it took, once it has ended.
 */
took_ms: number | null, coming: Coming | null, };

export type SegmentId = number;

export type SegmentKind = "opening" | "keynotes" | "presentation" | "panel" | "discussion" | "questions" | "moving" | "networking" | "award" | "closing" | "other";

export type SegmentPlan = { 
/**
 * What happens in it.
 */
kind: SegmentKind, 
/**
 * Title, shown on every screen.
 */
title: string, 
/**
 * Planned minutes.
 */
minutes: number, 
/**
 * Fewest minutes to which an overrun elsewhere may squeeze it.
 */
minutes_min: number, 
/**
 * Most minutes to which time to spare may stretch it.
 */
minutes_max: number, 
/**
 * Who speaks in it, in order, by the names of the role links.
 */
speakers?: Array<SlotPlan>, 
/**
 * What staff should know.
 */
notes?: string, 
/**
 * When it must begin, in milliseconds since 1970.
 */
hard_start_ms?: number, 
/**
 * Whether the server goes on by itself when its time is up.
 */
auto_advance?: boolean, };

export type SentEntry = { id: CueId, 
/**
 * For whom; `None` is for every speaker.
 */
to: LinkId | null, text: string | null, tone: Tone, at_ms: number, 
/**
 * Who has seen it, and when; the lectern's screen has no name.
 */
seen: Array<[LinkId, number]>, };

export type ServerFrame = { "type": "welcome", 
/**
 * Who one is; a display is nobody.
 */
you: PersonId | null, 
/**
 * What the screen may do.
 */
roles: Array<Role>, 
/**
 * The commands that it may give, by their names.
 */
may: Array<Command['type']>, 
/**
 * By which link, if any.
 */
link: LinkId | null, 
/**
 * The present secret of that link, for whoever rotated it and came with the one before.
 */
secret: string | null, 
/**
 * The server's time, in milliseconds since 1970.
 */
server_time_ms: number, 
/**
 * Bounds for the fields of the screen.
 */
limits: Limits, 
/**
 * Who runs this server, in their words.
 */
operator: string | null, 
/**
 * Days for which a session is kept after its end where it says nothing itself; 0 is until it
 * is deleted.
 */
retention_days: number, 
/**
 * What this connection is called in the server's log, for whoever asks for help.
 */
connection: string, } | { "type": "snapshot", 
/**
 * Which part.
 */
part: Part, 
/**
 * Version that it shows.
 */
version: number, 
/**
 * The entries.
 */
entries: Record<string, unknown>, } | { "type": "change", 
/**
 * Which part.
 */
part: Part, 
/**
 * The version of this part before; a screen with another one asks anew.
 */
after: number, 
/**
 * Version that it leads to.
 */
version: number, 
/**
 * New and changed entries; left out where there is none.
 */
put?: Record<string, unknown>, 
/**
 * Keys of entries that are gone; left out where there is none.
 */
del?: Array<string>, 
/**
 * Orders in which some have moved: those that the steps name are taken out, then each that has
 * not left is put behind the one that it names, in turn. They may be taken twice. Left out
 * where there is none.
 */
moves?: { [key in string]: Array<Step> }, } | { "type": "done", 
/**
 * Which.
 */
id: string, 
/**
 * Version that holds it.
 */
version: number, } | { "type": "refused", 
/**
 * Which; `None` if the frame had no id that could be read.
 */
id: string | null, 
/**
 * Why.
 */
rejection: Rejection, } | { "type": "similar", 
/**
 * As sent.
 */
n: number, 
/**
 * Waiting items much like it, the most alike first.
 */
items: Array<ItemId>, } | { "type": "places", 
/**
 * As sent.
 */
n: number, 
/**
 * At most as many as everybody sees of the front.
 */
places: Array<Placed>, } | { "type": "round_preview", 
/**
 * As sent.
 */
n: number, 
/**
 * Rooms by size, repeats, the limit.
 */
preview: RoundPreview | null, 
/**
 * The refusal.
 */
rejection: Rejection | null, } | { "type": "call_setup", 
/**
 * As sent.
 */
n: number, 
/**
 * Servers and passwords.
 */
setup: CallSetup | null, 
/**
 * The refusal.
 */
rejection: Rejection | null, } | { "type": "my_data", 
/**
 * As sent.
 */
n: number, 
/**
 * All of it.
 */
data: MyData | null, 
/**
 * The refusal.
 */
rejection: Rejection | null, } | { "type": "hand_over", 
/**
 * As sent.
 */
n: number, 
/**
 * In milliseconds since 1970.
 */
until_ms: number | null, 
/**
 * The refusal.
 */
rejection: Rejection | null, } | { "type": "signal", 
/**
 * From whom.
 */
from: PersonId, 
/**
 * As they sent it.
 */
payload: unknown, } | { "type": "goodbye", 
/**
 * What this connection was called in the server's log, for whoever asks for help.
 */
connection: string, 
/**
 * The server restarts, and has a place for this screen after so many milliseconds: all
 * come back one after the other. `None` where the close code says what to do.
 */
return_ms: number | null, } | { "type": "pong", 
/**
 * As sent.
 */
t: number, 
/**
 * The server's time, in milliseconds since 1970.
 */
server_time_ms: number, };

export type SessionEntry = { title: string, year: number | null, type: string | null, number: number | null, room: string | null, starts_at: string | null, description: string | null, 
/**
 * Where the slides are: an https address.
 */
slides?: string, 
/**
 * The language in which it is held; English where nothing is said.
 */
language?: string, speakers: Array<PagePerson>, onsite_moderators: Array<PagePerson>, online_moderators: Array<PagePerson>, rapporteurs: Array<PagePerson>, door_open: boolean, };

export type SessionFile = { 
/**
 * [`FORMAT`].
 */
format: string, 
/**
 * [`VERSION`].
 */
version: number, 
/**
 * What the session is about.
 */
about: About, 
/**
 * The hour, in order.
 */
agenda: Array<SegmentPlan>, 
/**
 * The page as it was last taken in.
 */
imported?: Imported, };

export type SessionPlan = { 
/**
 * What it is about.
 */
about: About, 
/**
 * The hour, in order.
 */
agenda: Array<SegmentPlan>, 
/**
 * The page as it was read, before the organiser corrected it; without it, the plan counts as
 * the page's own words.
 */
imported?: Imported, };

export type Settle = "finish" | "leave_to_report" | "carry_over";

export type Share = { 
/**
 * A speaker's link; none for those who ask.
 */
speaker: LinkId | null, 
/**
 * Name; none for those who asked without one.
 */
name: string | null, 
/**
 * Affiliation.
 */
affiliation: string | null, 
/**
 * Room or online.
 */
origin: Origin, 
/**
 * Stakeholder group, where it is known.
 */
stakeholder_group: StakeholderGroup | null, 
/**
 * Times that they had the voice.
 */
turns: number, 
/**
 * For how long together, in milliseconds.
 */
ms: number, };

export type ShareEntry = { groups: Groups, 
/**
 * The sum first, then by origin.
 */
statistics: Array<Statistics>, };

export type Shares = { 
/**
 * Longest first; of equals, speakers first.
 */
people: Array<Share>, 
/**
 * Sums by origin; hubs apart.
 */
by_origin: Array<[Origin, number]>, 
/**
 * Sums by stakeholder group; last, those of whom it is not known.
 */
by_group: Array<[StakeholderGroup | null, number]>, };

export type Showing = "soon" | "moving" | "clock" | "floor" | "prompt" | "poll" | "join" | "takeaways" | "consensus" | "blank" | "thanks";

export type SignedEntry = { text: string, at_ms: number, };

export type Silence = "muted" | "kept_out";

export type SlotEntry = { speaker: LinkId, name: string | null, affiliation: string | null, 
/**
 * As the hour was planned, before anybody made the segment longer or shorter.
 */
plan_ms: number, allowance_ms: number, 
/**
 * Time spoken in it, in stints that are over.
 */
used_ms: number, };

export type SlotPlan = { 
/**
 * The name on their role link.
 */
name: string, 
/**
 * Their minutes; without, they share what the others leave.
 */
minutes?: number, };

export type SoundCommand = { "type": "set_venue", venue: Venue | null, } | { "type": "say_here", item: ItemId, microphone: boolean, } | { "type": "open_channel", item: ItemId, } | { "type": "hear_voice", item: ItemId, } | { "type": "retry_handover", item: ItemId, };

export type SoundEntry = { kind: VenueKind | null, 
/**
 * Staff: with its address.
 */
venue?: Venue, 
/**
 * Of what has the floor, where its voice has to arrive.
 */
handover: HandoverEntry | null, 
/**
 * Staff: of those who wait, who have said that they are there.
 */
ready?: Array<HandoverEntry>, };

export type Source = { "type": "moment", at_ms: number, } | { "type": "item", item: ItemId, } | { "type": "entry", entry: EntryId, } | { "type": "poll", poll: PollId, } | { "type": "room", room: RoomId, } | { "type": "segment", segment: SegmentId, };

export type SourceKind = "text" | "html" | "linked_data" | "calendar" | "schedule" | "indico" | "people" | "document";

export type SourceSession = { title: string | null, 
/**
 * RFC 3339 in UTC.
 */
starts_at: string | null, ends_at: string | null, room: string | null, };

export type SpeakerEntry = { speaker: LinkId, name: string, affiliation: string | null, origin: Origin, stakeholder_group: StakeholderGroup | null, 
/**
 * Whether a speaker's screen of theirs is open.
 */
here: boolean, };

export type SpeakersEntry = { speakers: Array<SpeakerEntry>, };

export type SpeakingCommand = { "type": "give_voice", voice: Voice, seen: Voice | null, } | { "type": "yield_voice", seen: Voice, } | { "type": "extend_voice", seen: Voice, minutes: number, } | { "type": "add_speaker", name: string, affiliation: string, origin: Origin, } | { "type": "describe_speaker", speaker: LinkId, origin: Origin, stakeholder_group: StakeholderGroup | null, };

export type StaffPart = { asker: AskerPart | null, 
/**
 * How far its asker was silenced, of whom nobody knows who they are.
 */
silence: Silence | null, anonymity: Anonymity, reason: string | null, because: Because | null, answer: string | null, 
/**
 * Whether an answer in writing is for its asker alone.
 */
answer_private?: boolean, stakeholder_group: StakeholderGroup | null, region: Region | null, 
/**
 * The asker's own words, where the wording was changed.
 */
original: string | null, rewordings: number, 
/**
 * Items that are asked together with it.
 */
merged: Array<ItemId>, 
/**
 * The item with which it is asked.
 */
merged_into: ItemId | null, 
/**
 * Items that were much like it when it came, and still stand.
 */
similar: Array<ItemId>, ready: boolean, 
/**
 * The state that undo leads back to.
 */
undo_to: ItemState | null, 
/**
 * The states that it took, the present one last; what was undone is not among them.
 */
moves: Array<MoveEntry>, };

export type StaffRoom = { id: RoomId, letter: string | null, members: Array<SeatEntry>, visitors: Array<RoomGuest>, called_at_ms: number | null, closed: boolean, 
/**
 * How many lines were said.
 */
lines: number, takeaway: string, };

export type StageCommand = { "type": "send_cue", to: LinkId | null, text: string, tone: Tone, } | { "type": "clear_cue", cue: CueId, } | { "type": "see_cue", cue: CueId, } | { "type": "set_thresholds", thresholds: Array<Threshold>, } | { "type": "set_display", mode: DisplayMode, };

export type StageEntry = { display: DisplayMode, 
/**
 * What the display shows now.
 */
shows: Showing, };

export type StakeholderGroup = "government" | "intergovernmental_organization" | "civil_society" | "technical_community" | "private_sector" | "other";

export type Stance = "support" | "live_with" | "object";

export type StanceWhy = { stance: Stance, why: string, };

export type Statistics = { origin: Origin | null, 
/**
 * Everything that came; the other numbers but `forwarded` add up to it.
 */
received: number, merged: number, 
/**
 * What had the floor, whatever became of it there.
 */
forwarded: number, 
/**
 * Of that, what was read aloud; of the rest somebody spoke.
 */
read_aloud: number, answered_aloud: number, answered_in_text: number, deferred: number, dismissed: number, 
/**
 * Passed, or taken back by the asker.
 */
gone: number, 
/**
 * Neither answered nor put away.
 */
open: number, 
/**
 * Dismissed ones by reason; `None` is a reason in words, or none.
 */
dismissed_because: Array<[Because | null, number]>, };

export type Step = [ItemId] | [ItemId, ItemId | null] | [ItemId, ItemId | null, Why] | [ItemId, ItemId | null, Why, string];

export type Summary = { 
/**
 * How many gave any.
 */
given: number, 
/**
 * How many gave which, the highest first. The last, `None`, gathers those ratings that too few gave.
 */
ratings: Array<[number | null, number]>, 
/**
 * In their words, by the alphabet: their order tells nobody's turn.
 */
lines: Array<string>, };

export type TableEntry = { letter: string, 
/**
 * Names of people in the room, where they gave one.
 */
names: Array<string>, 
/**
 * People in the room, named or not.
 */
people: number, 
/**
 * People who join them online.
 */
online: number, };

export type Tables = "none" | "apart" | "mixed";

export type TakeawaysEntry = { takeaways: Array<string>, calls_to_action: Array<string>, };

export type TextRule = { words_min: number, words_max: number, };

export type Then = "out" | "another";

export type Threshold = { 
/**
 * Time that is left then; negative once it is over.
 */
left_ms: number, 
/**
 * The organiser's words; without, the screen says how much is left in its own language.
 */
text: string | null, 
/**
 * How.
 */
tone: Tone, };

export type ThresholdsEntry = { thresholds: Array<Threshold>, };

export type Tone = "steady" | "flash" | "wrap_up";

export type Turn = "read_aloud" | "speaks_online" | "at_microphone" | "from_hub";

export type UndoCommand = { "type": "undo", act: ActId, };

export type UndoEntry = { act: ActId, kind: ActKind, item: ItemId | null, 
/**
 * Where the item went.
 */
to: ItemState | null, 
/**
 * Whose item, voice or right it is.
 */
name: string | null, 
/**
 * The words of the item, unless its asker is hidden from all.
 */
text: string | null, segment: SegmentId | null, 
/**
 * Its title.
 */
title: string | null, 
/**
 * How many items it moved.
 */
count: number, by: PersonFace | null, at_ms: number, };

export type UnplacedEntry = { entries: Array<EntryId>, };

export type UnseatedPerson = { person: PersonId, name: string | null, why: WhyUnseated, };

export type Venue = { "kind": "meeting", 
/**
 * Its https address.
 */
link: string, 
/**
 * The name that one has to use there, or how to be found.
 */
name?: string, } | { "kind": "microphones" } | { "kind": "hub" };

export type VenueKind = "meeting" | "microphones" | "hub";

export type Voice = { "type": "speaker", 
/**
 * Whose link.
 */
speaker: LinkId, } | { "type": "asker", 
/**
 * The item.
 */
item: ItemId, };

export type VoiceEntry = { voice: Voice, name: string | null, affiliation: string | null, origin: Origin, 
/**
 * The item that it belongs to.
 */
item: ItemId | null, 
/**
 * Begin of the stint, moved on by every pause since: what is used is the time from here to
 * now, or to the running pause.
 */
counts_from_ms: number, allowance_ms: number | null, };

export type WaitingEntry = { all: number, online: number, 
/**
 * Staff: how many more may come, where they are few.
 */
places_left?: number, };

export type Why = "called_next" | "arrival" | "alternates" | "first_time" | "votes" | "moved" | "let_pass" | "returned" | "carried_over" | "last_word";

export type WhyUnseated = "left" | "closed" | "lost" | "waiting";

/** What is behind a key of a view. */
export interface Entries {
  'session': SessionEntry;
  'agenda': AgendaEntry;
  'privacy': PrivacyEntry;
  'clock': ClockEntry;
  'voice': VoiceEntry;
  'stage': StageEntry;
  'sound': SoundEntry;
  'thresholds': ThresholdsEntry;
  'takeaways': TakeawaysEntry;
  'rundown': RundownEntry;
  'speakers': SpeakersEntry;
  'speaking': Shares;
  [key: `cue/${number}`]: SentEntry;
  'cue': CueEntry;
  'floor': FloorEntry;
  'floor/order': OrderEntry;
  'floor/waiting': WaitingEntry;
  'floor/share': ShareEntry;
  'floor/handled': HandledEntry;
  'undo': UndoEntry;
  'conduct': ConductEntry;
  [key: `item/${number}`]: ItemEntry;
  [key: `votes/${number}`]: number;
  'presence': PresenceEntry;
  'round': RoundEntry;
  'discussion': DiscussionEntry;
  'rooms': RoomsEntry;
  [key: `harvest/${number}`]: HarvestEntry;
  'reports': ReportsEntry;
  [key: `capture/${number}`]: CapturedEntry;
  'captured': CapturedOrder;
  [key: `history/${number}`]: HistoryEntry;
  'history/report': HistoryEntry;
  'report': ReportEntry;
  'signed': SignedEntry;
  [key: `draft/${number}`]: DraftEntry;
  'unplaced': UnplacedEntry;
  'prepared': PreparedEntry;
  'consensus': ConsensusEntry;
  [key: `consensus/${number}`]: ConsensusTally;
  [key: `stance/${number}`]: MyStanceEntry;
  'feedback': FeedbackEntry;
  'feedback/mine': MyFeedbackEntry;
  'room': RoomEntry;
  [key: `room/line/${number}`]: LineEntry;
  'me': MeEntry;
  [key: `poll/${number}`]: PollEntry;
  [key: `tally/${number}`]: PollTally;
  [key: `answer/${number}`]: MyPollEntry;
  [key: `mine/${number}`]: OwnEntry;
}
