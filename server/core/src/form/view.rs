//! What staff gets of the form.

use serde::Serialize;

use super::event::Event;
use super::rules::ReportRules;
use super::state::Form;
use crate::about::About;
use crate::entries::entries;
use crate::igf::Deadlines;
use crate::shared_text::SharedText;
use crate::terms::Block;
use crate::touch::Touched;

/// What stands in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockContents {
    /// Which one.
    pub block: Block,
    /// How often it was changed: what a signature is given to.
    pub revision: u32,
    /// Entries; none for the third block, which is one text.
    pub entries: usize,
    /// Words of all of them.
    pub words: usize,
}

/// Whether a block may still be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the states")]
pub enum BlockStanding {
    Draft,
    Final,
}

entries! {
    /// The third block of the form, and where all three stand.
    ReportEntry {
        text: String,
        revision: u32,
        /// In the page's words.
        deadlines: Deadlines,
        blocks: Vec<BlockEntry>,
        rules: ReportRules,
        time_zone: Option<String>,
    }
    /// The session report, once it is signed.
    SignedEntry {
        text: String,
        at_ms: u64,
    }
    /// A block of the form.
    BlockEntry {
        block: Block,
        state: BlockStanding,
        /// What a signature is given to.
        revision: u32,
        /// Entries; none for the third block, which is one text.
        entries: usize,
        words: usize,
        signed_by: Option<String>,
        signed_at_ms: Option<u64>,
        /// Where the moment is known.
        due_at_ms: Option<u64>,
    }
}

impl ReportEntry {
    /// `text` is that of the third block.
    pub(crate) fn of(
        form: &Form,
        about: Option<&About>,
        text: &SharedText,
        contents: [BlockContents; 3],
    ) -> Self {
        let blocks = contents.iter().map(|it| BlockEntry::of(form, it));
        let deadlines = about.map(|about| about.deadlines.clone());
        Self {
            text: text.text().to_owned(),
            revision: text.revision(),
            deadlines: deadlines.unwrap_or_default(),
            blocks: blocks.collect(),
            rules: form.rules,
            time_zone: form.time_zone.clone(),
        }
    }
}

impl SignedEntry {
    /// `text` is that of the third block; nothing as long as it is a draft.
    pub(crate) fn of(form: &Form, text: &SharedText) -> Option<Self> {
        let signature = form.signed.get(&Block::Report)?;
        Some(Self {
            text: text.text().to_owned(),
            at_ms: signature.at_ms,
        })
    }
}

impl BlockEntry {
    fn of(form: &Form, contents: &BlockContents) -> Self {
        let signature = form.signed.get(&contents.block);
        Self {
            block: contents.block,
            state: match signature {
                Some(_) => BlockStanding::Final,
                None => BlockStanding::Draft,
            },
            revision: contents.revision,
            entries: contents.entries,
            words: contents.words,
            signed_by: signature.and_then(|it| it.name.clone()),
            signed_at_ms: signature.map(|it| it.at_ms),
            due_at_ms: form.due_at_ms(contents.block),
        }
    }
}

/// Which entries an event can change.
pub(crate) fn touched(event: &Event, touched: &mut Touched) {
    match event {
        Event::BlockSigned { .. } | Event::BlockReopened { .. } => {
            touched.main("report");
            touched.main("signed");
        }
        Event::ReportRulesSet { .. } | Event::DeadlineSet { .. } | Event::TimeZoneSet { .. } => {
            touched.main("report")
        }
    }
}
