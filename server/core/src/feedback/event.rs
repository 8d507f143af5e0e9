//! What happened to feedback.

use serde::{Deserialize, Serialize};

use super::state::Given;
use crate::seal::Pseudonym;

/// A fact about feedback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// Somebody said how the session was, in place of what they said before, or took it back. By whom,
    /// only their key tells.
    FeedbackSealed { by: Pseudonym, given: Option<Given> },
}

impl Event {
    /// Whether nothing beside it may tell whose it is.
    pub(crate) fn is_sealed(&self) -> bool {
        match self {
            Self::FeedbackSealed { .. } => true,
        }
    }
}
