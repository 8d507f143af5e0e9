//! What people made of one another: blocks, reports to staff, contacts.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ids::{PersonId, RoomId};

/// Somebody told staff about somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonReport {
    /// Counts from 1.
    pub number: u32,
    /// Who told.
    pub by: PersonId,
    /// About whom.
    pub person: PersonId,
    /// The last room they were in together.
    pub room: Option<RoomId>,
    /// In their words.
    pub reason: String,
    /// When.
    pub at_ms: u64,
    /// Whether staff is done with it.
    pub handled: bool,
}

/// Blocks, reports and contacts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Meeting {
    /// Who never wants to sit with whom again.
    pub blocks: BTreeSet<(PersonId, PersonId)>,
    /// What staff was told, in order.
    pub reports: Vec<PersonReport>,
    /// How to reach somebody, in their own words.
    pub contacts: BTreeMap<PersonId, String>,
    /// Who would give whom their contact.
    pub offered: BTreeSet<(PersonId, PersonId)>,
}

impl Meeting {
    /// Whether either of the two blocks the other.
    #[must_use]
    pub fn is_blocked(&self, one: PersonId, other: PersonId) -> bool {
        self.blocks.contains(&(one, other)) || self.blocks.contains(&(other, one))
    }

    /// With whom somebody has exchanged contacts: both said yes.
    pub(crate) fn exchanged(&self, person: PersonId) -> impl Iterator<Item = PersonId> {
        let to = self
            .offered
            .range((person, PersonId(0))..=(person, PersonId(u32::MAX)));
        to.map(|(_, other)| *other)
            .filter(move |other| self.offered.contains(&(*other, person)))
    }
}
