//! What happened to breakout rounds and rooms.

use serde::{Deserialize, Serialize};

use super::settings::RoundSettings;
use super::state::{ClosedBy, DrawnRoom, Unseated};
use crate::ids::{PersonId, RoomId, RoundId};
use crate::shared_text::Splice;

/// A fact about breakout rounds and rooms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
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
    /// Its draw takes longer than the session may stand still, and is worked out by this seed.
    DrawBegun {
        round: RoundId,
        seed: u64,
        at_ms: u64,
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
}

/// Events of the rounds as a whole, as a pattern. Each event is in one of these four patterns, so
/// that each part of the state names those of its own, and the others by their patterns.
macro_rules! of_rounds {
    () => {
        Event::RoundCalled { .. }
            | Event::RoundOpened { .. }
            | Event::SeriesEnded { .. }
            | Event::DiscussionSet { .. }
    };
}

/// Events of the round under way and of the seats in it.
macro_rules! of_round {
    () => {
        Event::ReadySet { .. }
            | Event::DrawBegun { .. }
            | Event::RoundDrawn { .. }
            | Event::RoundWarned { .. }
            | Event::RoundExtended { .. }
            | Event::RoomsMessaged { .. }
            | Event::RoundClosed { .. }
            | Event::RoomAdded { .. }
            | Event::RoomClosed { .. }
            | Event::PersonSeated { .. }
            | Event::PersonUnseated { .. }
            | Event::SeatHeld { .. }
            | Event::SeatKept { .. }
            | Event::RoomOffered { .. }
            | Event::OfferDeclined { .. }
            | Event::RoomVisited { .. }
    };
}

/// Events inside one room.
macro_rules! of_room {
    () => {
        Event::LineSaid { .. }
            | Event::NotesEdited { .. }
            | Event::TakeawaySet { .. }
            | Event::NamingAgreed { .. }
            | Event::CallSet { .. }
    };
}

/// Events of people about one another.
macro_rules! of_meeting {
    () => {
        Event::BlockSet { .. }
            | Event::PersonReported { .. }
            | Event::ReportHandledSet { .. }
            | Event::ContactSet { .. }
            | Event::ContactOffered { .. }
    };
}
pub(super) use {of_meeting, of_room, of_round, of_rounds};
