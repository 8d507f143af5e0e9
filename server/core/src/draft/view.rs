//! What staff gets of the draft.

use serde::Serialize;

use super::event::Event;
use super::line::{LineState, Section, Source};
use super::state::DraftLine;
use crate::entries::entries;
use crate::ids::LineId;
use crate::touch::Touched;

entries! {
    /// A line of the draft.
    DraftEntry {
        id: LineId,
        section: Section,
        /// What would be written.
        text: String,
        /// As it was assembled.
        proposal: String,
        state: LineState,
        revision: u32,
        written: bool,
        at_ms: u64,
        sources: Vec<Source>,
    }
}

impl DraftEntry {
    pub(crate) fn of(line: &DraftLine) -> Self {
        let proposed = &line.proposed;
        Self {
            id: proposed.line,
            section: proposed.section,
            text: line.text().to_owned(),
            proposal: proposed.text.clone(),
            state: line.state,
            revision: line.revision,
            written: line.written,
            at_ms: proposed.at_ms,
            sources: proposed.sources.clone(),
        }
    }
}

/// Which entries an event can change.
pub(crate) fn touched(event: &Event, touched: &mut Touched) {
    match event {
        Event::DraftAssembled { lines, gone, .. } => {
            let assembled = lines.iter().map(|proposed| proposed.line);
            for line in assembled.chain(gone.iter().copied()) {
                touched.numbered("draft", line);
            }
        }
        Event::DraftLineSet { line, .. } => touched.numbered("draft", line),
        Event::DraftWritten { lines, .. } => {
            for line in lines {
                touched.numbered("draft", line);
            }
        }
    }
}
