//! What happened to the blocks of the form.

use serde::{Deserialize, Serialize};

use super::{DueBy, ReportRules};
use crate::ids::PersonId;
use crate::terms::Block;

/// A fact about the blocks of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// Somebody declared a block of the report final.
    BlockSigned {
        block: Block,
        revision: u32,
        by: Option<PersonId>,
        name: Option<String>,
        at_ms: u64,
    },
    /// Somebody opened it again.
    BlockReopened {
        block: Block,
        by: Option<PersonId>,
        at_ms: u64,
    },
    /// What the report should be like.
    ReportRulesSet { rules: ReportRules },
    /// When a block is due.
    DeadlineSet {
        block: Block,
        due_at_ms: Option<u64>,
        by: DueBy,
    },
    /// Where the session is held.
    TimeZoneSet { time_zone: Option<String> },
}
