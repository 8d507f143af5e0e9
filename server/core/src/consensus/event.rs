//! What happened to the support of takeaways.

use serde::{Deserialize, Serialize};

use super::put::{CheckResult, NewCheck, Stance};
use crate::ids::{EntryId, PersonId};
use crate::seal::Pseudonym;
use crate::terms::Attendance;

/// A fact about the support of takeaways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// Entries were put to everybody.
    ConsensusPut { check: NewCheck },
    /// Somebody said how they stand to one, or took it back. Written until answers were sealed.
    ConsensusAnswered {
        entry: EntryId,
        person: PersonId,
        stance: Option<Stance>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<String>,
    },
    /// The same, sealed: by whom, only their key tells. The side is theirs at that moment.
    StanceSealed {
        entry: EntryId,
        by: Pseudonym,
        side: Attendance,
        stance: Option<Stance>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<String>,
    },
    /// Hands in the room were counted, in place of the former count.
    StancesCounted {
        entry: EntryId,
        counts: Vec<u32>,
        at_ms: u64,
    },
    /// The check closed, with what came of it.
    ConsensusClosed {
        results: Vec<CheckResult>,
        at_ms: u64,
    },
}

impl Event {
    /// Whether nothing beside it may tell whose it is.
    pub(crate) fn is_sealed(&self) -> bool {
        match self {
            Self::StanceSealed { .. } => true,
            Self::ConsensusPut { .. }
            | Self::ConsensusAnswered { .. }
            | Self::StancesCounted { .. }
            | Self::ConsensusClosed { .. } => false,
        }
    }
}
