//! What a screen may ask for: imperative, each with what the screen saw where two could collide.

use serde::{Deserialize, Serialize};

use crate::about::{Changes, SegmentPlan, SessionPlan};
use crate::capture::{EntryFact, EntryKind, Quoted};
use crate::consensus::Stance;
use crate::floor::{Anonymity, Because, FloorRules, ItemState, OrderRules, Origin, ProxyEntry};
use crate::ids::{CueId, EntryId, ItemId, LineId, LinkId, PersonId, PollId, RoomId, SegmentId};
use crate::igf::StakeholderGroup;
use crate::networking::RoundSettings;
use crate::people::Profile;
use crate::poll::PollKind;
use crate::report::{Block, LineState, ReportRules};
use crate::speaking::Voice;
use crate::stage::{DisplayMode, Threshold, Tone};

/// Where somebody goes who leaves a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// Back to the main room, until the next round.
    Out,
    /// To another room.
    Another,
}

/// One command. The skipped ones come from the server itself and cannot arrive in a frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[allow(
    missing_docs,
    reason = "the fields are named after what they hold; bounds are in limits"
)]
pub enum Command {
    /// Makes the session, and its role links.
    #[serde(skip)]
    CreateSession { plan: Box<SessionPlan> },
    /// Lets somebody in for the first time.
    #[serde(skip)]
    Join {
        key_hash: String,
        link: Option<LinkId>,
    },
    /// Seats somebody who came while a round is open.
    #[serde(skip)]
    SeatLatecomer { person: PersonId },
    /// Does what has become due.
    #[serde(skip)]
    MeetDeadlines,

    /// Changes what the session is about; `revision` is the one seen.
    ReviseAbout {
        changes: Box<Changes>,
        revision: u32,
    },
    /// Replaces the secret of a link.
    RotateLink { link: LinkId },
    /// Makes a link open nothing.
    RevokeLink { link: LinkId },
    /// Opens or closes the door to new participants.
    SetDoor { open: bool },

    /// Says who one is.
    Introduce { profile: Profile },
    /// Chooses whether to be matched.
    TakePartInNetworking { takes_part: bool },

    /// Starts a segment; `after` is the one seen running.
    StartSegment {
        segment: SegmentId,
        after: Option<SegmentId>,
    },
    /// Stops the clock.
    PauseClock,
    /// Lets it go on.
    ResumeClock,
    /// Gives or takes whole minutes.
    AddTime {
        minutes: i32,
        /// The segment that the screen saw running.
        #[serde(default)]
        segment: Option<SegmentId>,
    },
    /// Sets what is left of the running segment.
    SetRemaining {
        remaining_ms: u64,
        /// The segment that the screen saw running.
        #[serde(default)]
        segment: Option<SegmentId>,
    },
    /// Moves the end that the session has promised.
    SetEnd { ends_at_ms: u64 },
    /// Ends the session.
    EndSession,
    /// Goes on after an end that came too soon.
    ReopenSession,

    /// Puts a segment in before another one that lies ahead, or at the end.
    InsertSegment {
        plan: SegmentPlan,
        before: Option<SegmentId>,
    },
    /// Changes a segment; `revision` is the one seen.
    EditSegment {
        segment: SegmentId,
        plan: SegmentPlan,
        revision: u32,
    },
    /// Moves a segment before another one that lies ahead, or to the end.
    MoveSegment {
        segment: SegmentId,
        before: Option<SegmentId>,
    },
    /// Takes a segment out.
    RemoveSegment { segment: SegmentId },
    /// Leaves a segment out, or takes it in again.
    SkipSegment { segment: SegmentId, skipped: bool },
    /// Fits what is to come into the time that is left.
    Replan,

