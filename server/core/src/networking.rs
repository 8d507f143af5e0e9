//! Breakout rounds: drawn here, closed by the server's own deadline (N1–N3).

mod decide;
mod draw;

pub use decide::{close_round, due, extend_round, open_round, say, seat};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::ids::{PersonId, RoomId, RoundId};

/// A room as drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawnRoom {
    /// Id, unique over all rounds.
    pub id: RoomId,
    /// Who sits in it.
    pub members: Vec<PersonId>,
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
    /// Who sits in it, latecomers last.
    pub members: Vec<PersonId>,
    /// What was said.
    pub lines: Vec<Line>,
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
}

/// A round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Id, counting from 1.
    pub id: RoundId,
    /// What the rooms talk about.
    pub prompt: String,
    /// When it opened.
    pub opened_at_ms: u64,
    /// When it closes by itself.
    pub closes_at_ms: u64,
    /// Its rooms.
    pub rooms: Vec<Room>,
    /// Warnings given or no longer due, in milliseconds left.
    pub warned_ms: BTreeSet<u64>,
    /// When and why it closed.
    pub closed: Option<(u64, ClosedBy)>,
}

impl Round {
    /// The room where this person sits.
    #[must_use]
    pub fn room_of(&self, person: PersonId) -> Option<&Room> {
        self.rooms
            .iter()
            .find(|room| room.members.contains(&person))
    }
}

/// All rounds of the session; at most the last one is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Networking {
    /// In order.
    pub rounds: Vec<Round>,
}

impl Networking {
    /// The open round.
    #[must_use]
    pub fn open(&self) -> Option<&Round> {
        self.rounds.last().filter(|round| round.closed.is_none())
    }
}
