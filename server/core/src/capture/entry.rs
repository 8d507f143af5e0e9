//! An entry as it is captured, and what is said of it.

use serde::{Deserialize, Serialize};

use crate::ids::{EntryId, ItemId, LinkId, PersonId, RoomId, SegmentId};
#[cfg(feature = "wire")]
use crate::limits;
use crate::terms::Block;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// For the first block of the IGF's form.
    Takeaway,
    /// For the second block: who should do what.
    CallToAction,
    /// What the session agreed on.
    Consensus,
    /// What it did not agree on.
    NoConsensus,
    /// What somebody said, word for word.
    Quote,
    /// What was left open.
    OpenIssue,
    /// For the rapporteur's own use.
    Note,
}

impl EntryKind {
    /// The block of the form that it stands in.
    #[must_use]
    pub fn block(self) -> Option<Block> {
        match self {
            Self::Takeaway => Some(Block::Takeaways),
            Self::CallToAction => Some(Block::CallsToAction),
            _ => None,
        }
    }

    /// Whether everybody may be asked for their support of it.
    #[must_use]
    pub(crate) fn is_put_to_consensus(self) -> bool {
        matches!(self, Self::Takeaway | Self::CallToAction | Self::Consensus)
    }
}

/// Whose words they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Quoted {
    /// A speaker of the session, by their role link.
    Speaker {
        /// Whose link.
        speaker: LinkId,
    },
    /// Anybody else.
    Name {
        /// As the rapporteur wrote it.
        #[cfg_attr(feature = "wire", schemars(length(max = limits::NAME_CHARS_MAX)))]
        name: String,
    },
}

/// One thing that is said of an entry; each is changed alone, so that two people who change two of
/// them do not meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are what the variants say")]
pub enum EntryFact {
    /// What it is.
    Kind { kind: EntryKind },
    /// Who is called to act; an empty text says nobody.
    Who {
        #[cfg_attr(feature = "wire", schemars(length(max = limits::WHO_CHARS_MAX)))]
        text: String,
    },
    /// Towards whom.
    ToWhom {
        #[cfg_attr(feature = "wire", schemars(length(max = limits::WHO_CHARS_MAX)))]
        text: String,
    },
    /// Whose words they are.
    Speaker { speaker: Option<Quoted> },
    /// What had the floor.
    Item { item: Option<ItemId> },
    /// The segment that it came from.
    Segment { segment: Option<SegmentId> },
    /// The breakout room that it came from.
    Room { room: Option<RoomId> },
}

/// An entry as it was captured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEntry {
    /// Id.
    pub id: EntryId,
    /// Kind.
    pub kind: EntryKind,
    /// Text.
    pub text: String,
    /// What had the floor.
    pub item: Option<ItemId>,
    /// What segment ran.
    pub segment: Option<SegmentId>,
    /// Who wrote it; nobody under the Chatham House Rule.
    pub author: Option<PersonId>,
    /// The moment that it is about, in milliseconds since 1970.
    pub at_ms: u64,
    /// 1: the later ones are counted in the state.
    pub revision: u32,
    /// `false`: as above.
    pub removed: bool,
    /// Who is called to act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// Towards whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_whom: Option<String>,
    /// Whose words they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Quoted>,
    /// The breakout room that it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<RoomId>,
}
