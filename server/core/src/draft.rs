//! A draft of the third block out of what was captured (R4), without any AI.
//!
//! [`assemble()`] is pure: the same session gives the same lines, each with where it comes from. A
//! line is known by what it is about, so that assembling again finds it; what the rapporteur has
//! edited or dropped stays as they left it.

mod command;
mod decide;
mod event;
pub(crate) mod templates;
mod write;

pub use command::Command;
pub(crate) use decide::decide;
pub use decide::{refresh, set_line};
pub use event::Event;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{EntryId, ItemId, LineId, PollId, RoomId, SegmentId};

/// A part of the draft, in the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// What was presented.
    Presentations,
    /// Questions with their answers, and points made.
    Discussion,
    /// What the breakout rooms brought back.
    Breakouts,
    /// Temperature checks.
    Polls,
    /// Agreed, not agreed, left open.
    Agreements,
}

/// Where a line comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are what the variants say")]
pub enum Source {
    /// A moment of the session.
    Moment { at_ms: u64 },
    /// Something on the floor.
    Item { item: ItemId },
    /// Something captured.
    Entry { entry: EntryId },
    /// A temperature check.
    Poll { poll: PollId },
    /// A breakout room.
    Room { room: RoomId },
    /// A segment.
    Segment { segment: SegmentId },
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LineState {
    /// It stands as it was assembled.
    Kept,
    /// The rapporteur has written it anew.
    Edited,
    /// It stays out.
    Dropped,
}

/// A line as it was assembled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedLine {
    /// Its number in the draft.
    pub line: LineId,
    /// Part of the draft.
    pub section: Section,
    /// What it is about: by this it is found again.
    pub of: Source,
    /// The sentences.
    pub text: String,
    /// Everything that it comes from.
    pub sources: Vec<Source>,
    /// The moment in whose order it stands.
    pub at_ms: u64,
}

/// A line that the session gives, not yet numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields of a proposed line")]
pub struct Found {
    pub section: Section,
    pub of: Source,
    pub text: String,
    pub sources: Vec<Source>,
    pub at_ms: u64,
}

/// A line of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLine {
    /// As it was assembled last.
    pub proposed: ProposedLine,
    /// The rapporteur's words, where it was edited.
    pub edited: Option<String>,
    /// What became of it.
    pub state: LineState,
    /// Counts changes, so that of two rapporteurs the second sees the first one's.
    pub revision: u32,
    /// Whether it has been written into the report.
    pub written: bool,
}

/// The draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// Lines by number.
    pub lines: BTreeMap<LineId, DraftLine>,
    /// The number given last; a line that is gone leaves a gap.
    pub last_line: u32,
}

impl DraftLine {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> &str {
        self.edited.as_deref().unwrap_or(&self.proposed.text)
    }
}

impl Draft {
    /// Lines in the order in which they are written.
    #[must_use]
    pub fn in_order(&self) -> Vec<&DraftLine> {
        let mut lines: Vec<&DraftLine> = self.lines.values().collect();
        lines.sort_by_key(|line| {
            let proposed = &line.proposed;
            (proposed.section, proposed.at_ms, proposed.line)
        });
        lines
    }

    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::DraftAssembled { lines, gone, .. } => {
                for line in gone {
                    self.lines.remove(line);
                }
                for proposed in lines {
                    self.propose(proposed);
                }
            }
            Event::DraftLineSet {
                line,
                state,
                text,
                revision,
                ..
            } => {
                if let Some(line) = self.lines.get_mut(line) {
                    line.edited.clone_from(text);
                    line.state = *state;
                    line.revision = *revision;
                }
            }
            Event::DraftWritten { lines, .. } => {
                for line in lines {
                    if let Some(line) = self.lines.get_mut(line) {
                        line.written = true;
                    }
                }
            }
        }
    }

    fn propose(&mut self, proposed: &ProposedLine) {
        self.last_line = self.last_line.max(proposed.line.0);
        let known = self.lines.get_mut(&proposed.line);
        if let Some(line) = known {
            line.proposed = proposed.clone();
            line.revision += 1;
            return;
        }
        let line = DraftLine {
            proposed: proposed.clone(),
            edited: None,
            state: LineState::Kept,
            revision: 1,
            written: false,
        };
        self.lines.insert(proposed.line, line);
    }
}
