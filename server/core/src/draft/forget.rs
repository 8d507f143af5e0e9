//! Lines of the draft that say what somebody who is forgotten asked: they go as a whole, and are found
//! anew without a name when the draft is assembled again.

use super::event::Event;
use super::line::{ProposedLine, Source};
use super::state::Draft;
use crate::forgotten::Forgotten;

impl Event {
    /// Notes which lines say something of who is forgotten.
    pub(crate) fn note(&self, forgotten: &mut Forgotten) {
        if let Self::DraftAssembled { lines, .. } = self {
            let theirs = lines.iter().filter(|line| line.is_of(forgotten));
            let theirs: Vec<_> = theirs.map(|line| line.line).collect();
            forgotten.lines.extend(theirs);
        }
    }

    /// Takes out what is forgotten.
    pub(crate) fn forget(&mut self, forgotten: &Forgotten) {
        match self {
            Self::DraftAssembled { lines, .. } => {
                let theirs = lines.iter_mut().filter(|line| line.is_of(forgotten));
                theirs.for_each(|line| line.text.clear());
            }
            Self::DraftLineSet { line, text, .. } if forgotten.lines.contains(line) => {
                *text = None;
            }
            Self::DraftLineSet { .. } | Self::DraftWritten { .. } => {}
        }
    }
}

impl Draft {
    /// Takes out what is forgotten.
    pub(crate) fn forget(&mut self, forgotten: &Forgotten) {
        let is_theirs = |line: &ProposedLine| line.is_of(forgotten);
        self.lines.retain(|_, line| !is_theirs(&line.proposed));
    }
}

impl ProposedLine {
    /// By what it is about, which stays the same as long as the line is there.
    fn is_of(&self, forgotten: &Forgotten) -> bool {
        match self.of {
            Source::Item { item } => forgotten.items.contains(&item),
            Source::Entry { entry } => forgotten.entries.contains(&entry),
            Source::Moment { .. }
            | Source::Poll { .. }
            | Source::Room { .. }
            | Source::Segment { .. } => false,
        }
    }
}
