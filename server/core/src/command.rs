//! What a screen may ask for: imperative, each with what the screen saw where two could collide.

use serde::{Deserialize, Serialize};

use crate::about::{Changes, SegmentPlan, SessionPlan};
use crate::capture::EntryKind;
use crate::floor::{Anonymity, Because, FloorRules, ItemState, OrderRules, Origin, ProxyEntry};
use crate::ids::{CueId, EntryId, ItemId, LinkId, PersonId, PollId, SegmentId};
use crate::people::{Profile, StakeholderGroup};
use crate::poll::PollKind;
use crate::speaking::Voice;
use crate::stage::{DisplayMode, Threshold, Tone};

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

    /// Draws and opens a breakout round.
    OpenRound {
        prompt: String,
        room_size: u32,
        length_ms: u64,
    },
    /// Closes it.
    CloseRound,
    /// Gives or takes whole minutes.
    ExtendRound { minutes: i32 },
    /// Says something in one's room.
    SayInRoom { text: String },

    /// Captures something.
    AddEntry {
        kind: EntryKind,
        text: String,
        item: Option<ItemId>,
    },
    /// Changes a captured text; `revision` is the one seen.
    ReviseEntry {
        entry: EntryId,
        text: String,
        revision: u32,
    },
    /// Takes an entry out, or back in.
    SetEntryRemoved { entry: EntryId, removed: bool },
    /// Writes the session report; `revision` is the one seen.
    WriteReport { text: String, revision: u32 },
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
            Self::OpenRound { .. } => "open_round",
            Self::CloseRound => "close_round",
            Self::ExtendRound { .. } => "extend_round",
            Self::SayInRoom { .. } => "say_in_room",
            Self::AddEntry { .. } => "add_entry",
            Self::ReviseEntry { .. } => "revise_entry",
            Self::SetEntryRemoved { .. } => "set_entry_removed",
            Self::WriteReport { .. } => "write_report",
        }
    }
}