    /// Gives the voice; `seen` is who had it on the screen.
    GiveVoice { voice: Voice, seen: Option<Voice> },
    /// Takes it back from whom the screen saw speaking.
    YieldVoice { seen: Voice },
    /// Gives whoever speaks whole minutes, or takes them.
    ExtendVoice { seen: Voice, minutes: i32 },
    /// Adds a speaker whom the page does not name.
    AddSpeaker {
        name: String,
        #[serde(default)]
        affiliation: String,
        origin: Origin,
    },
    /// Says where a speaker is and for whom they speak.
    DescribeSpeaker {
        speaker: LinkId,
        origin: Origin,
        stakeholder_group: Option<StakeholderGroup>,
    },
    /// Sends a message to a speaker, or to all.
    SendCue {
        to: Option<LinkId>,
        #[serde(default)]
        text: String,
        tone: Tone,
    },
    /// Takes a message back.
    ClearCue { cue: CueId },
    /// Says that one has seen it.
    SeeCue { cue: CueId },
    /// Sets when a speaker's screen speaks by itself.
    SetThresholds { thresholds: Vec<Threshold> },
    /// Puts something on the display of the room.
    SetDisplay { mode: DisplayMode },

    /// Brings a question.
    AskQuestion {
        text: String,
        #[serde(default)]
        anonymity: Anonymity,
        #[serde(default)]
        language: Option<String>,
        /// A remark that asks nothing.
        #[serde(default)]
        comment: bool,
    },
    /// Raises the hand.
    RaiseHand {
        #[serde(default)]
        note: String,
    },
    /// Takes an own item back.
    WithdrawItem { item: ItemId },
    /// Enters somebody without a device.
    AddProxy(ProxyEntry),
    /// Enters many at once, all or none: lines of a chat.
    AddProxies { entries: Vec<ProxyEntry> },
    /// Moves an item from the state seen to another.
    MoveItem {
        item: ItemId,
        from: ItemState,
        to: ItemState,
        #[serde(default)]
        reason: String,
        #[serde(default)]
        because: Option<Because>,
    },
    /// Answers an item in writing.
    AnswerInText {
        item: ItemId,
        from: ItemState,
        text: String,
    },
    /// Asks items together with another one.
    MergeItems { into: ItemId, items: Vec<ItemId> },
    /// Changes the wording; `revision` is the number of changes seen.
    RewordItem {
        item: ItemId,
        text: String,
        revision: u32,
    },
    /// Puts a waiting item between the neighbours seen.
    PlaceItem {
        item: ItemId,
        after: Option<ItemId>,
        before: Option<ItemId>,
        #[serde(default)]
        reason: String,
    },
    /// Takes the last move of an item back.
    UndoItem { item: ItemId, from: ItemState },
    /// Closes the turn seen on the floor and takes the given or the first waiting.
    TakeNext {
        on_floor: Option<ItemId>,
        item: Option<ItemId>,
    },
    /// Supports a waiting item, or no longer.
    Vote { item: ItemId, support: bool },
    /// Says that one is there and ready.
    ConfirmReady { item: ItemId },
    /// Lets the next one pass.
    LetPass { item: ItemId },
    /// Comes back after having been called in vain.
    Rejoin { item: ItemId },
    /// Sets how the floor is run.
    SetFloor { rules: FloorRules },
    /// Gives a segment an order of its own, or takes it away.
    SetSegmentOrder {
        segment: SegmentId,
        order: Option<OrderRules>,
    },
    /// Lets the floor close by itself after this time.
    LastCall { after_ms: u64 },
    /// Gives somebody the last word and closes the floor; `None` takes it back.
    GiveLastWord { item: Option<ItemId> },
    /// Takes somebody's right to bring things to the floor, or gives it back.
    SetMuted { person: PersonId, muted: bool },
    /// Keeps somebody out, or lets them in again.
    SetBanned { person: PersonId, banned: bool },
    /// Sets the words that hold a text back.
    SetWordList { words: Vec<String> },
    /// Issues a link by which another system may bring things to the floor.
    AddIntegration { name: String },

    /// Puts a temperature check to everybody.
    OpenPoll {
        kind: PollKind,
        question: String,
        #[serde(default)]
        options: Vec<String>,
        live: bool,
    },
    /// Closes it.
    ClosePoll { poll: PollId },
    /// Answers it, or changes the answer; no option takes it back.
    AnswerPoll { poll: PollId, options: Vec<u8> },
    /// Notes a show of hands, an option each.
    CountHands { poll: PollId, counts: Vec<u32> },

