//! The entries of a view, one type a key.

use serde::Serialize;

use crate::about::About;
use crate::agenda::{Agenda, Clock, Plan};
use crate::capture::{self, EntryKind};
use crate::floor::{
    Anonymity, Balance, Floor, FloorRules, Item, ItemKind, ItemState, Origin, Placed, Why,
};
use crate::ids::{EntryId, ItemId, PersonId, RoomId, RoundId, SegmentId};
use crate::networking::{ClosedBy, Round};
use crate::page::{Deadlines, PagePerson, SegmentKind};
use crate::people::Profile;

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
    /// `floor`
    Floor(FloorEntry),
    /// `floor/order`
    Order(OrderEntry),
    /// `item/<id>`
    Item(Box<ItemEntry>),
    /// `presence`
    Presence(PresenceEntry),
    /// `round`: the open one, else the last
    Round(RoundEntry),
    /// `capture/<id>`, staff
    Captured(CapturedEntry),
    /// `report`, staff
    Report(ReportEntry),
    /// `room`, those in it
    Room(RoomEntry),
    /// `room/line/<number>`, those in it
    Line(LineEntry),
    /// `me`, one person
    Me(MeEntry),
    /// `mine/<item>`, one person
    Mine(MineEntry),
}

macro_rules! entries {
    ($($(#[$doc:meta])* $name:ident { $($(#[$attr:meta])* $field:ident: $kind:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        #[allow(missing_docs, reason = "the fields say what a screen shows")]
        pub struct $name { $($(#[$attr])* pub $field: $kind),* }
    )*};
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
        started_at_ms: Option<u64>,
        planned_end_ms: Option<u64>,
        /// How late the hour will end, when no segment can give more.
        late_ms: u64,
        ended_at_ms: Option<u64>,
    }
    /// One segment.
    SegmentEntry {
        id: SegmentId,
        kind: SegmentKind,
        title: String,
        plan_ms: u64,
        min_ms: u64,
        /// Time it took, once it has ended.
        took_ms: Option<u64>,
        coming: Option<Coming>,
    }
    /// What a coming segment has left.
    Coming {
        starts_at_ms: Option<u64>,
        length_ms: u64,
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
        on_floor: Option<ItemId>,
        waiting: usize,
        /// Turns that are over; the running one counts from its item's `taken_at_ms`.
        balance: Balance,
    }
    /// Who comes next, and why.
    OrderEntry {
        places: Vec<Placed>,
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
        /// The state that undo leads back to.
        undo_to: Option<ItemState>,
    }
    /// Whose item it is.
    AskerPart {
        person: PersonId,
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
    /// A breakout round from outside.
    RoundEntry {
        id: RoundId,
        prompt: String,
        opened_at_ms: u64,
        closes_at_ms: u64,
        rooms: usize,
        people: usize,
        /// The last warning given, in milliseconds that were left.
        warned_ms: Option<u64>,
        closed_at_ms: Option<u64>,
        closed_by: Option<ClosedBy>,
    }
    /// A captured takeaway, call to action or note.
    CapturedEntry {
        id: EntryId,
        kind: EntryKind,
        text: String,
        item: Option<ItemId>,
        segment: Option<SegmentId>,
        at_ms: u64,
        revision: u32,
        removed: bool,
    }
    /// The third block of the form, and when all three are due.
    ReportEntry {
        text: String,
        revision: u32,
        deadlines: Deadlines,
    }
    /// A breakout room from inside.
    RoomEntry {
        id: RoomId,
        round: RoundId,
        prompt: String,
        closes_at_ms: u64,
        members: Vec<RoomMember>,
    }
    /// Somebody in a room.
    RoomMember {
        person: PersonId,
        name: Option<String>,
        here: bool,
    }
    /// Something said in a room.
    LineEntry {
        number: u32,
        person: PersonId,
        name: Option<String>,
        text: String,
        at_ms: u64,
    }
    /// A person to themselves.
    MeEntry {
        person: PersonId,
        profile: Profile,
        takes_part: bool,
        hand: Option<ItemId>,
        supports: Vec<ItemId>,
        room: Option<RoomId>,
        /// A round is open, and they wait for the next one.
        waits_for_round: bool,
    }
    /// An own item, with its place in the order from 1.
    MineEntry {
        id: ItemId,
        kind: ItemKind,
        text: Option<String>,
        anonymity: Anonymity,
        state: ItemState,
        place: Option<usize>,
        why: Option<Why>,
        reason: Option<String>,
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

impl AgendaEntry {
    pub(super) fn of(agenda: &Agenda, plan: &Plan) -> Entry {
        let coming = |id| {
            let projected = plan.coming.iter().find(|coming| coming.segment == id)?;
            Some(Coming {
                starts_at_ms: projected.starts_at_ms,
                length_ms: projected.length_ms,
            })
        };
        let segments = agenda.segments.iter().map(|segment| SegmentEntry {
            id: segment.id,
            kind: segment.kind,
            title: segment.title.clone(),
            plan_ms: segment.plan_ms,
            min_ms: segment.min_ms,
            took_ms: segment.ran.map(|ran| ran.took_ms),
            coming: coming(segment.id),
        });
        Entry::Agenda(Self {
            segments: segments.collect(),
            running: agenda.running(),
            started_at_ms: agenda.started_at_ms,
            planned_end_ms: agenda.planned_end_ms(),
            late_ms: plan.late_ms,
            ended_at_ms: agenda.ended_at_ms,
        })
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

impl FloorEntry {
    pub(super) fn of(floor: &Floor, waiting: usize) -> Entry {
        Entry::Floor(Self {
            rules: floor.rules,
            on_floor: floor.on_floor().map(|item| item.entered.id),
            waiting,
            balance: floor.balance(),
        })
    }
}

impl ItemEntry {
    pub(super) fn of(item: &Item, for_staff: bool) -> Entry {
        let named = super::is_named(item) || for_staff;
        let entered = &item.entered;
        let staff = for_staff.then(|| StaffPart {
            asker: entered
                .asker
                .filter(|_| entered.anonymity != Anonymity::HiddenFromAll)
                .map(|person| AskerPart { person }),
            anonymity: entered.anonymity,
            reason: item.reason.clone(),
            undo_to: item.history.last().map(|(state, _)| *state),
        });
        Entry::Item(Box::new(Self {
            id: entered.id,
            kind: entered.kind,
            origin: entered.origin,
            state: item.state,
            name: entered.name.clone().filter(|_| named),
            affiliation: entered.affiliation.clone().filter(|_| named),
            place: entered.place.clone(),
            text: entered.text.clone(),
            language: entered.language.clone(),
            anonymous: entered.anonymity != Anonymity::Named,
            votes: item.votes.len(),
            at_ms: entered.at_ms,
            taken_at_ms: item.taken_at_ms,
            done_at_ms: item.done_at_ms,
            staff,
        }))
    }
}

impl RoundEntry {
    pub(super) fn of(round: &Round) -> Entry {
        Entry::Round(Self {
            id: round.id,
            prompt: round.prompt.clone(),
            opened_at_ms: round.opened_at_ms,
            closes_at_ms: round.closes_at_ms,
            rooms: round.rooms.len(),
            people: round.rooms.iter().map(|room| room.members.len()).sum(),
            warned_ms: round.warned_ms.first().copied(),
            closed_at_ms: round.closed.map(|(at_ms, _)| at_ms),
            closed_by: round.closed.map(|(_, by)| by),
        })
    }
}

impl CapturedEntry {
    pub(super) fn of(entry: &capture::Entry) -> Entry {
        Entry::Captured(Self {
            id: entry.id,
            kind: entry.kind,
            text: entry.text.clone(),
            item: entry.item,
            segment: entry.segment,
            at_ms: entry.at_ms,
            revision: entry.revision,
            removed: entry.removed,
        })
    }
}
