//! What happened to the draft of the report.

use serde::{Deserialize, Serialize};

use super::{LineState, ProposedLine};
use crate::ids::{LineId, PersonId};

/// A fact about the draft of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// The draft was assembled: lines that are new or follow their sources, and lines that are gone.
    DraftAssembled {
        lines: Vec<ProposedLine>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        gone: Vec<LineId>,
        at_ms: u64,
    },
    /// A line of it was kept, written anew or dropped.
    DraftLineSet {
        line: LineId,
        state: LineState,
        text: Option<String>,
        revision: u32,
        at_ms: u64,
        by: Option<PersonId>,
    },
    /// Lines of it are in the session report now.
    DraftWritten { lines: Vec<LineId>, at_ms: u64 },
}
