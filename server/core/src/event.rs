//! What happened: past tense, outcomes only, so that [`evolve`](crate::session::Session::evolve)
//! holds no rule and an old log reads the same for ever.
//!
//! Events are kept and never sent. Adding a variant or a field with a default is safe; changing
//! one is not: add a new one, and keep reading the old.

use serde::{Deserialize, Serialize};

use crate::about::{About, Imported, SegmentPlan, SessionPlan};
use crate::agenda::{Refitted, Slot};
use crate::capture::{EntryFact, NewEntry};
use crate::consensus::{CheckResult, NewCheck, Stance};
use crate::floor::{Because, FloorRules, ItemState, NewItem, OrderRules, Origin, Placement};
use crate::ids::{
    CueId, EntryId, ItemId, LineId, LinkId, PersonId, PollId, RoomId, RoundId, SegmentId,
};
use crate::igf::StakeholderGroup;
use crate::networking::{ClosedBy, DrawnRoom, RoundSettings, Unseated};
use crate::people::{Link, Profile};
use crate::poll::{NewPoll, PollResult};
use crate::report::{Block, DueBy, LineState, ProposedLine, ReportRules};
use crate::shared_text::Splice;
use crate::speaking::Voice;
use crate::stage::{DisplayMode, Threshold, Tone};

