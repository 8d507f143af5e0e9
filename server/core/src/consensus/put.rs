//! What is put to everybody, and how somebody may stand to it.

use serde::{Deserialize, Serialize};

use crate::capture::EntryKind;
use crate::ids::{ConsensusId, EntryId, SegmentId};
use crate::poll::PollResult;

/// Support, can live with it, object.
pub const STANCES: usize = 3;

/// How somebody stands to what was put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Is for it.
    Support,
    /// Can live with it.
    LiveWith,
    /// Is against it.
    Object,
}

impl Stance {
    /// The same as the choice of a poll, for counting.
    pub(super) fn choice(self) -> &'static [u8] {
        match self {
            Self::Support => &[0],
            Self::LiveWith => &[1],
            Self::Object => &[2],
        }
    }
}

/// An entry as it was put to everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields of an entry")]
pub struct PutEntry {
    pub entry: EntryId,
    pub kind: EntryKind,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_whom: Option<String>,
}

/// Entries that are put to everybody together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCheck {
    /// Id, counting from 1.
    pub id: ConsensusId,
    /// What is put, in order.
    pub entries: Vec<PutEntry>,
    /// Whether everybody sees the counts while it runs.
    pub live: bool,
    /// The segment that ran.
    pub segment: Option<SegmentId>,
    /// When.
    pub at_ms: u64,
}

/// What came of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckResult {
    /// Which one.
    pub entry: EntryId,
    /// Support, can live with it, object.
    pub result: PollResult,
}
