//! What is known of the draft.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::event::Event;
use super::line::{LineState, ProposedLine, Source};
use crate::ids::LineId;

/// A line of the draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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

    /// Whether these words of a source were in it when it was assembled: edited since, it is the rapporteur
    /// who has read them.
    pub(super) fn holds(&self, source: Source, words: &str) -> bool {
        self.proposed.sources.contains(&source) && self.proposed.text.contains(words)
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
