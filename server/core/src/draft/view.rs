//! What staff gets of the draft.

use serde::Serialize;

use super::event::Event;
use super::line::{LineState, Section, Source};
use super::state::{Draft, DraftLine};
use super::unplaced;
use crate::capture::Capture;
use crate::entries::entries;
use crate::ids::{EntryId, LineId};
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
        /// The line that it stands beside, since it came after that one had been decided on.
        beside: Option<LineId>,
    }
    /// What was captured and is in no block, in no line of the draft, and not left out.
    UnplacedEntry {
        entries: Vec<EntryId>,
    }
}

impl UnplacedEntry {
    /// As long as there is any.
    pub(crate) fn of(draft: &Draft, capture: &Capture) -> Option<Self> {
        let entries = unplaced(draft, capture);
        (!entries.is_empty()).then_some(Self { entries })
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
            beside: proposed.beside,
        }
    }
}

/// Which entries an event can change.
pub(crate) fn touched(event: &Event, touched: &mut Touched) {
    touched.main("unplaced");
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
