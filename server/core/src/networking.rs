//! Breakout rounds: called, drawn, opened and closed by the server's own deadlines (N1–N8).
//!
//! A round is *called* (people say that they are ready), *drawn* (rooms are known, and for a few
//! seconds everybody sees whom they meet), open, and closed. Read `settings` for what a moderator
//! chooses, `call` and `draw` for how people come into rooms, `seat` for who is late or lost,
//! `room` for what happens inside one, `meet` for blocks, reports and contacts.

mod call;
mod command;
mod decide;
mod draw;
mod due;
mod event;
mod evolve;
mod meet;
mod room;
mod seat;
mod settings;

pub use call::{call, call_off, close, close_one, draw_now, extend, message, next, preview};
pub use command::{Command, Then};
pub(crate) use decide::decide;
pub use draw::{RoomsOfSize, RoundPreview};
pub(crate) use draw::{players, spoken};
pub use due::due;
pub use event::Event;
pub use meet::{Meeting, block, handle_report, offer_contact, report, set_contact};
pub use room::{
    agree, answer_call, call_moderator, edit_notes, say, set_discussion, set_takeaway, visit,
};
pub use seat::{answer_offer, leave, move_person, seat_late};
pub use settings::{RoundSettings, Tables};

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ids::{PersonId, RoomId, RoundId};
use crate::shared_text::SharedText;

/// A room as drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawnRoom {
    /// Id, unique over all rounds.
    pub id: RoomId,
    /// Who sits in it.
    pub members: Vec<PersonId>,
    /// Letter of the table where its people of the room sit, if it has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
}

/// Something said in a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Counts from 1 in each room.
    pub number: u32,
    /// Who said it.
    pub person: PersonId,
    /// What.
    pub text: String,
    /// When.
    pub at_ms: u64,
}

/// A room of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Id.
    pub id: RoomId,
    /// Letter of its table, where people of the room sit.
    pub table: Option<String>,
    /// How many were drawn into it.
    pub drawn: usize,
    /// Who sits in it, latecomers last.
    pub members: Vec<PersonId>,
    /// Everybody who ever sat in it: they have met.
    pub met: BTreeSet<PersonId>,
    /// Staff who look in.
    pub visitors: BTreeSet<PersonId>,
    /// What was said.
    pub lines: Vec<Line>,
    /// What its people write together.
    pub notes: SharedText,
    /// Their one line for everybody.
    pub takeaway: String,
    /// Counts changes of that line.
    pub takeaway_revision: u32,
    /// Who may be named with it.
    pub agreed: BTreeSet<PersonId>,
    /// Since when they call for a moderator.
    pub called_at_ms: Option<u64>,
    /// When it closed before the others.
    pub closed_at_ms: Option<u64>,
}

impl Room {
    /// Names of those who agreed to be named.
    #[must_use]
    pub fn named(&self, session: &crate::Session) -> Vec<String> {
        let agreed = self.agreed.iter().filter_map(|id| session.people.get(id));
        agreed.filter_map(|it| it.profile.name.clone()).collect()
    }

    /// Whether its people may still talk in it, as far as the room itself is concerned.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.closed_at_ms.is_none()
    }
}

/// Why a round closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ClosedBy {
    /// Its time was up.
    Time,
    /// A moderator closed it.
    Moderator,
    /// The session ended.
    SessionEnd,
    /// It was called off before anybody met.
    CalledOff,
    /// Fewer than two were ready.
    TooFew,
}

/// Why somebody who was seated is not any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Unseated {
    /// They left, and sit this round out.
    Left,
    /// Their connection did not come back in time.
    Lost,
    /// They go to another room.
    Moved,
}