/// One fact of a session's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// The organiser confirmed the page.
    SessionCreated { plan: Box<SessionPlan>, at_ms: u64 },
    /// The organiser changed what the session is about, by hand or from its page read again.
    AboutRevised {
        about: Box<About>,
        /// The page, where it came from one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        imported: Option<Box<Imported>>,
        scheduled_start_ms: Option<u64>,
        revision: u32,
        at_ms: u64,
    },
    /// A role link was made.
    LinkIssued { link: Link },
    /// Its secret changed; the old one opens nothing.
    LinkRotated { link: LinkId, generation: u32 },
    /// It opens nothing any more.
    LinkRevoked { link: LinkId },
    /// The door was opened or closed to new participants.
    DoorSet { open: bool },
    /// Somebody came for the first time.
    PersonJoined {
        person: PersonId,
        key_hash: String,
        link: Option<LinkId>,
        profile: Profile,
        at_ms: u64,
    },
    /// Somebody who is known came by another role link.
    PersonLinked { person: PersonId, link: LinkId },
    /// Somebody said who they are.
    PersonIntroduced { person: PersonId, profile: Profile },
    /// Somebody chose whether to be matched.
    NetworkingChosen { person: PersonId, takes_part: bool },
    /// A segment began, with what the plan left to it.
    SegmentStarted {
        segment: SegmentId,
        at_ms: u64,
        length_ms: u64,
    },
    /// A segment ended.
    SegmentEnded { segment: SegmentId, at_ms: u64 },
    /// The clock stopped.
    ClockPaused { at_ms: u64 },
    /// The clock went on.
    ClockResumed { at_ms: u64 },
    /// The running segment's length changed.
    LengthSet { length_ms: u64 },
    /// The promised end moved, or was fixed by the session's slot.
    EndSet { ends_at_ms: u64 },
    /// The session ended.
    SessionEnded { at_ms: u64 },
    /// It went on after all.
    SessionReopened { at_ms: u64 },
    /// A segment was put in, with what it adds to what was promised.
    SegmentInserted {
        segment: SegmentId,
        before: Option<SegmentId>,
        plan: SegmentPlan,
        plan_ms: u64,
    },
    /// A segment was changed.
    SegmentEdited {
        segment: SegmentId,
        plan: SegmentPlan,
        plan_ms: u64,
        length_ms: u64,
        revision: u32,
    },
    /// Who speaks in a segment.
    SlotsSet {
        segment: SegmentId,
        slots: Vec<Slot>,
    },
    /// A segment was moved.
    SegmentMoved {
        segment: SegmentId,
        before: Option<SegmentId>,
    },
    /// A segment was taken out.
    SegmentRemoved { segment: SegmentId },
    /// A segment was left out, or taken in again.
    SegmentSkippedSet { segment: SegmentId, skipped: bool },
    /// The rest of the hour was fitted into its time.
    SegmentsRefitted { lengths: Vec<Refitted> },
    /// Somebody got the voice, with what they have for it; whoever had it is done.
    VoiceTaken {
        voice: Voice,
        segment: Option<SegmentId>,
        item: Option<ItemId>,
        allowance_ms: Option<u64>,
        at_ms: u64,
    },
    /// Whoever speaks has another allowance.
    VoiceExtended { allowance_ms: u64 },
    /// Nobody speaks any more.
    VoiceYielded { at_ms: u64 },
    /// Staff said where a speaker is and for whom they speak.
    SpeakerDescribed {
        speaker: LinkId,
        origin: Origin,
        stakeholder_group: Option<StakeholderGroup>,
    },
    /// A message went to a speaker, or to all.
    CueSent {
        cue: CueId,
        to: Option<LinkId>,
        text: Option<String>,
        tone: Tone,
        at_ms: u64,
    },
    /// It was taken back, or is done with.
    CueCleared { cue: CueId, at_ms: u64 },
    /// Somebody has seen it.
    CueSeen { cue: CueId, by: LinkId, at_ms: u64 },
    /// When a speaker's screen speaks by itself.
    ThresholdsSet { thresholds: Vec<Threshold> },
    /// Something was put on the display.
    DisplaySet { mode: DisplayMode },
    /// Something came to the floor.
    ItemEntered { item: NewItem },
    /// It moved on.
    ItemMoved {
        item: ItemId,
        to: ItemState,
        reason: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<Because>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer: Option<String>,
        at_ms: u64,
    },
    /// Items are asked together with another one; taking one's last move back parts it again.
    ItemsMerged {
        into: ItemId,
        items: Vec<ItemId>,
        at_ms: u64,
    },
    /// Staff changed the wording; `None` is the asker's own again.
    ItemReworded {
        item: ItemId,
        text: Option<String>,
        at_ms: u64,
    },
    /// It was put somewhere in the order by hand.
    ItemPlaced { item: ItemId, placement: Placement },
    /// Its asker is there and ready.
    ReadyConfirmed { item: ItemId, at_ms: u64 },
    /// Somebody has the last word, or nobody any more.
    LastWordGiven { item: Option<ItemId> },
    /// A segment has an order of its own, or no longer.
    SegmentOrderSet {
        segment: SegmentId,
        order: Option<OrderRules>,
    },
    /// Somebody may bring nothing to the floor, or may again.
    PersonMutedSet { person: PersonId, muted: bool },
    /// Somebody is kept out, or let in again.
    PersonBannedSet { person: PersonId, banned: bool },
    /// Which words hold a text back.
    WordListSet { words: Vec<String> },
    /// Its last move was taken back.
    ItemRestored {
        item: ItemId,
        to: ItemState,
        at_ms: u64,
    },
    /// Somebody supports it.
    VoteCast { item: ItemId, person: PersonId },
    /// Somebody no longer does.
    VoteRetracted { item: ItemId, person: PersonId },
    /// The floor is run in another way.
    FloorSet { rules: FloorRules },
    /// A temperature check was put to everybody.
    PollOpened { poll: NewPoll },
    /// Somebody answered it, or took the answer back: no option.
    PollAnswered {
        poll: PollId,
        person: PersonId,
        options: Vec<u8>,
    },
    /// Hands in the room were counted, in place of the former count.
    HandsCounted {
        poll: PollId,
        counts: Vec<u32>,
        at_ms: u64,
    },
    /// It closed, with what came of it.
    PollClosed {
        poll: PollId,
        result: PollResult,
        at_ms: u64,
    },
    /// A breakout round was called; without a moment for the draw, it is drawn at once.
    RoundCalled {
        round: RoundId,
        number: u32,
        settings: RoundSettings,
        at_ms: u64,
        draws_at_ms: Option<u64>,
    },
    /// Somebody is ready for it, or not any more.
    ReadySet {
        round: RoundId,
        person: PersonId,
        ready: bool,
    },
    /// Its rooms were drawn, with the seed for audit; it opens a little later.
    RoundDrawn {
        round: RoundId,
        rooms: Vec<DrawnRoom>,
        waiting: Vec<PersonId>,
        seed: u64,
        at_ms: u64,
        opens_at_ms: u64,
        closes_at_ms: u64,
    },
    /// No further round of the series is to come.
    SeriesEnded { at_ms: u64 },
    /// A round opened as soon as it was drawn: how it was before rounds were called.
    RoundOpened {
        round: RoundId,
        prompt: String,
        rooms: Vec<DrawnRoom>,
        seed: u64,
        at_ms: u64,
        closes_at_ms: u64,
    },
    /// The rooms were told how little is left.
    RoundWarned { round: RoundId, left_ms: u64 },
    /// The closing time moved.
    RoundExtended {
        round: RoundId,
        at_ms: u64,
        closes_at_ms: u64,
    },
    /// The moderator said something to all rooms.
    RoomsMessaged {
        round: RoundId,
        text: String,
        at_ms: u64,
    },
    /// Somebody got a seat: a latecomer, or whoever goes to another room.
    PersonSeated {
        room: RoomId,
        person: PersonId,
        at_ms: u64,
    },
    /// Somebody has no seat in that room any more.
    PersonUnseated {
        room: RoomId,
        person: PersonId,
        why: Unseated,
        at_ms: u64,
    },
    /// People who waited opened one more room.
    RoomAdded { room: DrawnRoom, at_ms: u64 },
    /// Somebody is not connected; their seat is held for a while.
    SeatHeld { person: PersonId, until_ms: u64 },
    /// They came back in time.
    SeatKept { person: PersonId },
    /// Somebody who is alone may go to another room.
    RoomOffered {
        person: PersonId,
        room: RoomId,
        at_ms: u64,
    },
    /// They would rather stay.
    OfferDeclined { person: PersonId },
    /// One room closed before the others; its people are back.
    RoomClosed { room: RoomId, at_ms: u64 },
    /// A room's notes changed at one place.
    NotesEdited {
        room: RoomId,
        splice: Splice,
        revision: u32,
        person: PersonId,
        at_ms: u64,
    },
    /// A room's line for everybody changed.
    TakeawaySet {
        room: RoomId,
        text: String,
        revision: u32,
        person: PersonId,
        at_ms: u64,
    },
    /// Somebody may be named with it, or not.
    NamingAgreed {
        room: RoomId,
        person: PersonId,
        agrees: bool,
    },
    /// A room calls for a moderator, or not any more.
    CallSet {
        room: RoomId,
        calling: bool,
        at_ms: u64,
    },
    /// Staff looks into a room, or into none any more.
    RoomVisited {
        person: PersonId,
        room: Option<RoomId>,
        at_ms: u64,
    },
    /// Everybody discusses something on the floor, or nothing of their own any more.
    DiscussionSet { prompt: Option<String>, at_ms: u64 },
    /// Somebody never wants to sit with somebody again, or does again.
    BlockSet {
        by: PersonId,
        person: PersonId,
        blocked: bool,
    },
    /// Somebody told staff about somebody.
    PersonReported {
        number: u32,
        by: PersonId,
        person: PersonId,
        room: Option<RoomId>,
        reason: String,
        at_ms: u64,
    },
    /// Staff is done with that, or not yet.
    ReportHandledSet { number: u32, handled: bool },
    /// How somebody can be reached.
    ContactSet { person: PersonId, contact: String },
    /// Somebody would give somebody their contact, or not any more.
    ContactOffered {
        by: PersonId,
        to: PersonId,
        offered: bool,
    },
    /// Somebody said something in a room.
    LineSaid {
        room: RoomId,
        number: u32,
        person: PersonId,
        text: String,
        at_ms: u64,
    },
    /// The round closed; everybody is back.
    RoundClosed {
        round: RoundId,
        at_ms: u64,
        by: ClosedBy,
    },
    /// The rapporteur captured something.
    EntryAdded { entry: NewEntry },
    /// A captured text was written as a whole.
    EntryRevised {
        entry: EntryId,
        text: String,
        revision: u32,
        at_ms: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
    },
    /// Somebody typed in a captured text; the splice applies as it is.
    EntryEdited {
        entry: EntryId,
        splice: Splice,
        revision: u32,
        at_ms: u64,
        by: Option<PersonId>,
    },
    /// An earlier text of an entry came back.
    EntryRestored {
        entry: EntryId,
        from: u32,
        text: String,
        revision: u32,
        at_ms: u64,
        by: Option<PersonId>,
    },
    /// Something was said of an entry.
    EntryDescribed { entry: EntryId, fact: EntryFact },
    /// An entry was put between others.
    EntryPlaced {
        entry: EntryId,
        after: Option<EntryId>,
        before: Option<EntryId>,
    },
    /// A segment is held under the Chatham House Rule, or no longer.
    ChathamSet { segment: SegmentId, on: bool },
    /// An entry was taken out, or back in.
    EntryRemovedSet { entry: EntryId, removed: bool },
    /// The session report was written as a whole.
    ReportWritten {
        text: String,
        revision: u32,
        at_ms: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
    },
    /// Somebody typed in the session report; the splice applies as it is.
    ReportEdited {
        splice: Splice,
        revision: u32,
        at_ms: u64,
        by: Option<PersonId>,
    },
    /// An earlier text of the session report came back.
    ReportRestored {
        from: u32,
        text: String,
        revision: u32,
        at_ms: u64,
        by: Option<PersonId>,
    },
    /// Somebody declared a block of the report final.
    BlockSigned {
        block: Block,
        revision: u32,
        by: Option<PersonId>,
        name: Option<String>,
        at_ms: u64,
    },
    /// Somebody opened it again.
    BlockReopened {
        block: Block,
        by: Option<PersonId>,
        at_ms: u64,
    },
    /// What the report should be like.
    ReportRulesSet { rules: ReportRules },
    /// When a block is due.
    DeadlineSet {
        block: Block,
        due_at_ms: Option<u64>,
        by: DueBy,
    },
    /// Where the session is held.
    TimeZoneSet { time_zone: Option<String> },
    /// The draft was assembled: lines that are new or follow their sources, and lines that are gone.
    DraftAssembled {
        lines: Vec<ProposedLine>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        gone: Vec<LineId>,
        at_ms: u64,
    },
    /// A line of it was kept, written anew or dropped.
    DraftLineSet {
        line: LineId,
        state: LineState,
        text: Option<String>,
        revision: u32,
        at_ms: u64,
        by: Option<PersonId>,
    },
    /// Lines of it are in the session report now.
    DraftWritten { lines: Vec<LineId>, at_ms: u64 },
    /// Entries were put to everybody.
    ConsensusPut { check: NewCheck },
    /// Somebody said how they stand to one, or took it back.
    ConsensusAnswered {
        entry: EntryId,
        person: PersonId,
        stance: Option<Stance>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<String>,
    },
    /// Hands in the room were counted, in place of the former count.
    StancesCounted {
        entry: EntryId,
        counts: Vec<u32>,
        at_ms: u64,
    },
    /// The check closed, with what came of it.
    ConsensusClosed {
        results: Vec<CheckResult>,
        at_ms: u64,
    },
}
