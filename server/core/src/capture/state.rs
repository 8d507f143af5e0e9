//! What is known of all that was captured, and of the text of the report.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::entry::{EntryKind, Quoted};
use super::history::History;
use crate::form::BlockContents;
use crate::ids::{EntryId, ItemId, LinkId, PersonId, RoomId, SegmentId};
use crate::links::Link;
use crate::shared_text::SharedText;
use crate::terms::Block;
use crate::text;

/// A captured entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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
            Block::Takeaways | Block::CallsToAction => self
                .block_revisions
                .get(&block)
                .copied()
                .unwrap_or_default(),
        }
    }

    /// What stands in a block of the form.
    #[must_use]
    pub(crate) fn contents(&self, block: Block) -> BlockContents {
        let (entries, words) = match block {
            Block::Takeaways => self.sums(EntryKind::Takeaway),
            Block::CallsToAction => self.sums(EntryKind::CallToAction),
            Block::Report => (0, text::words(self.report.text())),
        };
        BlockContents {
            block,
            revision: self.block_revision(block),
            entries,
            words,
        }
    }

    /// Entries of one kind, and their words.
    fn sums(&self, kind: EntryKind) -> (usize, usize) {
        let entries = self.written(kind);
        entries.fold((0, 0), |(entries, words), entry| {
            (entries + 1, words + text::words(entry.text.text()))
        })
    }

    /// Whose words an entry holds, where that may be said.
    #[must_use]
    pub(crate) fn speaker_name(
        &self,
        entry: &Entry,
        links: &BTreeMap<LinkId, Link>,
    ) -> Option<String> {
        if self.is_chatham(entry.segment) {
            return None;
        }
        match entry.speaker.as_ref()? {
            Quoted::Speaker { speaker } => links.get(speaker)?.holder.clone(),
            Quoted::Name { name } => Some(name.clone()),
        }
    }
}
