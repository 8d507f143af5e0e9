//! The entries of a view, one type a key.

use serde::Serialize;

use crate::about::{About, SegmentPlan};
use crate::agenda::Clock;
use crate::consensus::{ConsensusEntry, MyStanceEntry};
use crate::entries::entries;
use crate::floor::{
    Anonymity, Balance, Because, FloorRules, Groups, ItemKind, OrderRules, Placed, Statistics, Why,
};
use crate::ids::{CueId, ItemId, LinkId, PersonId, SegmentId};
use crate::igf::{PagePerson, SegmentKind};
use crate::igf::{Region, StakeholderGroup};
use crate::networking::{
    DiscussionEntry, HarvestEntry, LineEntry, MyNetworking, ReportsEntry, RoomEntry, RoomsEntry,
    RoundEntry,
};
use crate::people::Profile;
use crate::poll::{MyPollEntry, PollEntry};
use crate::speaking::Shares;
use crate::stage::{DisplayMode, Threshold, Tone};
use crate::terms::Voice;
use crate::terms::{ItemState, Origin};

use super::hour::Showing;
use super::report::{CapturedEntry, CapturedOrder, DraftEntry, HistoryEntry, ReportEntry};

/// An entry; its key says which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Entry {
    /// `session`
    Session(Box<SessionEntry>),
    /// `agenda`
    Agenda(AgendaEntry),
    /// `clock`, as long as a segment runs
    Clock(ClockEntry),
    /// `voice`, as long as somebody speaks
    Voice(VoiceEntry),
    /// `stage`
    Stage(StageEntry),
    /// `thresholds`, staff and whoever speaks
    Thresholds(ThresholdsEntry),
    /// `takeaways`, as long as the display shows them
    Takeaways(TakeawaysEntry),
    /// `rundown`, staff
    Rundown(RundownEntry),
    /// `speakers`, staff
    Speakers(SpeakersEntry),
    /// `speaking`, staff
    Speaking(Shares),
    /// `cue/<id>`, staff: messages to speakers that still stand
    Sent(SentEntry),
    /// `cue`, one person: the message that stands on their screen
    Cue(CueEntry),
    /// `floor`
    Floor(FloorEntry),
    /// `floor/order`
    Order(OrderEntry),
    /// `floor/share`, staff
    Share(ShareEntry),
    /// `floor/handled`, staff
    Handled(HandledEntry),
    /// `conduct`, staff
    Conduct(ConductEntry),
    /// `item/<id>`
    Item(Box<ItemEntry>),
    /// `presence`
    Presence(PresenceEntry),
    /// `round`: the one under way, else the last
    Round(Box<RoundEntry>),
    /// `discussion`, as long as the floor has a prompt of its own
    Discussion(DiscussionEntry),
    /// `rooms`, staff: those of the round under way
    Rooms(RoomsEntry),
    /// `harvest/<room>`, staff: what came out of a closed room
    Harvest(HarvestEntry),
    /// `reports`, staff: what was told about people
    Reports(ReportsEntry),
    /// `capture/<id>`, staff
    Captured(Box<CapturedEntry>),
    /// `captured`, staff
    CapturedOrder(CapturedOrder),
    /// `history/<id>` and `history/report`, staff, as long as there is any
    History(HistoryEntry),
    /// `report`, staff
    Report(Box<ReportEntry>),
    /// `draft/<line>`, staff
    Draft(DraftEntry),
    /// `consensus`: the check that is open, else the last
    Consensus(ConsensusEntry),
    /// `stance/<entry>`, one person
    MyStance(MyStanceEntry),
    /// `room`, those in it
    Room(Box<RoomEntry>),
    /// `room/line/<number>`, those in it
    Line(LineEntry),
    /// `me`, one person
    Me(Box<MeEntry>),
    /// `poll/<id>`
    Poll(PollEntry),
    /// `answer/<poll>`, one person
    MyPoll(MyPollEntry),
    /// `mine/<item>`, one person
    Mine(MineEntry),
}

