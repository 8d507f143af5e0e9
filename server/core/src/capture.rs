//! What the rapporteur captures as it happens (R1), and the text of the report's third block.
//!
//! An [`Entry`] is a shared text with what it is linked to. Two rapporteurs in one entry are two
//! hands in a [`SharedText`]; what stood there before is in its [`History`]. Where a segment is held
//! under the Chatham House Rule no name enters the log with an entry.

mod command;
mod decide;
mod event;
mod evolve;
mod history;
mod typing;

pub use command::Command;
pub(crate) use decide::decide;
pub use decide::{NewCapture, add, describe, place, set_chatham, set_removed};
pub use event::Event;
pub use history::{History, Kept};
pub(crate) use typing::report_open;
pub use typing::{edit, edit_report, restore, restore_report, revise, write_report};

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ids::{EntryId, ItemId, LinkId, PersonId, RoomId, SegmentId};
use crate::shared_text::SharedText;
use crate::terms::Block;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
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

    /// Whether everybody may be asked for their support of it (R5).
    #[must_use]
    pub fn is_put_to_consensus(self) -> bool {
        matches!(self, Self::Takeaway | Self::CallToAction | Self::Consensus)
    }
}

/// Whose words they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
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
        name: String,
    },
}

/// One thing that is said of an entry; each is changed alone, so that two people who change two of
/// them do not meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are what the variants say")]
pub enum EntryFact {
    /// What it is.
    Kind { kind: EntryKind },
    /// Who is called to act; an empty text says nobody.
    Who { text: String },
    /// Towards whom.
    ToWhom { text: String },
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

/// A captured entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Id.
    pub id: EntryId,
    /// Kind.
    pub kind: EntryKind,
    /// Text.
    pub text: SharedText,
    /// What stood there before.
    pub history: History,
    /// Who is called to act.
    pub who: Option<String>,
    /// Towards whom.
    pub to_whom: Option<String>,
    /// Whose words they are.
    pub speaker: Option<Quoted>,
    /// What had the floor.
    pub item: Option<ItemId>,
    /// The segment that it came from.
    pub segment: Option<SegmentId>,
    /// The breakout room that it came from.
    pub room: Option<RoomId>,
    /// Who captured it.
    pub author: Option<PersonId>,
    /// The moment that it is about.
    pub at_ms: u64,
    /// Whether it was taken out.
    pub removed: bool,
}

/// All that was captured.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Capture {
    /// Entries by number.
    pub entries: BTreeMap<EntryId, Entry>,
    /// The same in the rapporteur's order.
    pub order: Vec<EntryId>,
    /// Segments held under the Chatham House Rule.
    pub chatham: BTreeSet<SegmentId>,
    /// Text of the third block.
    pub report: SharedText,
    /// What stood there before.
    pub report_history: History,
    /// Counts the changes of the first two blocks.
    pub block_revisions: BTreeMap<Block, u32>,
}

impl Capture {
    /// What stands, in the rapporteur's order.
    pub fn kept(&self) -> impl Iterator<Item = &Entry> {
        let entries = self.order.iter().filter_map(|id| self.entries.get(id));
        entries.filter(|entry| !entry.removed)
    }

    /// What stands of one kind and has words, in the rapporteur's order.
    pub fn written(&self, kind: EntryKind) -> impl Iterator<Item = &Entry> {
        let has_words = |entry: &&Entry| !entry.text.text().trim().is_empty();
        let of_kind = move |entry: &&Entry| entry.kind == kind;
        self.kept().filter(of_kind).filter(has_words)
    }

    /// Whether a segment is held under the Chatham House Rule.
    #[must_use]
    pub fn is_chatham(&self, segment: Option<SegmentId>) -> bool {
        segment.is_some_and(|segment| self.chatham.contains(&segment))
    }

    /// How often a block was changed: what a signature is given to.
    #[must_use]
    pub fn block_revision(&self, block: Block) -> u32 {
        match block {
            Block::Report => self.report.revision(),
            _ => self
                .block_revisions
                .get(&block)
                .copied()
                .unwrap_or_default(),
        }
    }
}