/// A round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Id, counting from 1.
    pub id: RoundId,
    /// Which one of its series, from 1.
    pub number: u32,
    /// As the moderator wants it.
    pub settings: RoundSettings,
    /// When it was called.
    pub called_at_ms: u64,
    /// When it is drawn by itself, while people say that they are ready.
    pub draws_at_ms: Option<u64>,
    /// Who said so.
    pub ready: BTreeSet<PersonId>,
    /// When it was drawn.
    pub drawn_at_ms: Option<u64>,
    /// When it opens; it may lie ahead.
    pub opened_at_ms: u64,
    /// When it closes by itself.
    pub closes_at_ms: u64,
    /// Its rooms.
    pub rooms: Vec<Room>,
    /// Seats of people who are not connected, and until when they are held.
    pub held: BTreeMap<PersonId, u64>,
    /// Who was seated and is not any more.
    pub unseated: BTreeMap<PersonId, Unseated>,
    /// Another room that somebody left alone may go to.
    pub offers: BTreeMap<PersonId, RoomId>,
    /// Warnings given or no longer due, in milliseconds left.
    pub warned_ms: BTreeSet<u64>,
    /// The moderator's last message to all rooms.
    pub message: Option<(String, u64)>,
    /// When and why it closed.
    pub closed: Option<(u64, ClosedBy)>,
}

impl Round {
    /// The room where this person sits.
    #[must_use]
    pub fn room_of(&self, person: PersonId) -> Option<&Room> {
        let mut rooms = self.rooms.iter();
        rooms.find(|room| room.is_open() && room.members.contains(&person))
    }

    /// The room in which this person sits or looks.
    #[must_use]
    pub fn room_seen_by(&self, person: PersonId) -> Option<&Room> {
        let mut rooms = self.rooms.iter();
        let visited = rooms.find(|room| room.is_open() && room.visitors.contains(&person));
        visited.or_else(|| self.room_of(person))
    }

    /// A room of it.
    #[must_use]
    pub fn room(&self, id: RoomId) -> Option<&Room> {
        self.rooms.iter().find(|room| room.id == id)
    }

    /// Whether people may still be asked if they are ready.
    #[must_use]
    pub fn is_called(&self) -> bool {
        self.closed.is_none() && self.drawn_at_ms.is_none()
    }

    /// Whether another round of the series is to come.
    #[must_use]
    pub fn has_next(&self) -> bool {
        let met = matches!(self.closed, Some((_, ClosedBy::Time | ClosedBy::Moderator)));
        met && self.number < self.settings.rounds
    }

    /// When the next round of the series calls itself.
    #[must_use]
    pub fn next_call(&self) -> Option<u64> {
        let (closed_at_ms, _) = self.closed?;
        let by_itself = self.settings.by_itself && self.has_next();
        by_itself.then(|| closed_at_ms.saturating_add(self.settings.pause_ms))
    }
}

/// All rounds of the session, and what people made of one another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Networking {
    /// In order; at most the last one is under way.
    pub rounds: Vec<Round>,
    /// Whether the moderator ended the series before its last round.
    pub series_ended: bool,
    /// Blocks, reports and contacts.
    pub meeting: Meeting,
    /// What everybody discusses on the floor, and since when (N8).
    pub discussion: Option<(String, u64)>,
}

impl Networking {
    /// The round that is under way: called, drawn or open.
    #[must_use]
    pub fn current(&self) -> Option<&Round> {
        self.rounds.last().filter(|round| round.closed.is_none())
    }

    /// The round whose rooms are there.
    #[must_use]
    pub fn open(&self) -> Option<&Round> {
        self.current().filter(|round| round.drawn_at_ms.is_some())
    }

    /// The last round, if the next one of its series is to come.
    #[must_use]
    pub fn awaiting_next(&self) -> Option<&Round> {
        let last = self.rounds.last().filter(|_| !self.series_ended);
        last.filter(|round| round.has_next())
    }

    /// A room of any round, with its round.
    #[must_use]
    pub fn room(&self, id: RoomId) -> Option<(&Round, &Room)> {
        let mut rounds = self.rounds.iter().rev();
        rounds.find_map(|round| Some((round, round.room(id)?)))
    }

    /// Whether these two ever sat in one room.
    #[must_use]
    pub fn have_met(&self, one: PersonId, other: PersonId) -> bool {
        let mut rooms = self.rounds.iter().flat_map(|round| &round.rooms);
        rooms.any(|room| room.met.contains(&one) && room.met.contains(&other))
    }
}