entries! {
    /// What the hour is about.
    SessionEntry {
        title: String,
        year: Option<u16>,
        #[serde(rename = "type")]
        kind: Option<String>,
        number: Option<u32>,
        room: Option<String>,
        starts_at: Option<String>,
        description: Option<String>,
        speakers: Vec<PagePerson>,
        onsite_moderators: Vec<PagePerson>,
        online_moderators: Vec<PagePerson>,
        rapporteurs: Vec<PagePerson>,
        door_open: bool,
    }
    /// The hour as planned, as it went, and as it will go on.
    AgendaEntry {
        segments: Vec<SegmentEntry>,
        running: Option<SegmentId>,
        /// When the running one ends, with what it owes.
        running_ends_at_ms: Option<u64>,
        scheduled_start_ms: Option<u64>,
        started_at_ms: Option<u64>,
        /// The end that was promised.
        planned_end_ms: Option<u64>,
        /// The end that it comes to if nobody does anything.
        ends_at_ms: Option<u64>,
        /// How far that is past the promised one; negative when there is time to spare.
        over_ms: i64,
        /// What would bring it to the promised end, where that is worth a tap.
        replan: Option<ReplanEntry>,
        ended_at_ms: Option<u64>,
    }
    /// What re-planning would do.
    ReplanEntry {
        changes: Vec<LengthChange>,
        /// How late the session would end even so.
        late_ms: u64,
    }
    /// A coming segment before and after.
    LengthChange {
        segment: SegmentId,
        from_ms: u64,
        to_ms: u64,
    }
    /// A speaker's part of a segment.
    SlotEntry {
        speaker: LinkId,
        name: Option<String>,
        affiliation: Option<String>,
        /// As the hour was planned, before anybody made the segment longer or shorter.
        plan_ms: u64,
        allowance_ms: u64,
        /// Time spoken in it, in stints that are over.
        used_ms: u64,
    }
    /// Who speaks; the screen counts for itself, and stands still with the clock.
    VoiceEntry {
        voice: Voice,
        name: Option<String>,
        affiliation: Option<String>,
        origin: Origin,
        /// The item that it belongs to.
        item: Option<ItemId>,
        /// Begin of the stint, moved on by every pause since: what is used is the time from here to
        /// now, or to the running pause.
        counts_from_ms: u64,
        allowance_ms: Option<u64>,
    }
    /// The screens in the room.
    StageEntry {
        display: DisplayMode,
        /// What the display shows now.
        shows: Showing,
    }
    /// When a speaker's screen speaks by itself.
    ThresholdsEntry {
        thresholds: Vec<Threshold>,
    }
    /// What was captured, as the display shows it.
    TakeawaysEntry {
        takeaways: Vec<String>,
        calls_to_action: Vec<String>,
    }
    /// The agenda in the terms of its editor.
    RundownEntry {
        plans: Vec<SegmentDraft>,
    }
    /// A segment in the terms of its editor.
    SegmentDraft {
        segment: SegmentId,
        revision: u32,
        plan: SegmentPlan,
        /// Whether it may still be moved, left out or removed.
        ahead: bool,
    }
    /// Everybody who may speak for the session.
    SpeakersEntry {
        speakers: Vec<SpeakerEntry>,
    }
    /// Somebody who may speak.
    SpeakerEntry {
        speaker: LinkId,
        name: String,
        affiliation: Option<String>,
        origin: Origin,
        stakeholder_group: Option<StakeholderGroup>,
        /// Whether a speaker's screen of theirs is open.
        here: bool,
    }
    /// A message to a speaker, as the desk sees it.
    SentEntry {
        id: CueId,
        /// For whom; `None` is for every speaker.
        to: Option<LinkId>,
        text: Option<String>,
        tone: Tone,
        at_ms: u64,
        /// Who has seen it, and when; the lectern's screen has no name.
        seen: Vec<(LinkId, u64)>,
    }
    /// A message from the moderator.
    CueEntry {
        id: CueId,
        text: Option<String>,
        tone: Tone,
        at_ms: u64,
        seen: bool,
    }
    /// One segment.
    SegmentEntry {
        id: SegmentId,
        kind: SegmentKind,
        title: String,
        /// When it should begin by the plan that was promised.
        planned_start_ms: Option<u64>,
        /// What was promised; nothing for one put in later.
        plan_ms: u64,
        length_ms: u64,
        min_ms: u64,
        max_ms: u64,
        slots: Vec<SlotEntry>,
        hard_start_ms: Option<u64>,
        auto_advance: bool,
        skipped: bool,
        started_at_ms: Option<u64>,
        ended_at_ms: Option<u64>,
        /// Time it took, once it has ended.
        took_ms: Option<u64>,
        coming: Option<Coming>,
    }
    /// What a coming segment has left.
    Coming {
        starts_at_ms: Option<u64>,
        length_ms: u64,
        /// How late it begins against its hard start.
        late_ms: u64,
    }
    /// The anchor of the running segment; the screen counts for itself.
    ClockEntry {
        segment: SegmentId,
        started_at_ms: u64,
        length_ms: u64,
        paused_at_ms: Option<u64>,
        paused_ms: u64,
    }
    /// How the floor is run, who has it, how many wait.
    FloorEntry {
        rules: FloorRules,
        /// The order that holds in this segment.
        order: OrderRules,
        /// Whether that is the segment's own.
        order_is_own: bool,
        on_floor: Option<ItemId>,
        waiting: usize,
        waiting_online: usize,
        last_word: Option<ItemId>,
        /// Turns that are over; the running one counts from its item's `taken_at_ms`. Everybody sees
        /// it where the rules say so, and staff always.
        balance: Option<Balance>,
    }
    /// Who comes next, and why; the public sees the first [`places_shown_max`](crate::limits) of it.
    OrderEntry {
        places: Vec<Placed>,
    }
    /// How the floor is shared, and what became of what was brought.
    ShareEntry {
        groups: Groups,
        /// The sum first, then by origin.
        statistics: Vec<Statistics>,
    }
    /// Who is muted or kept out, and which words hold a text back.
    ConductEntry {
        muted: Vec<PersonFace>,
        banned: Vec<PersonFace>,
        words: Vec<String>,
    }
    /// Which items are in somebody's hands, so that two do not work on one.
    HandledEntry {
        items: Vec<Handled>,
    }
    /// An item in somebody's hands.
    Handled {
        item: ItemId,
        by: PersonFace,
    }
    /// Somebody by name.
    PersonFace {
        person: PersonId,
        name: Option<String>,
    }
    /// A question, hand or microphone.
    ItemEntry {
        id: ItemId,
        kind: ItemKind,
        origin: Origin,
        state: ItemState,
        name: Option<String>,
        affiliation: Option<String>,
        place: Option<String>,
        text: Option<String>,
        language: Option<String>,
        anonymous: bool,
        /// How many people sit behind a hub's seat.
        heads: Option<u32>,
        /// Whether the words are the moderator's.
        edited: bool,
        /// Items that are asked together with it.
        merged: usize,
        votes: usize,
        at_ms: u64,
        taken_at_ms: Option<u64>,
        done_at_ms: Option<u64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "typescript", ts(optional))]
        staff: Option<StaffPart>,
    }
    /// What staff sees of an item besides.
    StaffPart {
        asker: Option<AskerPart>,
        anonymity: Anonymity,
        reason: Option<String>,
        because: Option<Because>,
        answer: Option<String>,
        stakeholder_group: Option<StakeholderGroup>,
        region: Option<Region>,
        /// The asker's own words, where the wording was changed.
        original: Option<String>,
        rewordings: u32,
        /// Items that are asked together with it.
        merged: Vec<ItemId>,
        /// The item with which it is asked.
        merged_into: Option<ItemId>,
        /// Items that were much like it when it came, and still stand.
        similar: Vec<ItemId>,
        ready: bool,
        /// The state that undo leads back to.
        undo_to: Option<ItemState>,
        /// The states that it took, the present one last; what was undone is not among them.
        moves: Vec<MoveEntry>,
    }
    /// A state that an item took, and what was said of it.
    MoveEntry {
        state: ItemState,
        at_ms: u64,
        reason: Option<String>,
        because: Option<Because>,
    }
    /// Whose item it is.
    AskerPart {
        person: PersonId,
        muted: bool,
    }
    /// Who is here, by how they attend; screens of the room count for nobody.
    #[derive(Default)]
    PresenceEntry {
        online: usize,
        room: usize,
        hub: usize,
        staff: usize,
        /// How many a round would draw now.
        taking_part: usize,
    }
    /// A person to themselves.
    MeEntry {
        person: PersonId,
        profile: Profile,
        takes_part: bool,
        hand: Option<ItemId>,
        supports: Vec<ItemId>,
        muted: bool,
        #[serde(flatten)]
        networking: MyNetworking,
    }
    /// An own item, with its place in the order from 1.
    MineEntry {
        id: ItemId,
        kind: ItemKind,
        text: Option<String>,
        anonymity: Anonymity,
        state: ItemState,
        /// Place in the order from 1; of a merged one, that of the item it is asked with.
        place: Option<usize>,
        why: Option<Why>,
        /// Rough time until its turn, from the turns so far, in half minutes.
        wait_ms: Option<u64>,
        ready: bool,
        /// When a call that has no answer is over.
        answer_by_ms: Option<u64>,
        /// The item with which it is asked, and its words.
        merged_into: Option<ItemId>,
        asked_as: Option<String>,
        because: Option<Because>,
        /// In staff's words.
        reason: Option<String>,
        /// The answer in writing.
        answer: Option<String>,
        votes: usize,
        at_ms: u64,
    }
}

impl SessionEntry {
    pub(super) fn of(about: &About, door_closed: bool) -> Entry {
        Entry::Session(Box::new(Self {
            title: about.title.clone(),
            year: about.year,
            kind: about.kind.clone(),
            number: about.number,
            room: about.room.clone(),
            starts_at: about.starts_at.clone(),
            description: about.description.clone(),
            speakers: about.speakers.clone(),
            onsite_moderators: about.onsite_moderators.clone(),
            online_moderators: about.online_moderators.clone(),
            rapporteurs: about.rapporteurs.clone(),
            door_open: !door_closed,
        }))
    }
}

impl ClockEntry {
    pub(super) fn of(clock: &Clock) -> Entry {
        Entry::Clock(Self {
            segment: clock.segment,
            started_at_ms: clock.started_at_ms,
            length_ms: clock.length_ms,
            paused_at_ms: clock.paused_at_ms,
            paused_ms: clock.paused_ms,
        })
    }
}
