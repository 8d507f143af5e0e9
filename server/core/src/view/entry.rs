//! The entries of a view, one type a key.

use serde::Serialize;

use crate::about::SessionEntry;
use crate::agenda::{AgendaEntry, ClockEntry, RundownEntry};
use crate::conduct::ConductEntry;
use crate::consensus::{ConsensusEntry, MyStanceEntry};
use crate::entries::entries;
use crate::floor::{FloorEntry, HandledEntry, ItemEntry, MineEntry, OrderEntry, ShareEntry};
use crate::ids::{CueId, ItemId, LinkId};
use crate::igf::StakeholderGroup;
use crate::people::{PersonEntry, PresenceEntry};
use crate::poll::{MyPollEntry, PollEntry};
use crate::speaking::Shares;
use crate::stage::{DisplayMode, Threshold, Tone};
use crate::terms::Origin;
use crate::terms::Voice;

use super::hour::Showing;
use super::report::{CapturedEntry, CapturedOrder, DraftEntry, HistoryEntry, ReportEntry};
use super::rooms::{
    DiscussionEntry, HarvestEntry, LineEntry, MyNetworking, ReportsEntry, RoomEntry, RoomsEntry,
    RoundEntry,
};

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
    /// A person to themselves.
    MeEntry {
        #[serde(flatten)]
        person: PersonEntry,
        #[serde(flatten)]
        networking: MyNetworking,
    }
}
