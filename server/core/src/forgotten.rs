//! What is forgotten when somebody erases themselves: found once in the state as it was, and taken
//! out of that state and of every event that led to it.
//!
//! The two must come to the same: a log without what is forgotten, replayed, is the state without it.
//! So whatever names a place here is looked up before anything is taken out.

use std::collections::BTreeSet;

use crate::ids::{EntryId, ItemId, LineId, PersonId};
use crate::seal::{Pseudonym, Voter};

/// Who is forgotten, with all places where something of them stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Forgotten {
    /// A person by their id, or whoever is behind a pseudonym.
    pub(crate) whose: Voter,
    /// What they brought to the floor.
    pub(crate) items: BTreeSet<ItemId>,
    /// Their names, as the session has them.
    pub(crate) names: BTreeSet<String>,
    /// Captured entries that say who they are or what they asked.
    pub(crate) entries: BTreeSet<EntryId>,
    /// Those of them that hold their words, as they were asked, and nothing else.
    pub(crate) copies: BTreeSet<EntryId>,
    /// Lines of the draft that were assembled from any of these, be they gone already.
    pub(crate) lines: BTreeSet<LineId>,
}

/// What stands where a letter stood that is forgotten, so that the places of all others stay.
const GONE: char = '·';

impl Forgotten {
    /// Whether this person is forgotten.
    pub(crate) fn is(&self, person: PersonId) -> bool {
        self.whose == Voter::Known(person)
    }

    /// Whether whoever is behind this pseudonym is forgotten.
    pub(crate) fn is_behind(&self, pseudonym: Pseudonym) -> bool {
        self.whose == Voter::Sealed(pseudonym)
    }

    /// Whether this is what they are called.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.names.contains(name)
    }
}

/// A text of the same length that says nothing.
pub(crate) fn blotted(text: &str) -> String {
    text.chars().map(|_| GONE).collect()
}
