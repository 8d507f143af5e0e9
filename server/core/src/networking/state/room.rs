//! A room: who sits in it, what was said and written there.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::notes::Notes;
use crate::ids::{PersonId, RoomId};
use crate::people::Person;

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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    pub notes: Notes,
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
    pub fn named(&self, people: &BTreeMap<PersonId, Person>) -> Vec<String> {
        let agreed = self.agreed.iter().filter_map(|id| people.get(id));
        agreed.filter_map(|it| it.profile.name.clone()).collect()
    }

    /// Whether its people may still talk in it, as far as the room itself is concerned.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.closed_at_ms.is_none()
    }
}
