//! What happened to what is kept of people.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ids::PersonId;
use crate::seal::Pseudonym;

/// What a purge leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purge {
    /// The report as it stood, without the names of people who came by code, as its JSON export.
    pub report: Value,
    /// When the session began.
    pub started_at_ms: Option<u64>,
    /// When it ended.
    pub ended_at_ms: Option<u64>,
    /// How many people had come.
    pub people: usize,
    /// When it was purged.
    pub at_ms: u64,
}

/// A fact about what is kept of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// Somebody erased themselves; what stands before it in the log is without them.
    PersonErased { person: PersonId, at_ms: u64 },
    /// Somebody erased what they had said sealed; it stands in a record of its own, with the minute
    /// at most, since nothing may join it with them.
    SealedErased { by: Pseudonym },
    /// For how many days after its end the session is kept; 0 is until it is deleted.
    RetentionSet { days: u32 },
    /// Nothing is left of its people.
    SessionPurged { purge: Box<Purge> },
    /// It was deleted; whoever reads this in a log has to finish it.
    SessionDeleted { at_ms: u64 },
}

impl Event {
    /// Whether nothing beside it may tell whose it is.
    pub(crate) fn is_sealed(&self) -> bool {
        match self {
            Self::SealedErased { .. } => true,
            Self::PersonErased { .. }
            | Self::RetentionSet { .. }
            | Self::SessionPurged { .. }
            | Self::SessionDeleted { .. } => false,
        }
    }
}