    /// Calls the first round of a series.
    CallRound { settings: RoundSettings },
    /// Draws it without waiting for more people.
    DrawRound,
    /// Calls it off, or ends the series before its next round.
    CallOffRound,
    /// Calls the next round of the series.
    NextRound,
    /// Closes it.
    CloseRound,
    /// Gives or takes whole minutes.
    ExtendRound { minutes: i32 },
    /// Closes one room.
    CloseRoom { room: RoomId },
    /// Puts somebody into a room.
    MovePerson { person: PersonId, room: RoomId },
    /// Says something to all rooms.
    MessageRooms { text: String },
    /// Looks into a room, or leaves it again.
    VisitRoom { room: Option<RoomId> },
    /// Takes a room's call as heard.
    AnswerCall { room: RoomId },
    /// Says that staff is done with a report about somebody, or not yet.
    SetReportHandled { report: u32, handled: bool },
    /// Gives the floor a prompt of its own, or takes it away.
    SetDiscussion { prompt: Option<String> },
    /// Says that one is ready for the round.
    ReadyForRound { ready: bool },
    /// Goes out of one's room.
    LeaveRoom { then: Then },
    /// Takes the other room that was offered, or stays.
    AnswerOffer { accept: bool },
    /// Changes the room's notes at one place; `revision` is the one seen.
    EditNotes {
        revision: u32,
        at: u32,
        #[serde(default)]
        delete: u32,
        #[serde(default)]
        insert: String,
        /// Whether it goes on from one's own last words.
        #[serde(default)]
        follows: bool,
    },
    /// Writes the room's line for everybody; `revision` is the one seen.
    SetRoomTakeaway { text: String, revision: u32 },
    /// Says whether one may be named with it.
    AgreeToBeNamed { agrees: bool },
    /// Calls for a moderator.
    CallModerator { calling: bool },
    /// Never sits with somebody again, or may again.
    Block { person: PersonId, blocked: bool },
    /// Tells staff about somebody.
    ReportPerson { person: PersonId, reason: String },
    /// Would give somebody one's contact.
    OfferContact { person: PersonId, offered: bool },
    /// Writes how one can be reached.
    SetContact { text: String },
    /// Says something in one's room.
    SayInRoom { text: String },

    /// Captures something.
    AddEntry {
        kind: EntryKind,
        text: String,
        item: Option<ItemId>,
        #[serde(default)]
        #[cfg_attr(feature = "typescript", ts(optional))]
        room: Option<RoomId>,
        /// Where it was not the running one.
        #[serde(default)]
        #[cfg_attr(feature = "typescript", ts(optional))]
        segment: Option<SegmentId>,
        /// When it was typed, where that was not now.
        #[serde(default)]
        #[cfg_attr(feature = "typescript", ts(optional))]
        moment_ms: Option<u64>,
        #[serde(default)]
        #[cfg_attr(feature = "typescript", ts(optional, as = "Option<String>"))]
        who: String,
        #[serde(default)]
        #[cfg_attr(feature = "typescript", ts(optional, as = "Option<String>"))]
        to_whom: String,
        #[serde(default)]
        #[cfg_attr(feature = "typescript", ts(optional))]
        speaker: Option<Quoted>,
    },
    /// Changes a captured text where somebody types in it: code points of the revision seen.
    EditEntry {
        entry: EntryId,
        revision: u32,
        at: u32,
        delete: u32,
        insert: String,
        /// Whether it goes on from one's own last words.
        #[serde(default)]
        follows: bool,
    },
    /// Says one thing of an entry.
    DescribeEntry { entry: EntryId, fact: EntryFact },
    /// Brings an earlier text of an entry back.
    RestoreEntry { entry: EntryId, revision: u32 },
    /// Puts an entry between the neighbours seen; with neither, in front.
    PlaceEntry {
        entry: EntryId,
        after: Option<EntryId>,
        before: Option<EntryId>,
    },
    /// Holds a segment under the Chatham House Rule, or no longer.
    SetChatham { segment: SegmentId, on: bool },
    /// Writes a captured text as a whole; `revision` is the one seen.
    ReviseEntry {
        entry: EntryId,
        text: String,
        revision: u32,
    },
    /// Takes an entry out, or back in.
    SetEntryRemoved { entry: EntryId, removed: bool },
    /// Writes the session report; `revision` is the one seen.
    WriteReport { text: String, revision: u32 },
    /// Changes the session report where somebody types in it: code points of the revision seen.
    EditReport {
        revision: u32,
        at: u32,
        delete: u32,
        insert: String,
        /// Whether it goes on from one's own last words.
        #[serde(default)]
        follows: bool,
    },
    /// Brings an earlier text of the session report back.
    RestoreReport { revision: u32 },
    /// Declares a block final, or opens it again; `revision` is the one seen.
    SignBlock {
        block: Block,
        signed: bool,
        revision: u32,
    },
    /// Sets what the report should be like.
    SetReportRules { rules: ReportRules },
    /// Sets when a block is due; none leaves it to the page's words.
    SetDeadline {
        block: Block,
        due_at_ms: Option<u64>,
    },
    /// Says where the session is held.
    SetTimeZone { time_zone: Option<String> },
    /// Assembles the draft, or brings it up to date.
    AssembleDraft,
    /// Keeps a line of the draft, writes it anew or drops it; `revision` is the one seen.
    SetDraftLine {
        line: LineId,
        state: LineState,
        #[serde(default)]
        #[cfg_attr(feature = "typescript", ts(optional))]
        text: Option<String>,
        revision: u32,
    },
    /// Puts what is new in the draft into the session report.
    WriteDraftToReport,

