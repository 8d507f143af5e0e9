//! What happened to conduct on the floor.

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;

/// A fact about conduct on the floor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// Somebody may bring nothing to the floor, or may again.
    PersonMutedSet { person: PersonId, muted: bool },
    /// Somebody is kept out, or let in again.
    PersonBannedSet { person: PersonId, banned: bool },
    /// Which words hold a text back.
    WordListSet { words: Vec<String> },
}

impl Event {
    /// Of whom it is.
    pub(crate) fn person(&self) -> Option<PersonId> {
        match self {
            Self::PersonMutedSet { person, .. } | Self::PersonBannedSet { person, .. } => {
                Some(*person)
            }
            Self::WordListSet { .. } => None,
        }
    }
}
