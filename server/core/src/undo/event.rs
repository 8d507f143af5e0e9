//! What was done that may be taken back, and what was.

use serde::{Deserialize, Serialize};

use super::act::Act;
use crate::ids::{ActId, PersonId};

/// A fact about what was done last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// Somebody did what the next events say; it stands in front of them.
    ActDone {
        act: ActId,
        #[serde(flatten)]
        what: Act,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
        at_ms: u64,
    },
    /// It was taken back: all is as it was before it.
    ActUndone {
        act: ActId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
        at_ms: u64,
    },
    /// What the next events say stands in its way: it cannot be taken back any more.
    ActStands { act: ActId },
}