    /// Puts entries to everybody.
    PutToConsensus { entries: Vec<EntryId>, live: bool },
    /// Says how one stands to one of them; no stance takes it back.
    AnswerConsensus {
        entry: EntryId,
        stance: Option<Stance>,
        #[serde(default)]
        #[cfg_attr(feature = "typescript", ts(optional, as = "Option<String>"))]
        why: String,
    },
    /// Notes a show of hands: support, can live with it, object.
    CountStances { entry: EntryId, counts: Vec<u32> },
    /// Closes the check.
    CloseConsensus,
}

impl Command {
    /// Its name on the wire, for logs.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::CreateSession { .. } => "create_session",
            Self::Join { .. } => "join",
            Self::SeatLatecomer { .. } => "seat_latecomer",
            Self::MeetDeadlines => "meet_deadlines",
            Self::ReviseAbout { .. } => "revise_about",
            Self::RotateLink { .. } => "rotate_link",
            Self::RevokeLink { .. } => "revoke_link",
            Self::SetDoor { .. } => "set_door",
            Self::Introduce { .. } => "introduce",
            Self::TakePartInNetworking { .. } => "take_part_in_networking",
            Self::StartSegment { .. } => "start_segment",
            Self::PauseClock => "pause_clock",
            Self::ResumeClock => "resume_clock",
            Self::AddTime { .. } => "add_time",
            Self::SetRemaining { .. } => "set_remaining",
            Self::SetEnd { .. } => "set_end",
            Self::EndSession => "end_session",
            Self::ReopenSession => "reopen_session",
            Self::InsertSegment { .. } => "insert_segment",
            Self::EditSegment { .. } => "edit_segment",
            Self::MoveSegment { .. } => "move_segment",
            Self::RemoveSegment { .. } => "remove_segment",
            Self::SkipSegment { .. } => "skip_segment",
            Self::Replan => "replan",
            Self::GiveVoice { .. } => "give_voice",
            Self::YieldVoice { .. } => "yield_voice",
            Self::ExtendVoice { .. } => "extend_voice",
            Self::AddSpeaker { .. } => "add_speaker",
            Self::DescribeSpeaker { .. } => "describe_speaker",
            Self::SendCue { .. } => "send_cue",
            Self::ClearCue { .. } => "clear_cue",
            Self::SeeCue { .. } => "see_cue",
            Self::SetThresholds { .. } => "set_thresholds",
            Self::SetDisplay { .. } => "set_display",
            Self::AskQuestion { .. } => "ask_question",
            Self::RaiseHand { .. } => "raise_hand",
            Self::WithdrawItem { .. } => "withdraw_item",
            Self::AddProxy(_) => "add_proxy",
            Self::AddProxies { .. } => "add_proxies",
            Self::AnswerInText { .. } => "answer_in_text",
            Self::MergeItems { .. } => "merge_items",
            Self::RewordItem { .. } => "reword_item",
            Self::PlaceItem { .. } => "place_item",
            Self::ConfirmReady { .. } => "confirm_ready",
            Self::LetPass { .. } => "let_pass",
            Self::Rejoin { .. } => "rejoin",
            Self::SetSegmentOrder { .. } => "set_segment_order",
            Self::LastCall { .. } => "last_call",
            Self::GiveLastWord { .. } => "give_last_word",
            Self::SetMuted { .. } => "set_muted",
            Self::SetBanned { .. } => "set_banned",
            Self::SetWordList { .. } => "set_word_list",
            Self::AddIntegration { .. } => "add_integration",
            Self::MoveItem { .. } => "move_item",
            Self::UndoItem { .. } => "undo_item",
            Self::TakeNext { .. } => "take_next",
            Self::Vote { .. } => "vote",
            Self::SetFloor { .. } => "set_floor",
            Self::OpenPoll { .. } => "open_poll",
            Self::ClosePoll { .. } => "close_poll",
            Self::AnswerPoll { .. } => "answer_poll",
            Self::CountHands { .. } => "count_hands",
            Self::CallRound { .. } => "call_round",
            Self::DrawRound => "draw_round",
            Self::CallOffRound => "call_off_round",
            Self::NextRound => "next_round",
            Self::CloseRound => "close_round",
            Self::ExtendRound { .. } => "extend_round",
            Self::CloseRoom { .. } => "close_room",
            Self::MovePerson { .. } => "move_person",
            Self::MessageRooms { .. } => "message_rooms",
            Self::VisitRoom { .. } => "visit_room",
            Self::AnswerCall { .. } => "answer_call",
            Self::SetReportHandled { .. } => "set_report_handled",
            Self::SetDiscussion { .. } => "set_discussion",
            Self::ReadyForRound { .. } => "ready_for_round",
            Self::LeaveRoom { .. } => "leave_room",
            Self::AnswerOffer { .. } => "answer_offer",
            Self::EditNotes { .. } => "edit_notes",
            Self::SetRoomTakeaway { .. } => "set_room_takeaway",
            Self::AgreeToBeNamed { .. } => "agree_to_be_named",
            Self::CallModerator { .. } => "call_moderator",
            Self::Block { .. } => "block",
            Self::ReportPerson { .. } => "report_person",
            Self::OfferContact { .. } => "offer_contact",
            Self::SetContact { .. } => "set_contact",
            Self::SayInRoom { .. } => "say_in_room",
            Self::AddEntry { .. } => "add_entry",
            Self::ReviseEntry { .. } => "revise_entry",
            Self::SetEntryRemoved { .. } => "set_entry_removed",
            Self::WriteReport { .. } => "write_report",
            Self::EditEntry { .. } => "edit_entry",
            Self::DescribeEntry { .. } => "describe_entry",
            Self::RestoreEntry { .. } => "restore_entry",
            Self::PlaceEntry { .. } => "place_entry",
            Self::SetChatham { .. } => "set_chatham",
            Self::EditReport { .. } => "edit_report",
            Self::RestoreReport { .. } => "restore_report",
            Self::SignBlock { .. } => "sign_block",
            Self::SetReportRules { .. } => "set_report_rules",
            Self::SetDeadline { .. } => "set_deadline",
            Self::SetTimeZone { .. } => "set_time_zone",
            Self::AssembleDraft => "assemble_draft",
            Self::SetDraftLine { .. } => "set_draft_line",
            Self::WriteDraftToReport => "write_draft_to_report",
            Self::PutToConsensus { .. } => "put_to_consensus",
            Self::AnswerConsensus { .. } => "answer_consensus",
            Self::CountStances { .. } => "count_stances",
            Self::CloseConsensus => "close_consensus",
        }
    }
}
