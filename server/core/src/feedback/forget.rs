//! Feedback of somebody who is forgotten: their rating stays counted, their line goes.

use super::event::Event;
use super::state::Feedback;
use crate::forgotten::Forgotten;
use crate::seal::{Pseudonym, Purpose, Seal, Voter};

impl Event {
    /// Takes out what is forgotten.
    pub(crate) fn forget(&mut self, forgotten: &Forgotten) {
        match self {
            Self::FeedbackSealed {
                by,
                given: Some(given),
            } if forgotten.is_behind(*by) => given.line = None,
            Self::FeedbackSealed { .. } => {}
        }
    }
}

impl Feedback {
    /// The pseudonym under which this seal's person has written a line.
    pub(crate) fn line_of(&self, seal: &Seal) -> Option<Pseudonym> {
        let by = seal.pseudonym(Purpose::Feedback);
        let given = self.by.get(&by)?;
        given.line.is_some().then_some(by)
    }

    /// Takes out what is forgotten.
    pub(crate) fn forget(&mut self, forgotten: &Forgotten) {
        if let Voter::Sealed(by) = forgotten.whose
            && let Some(given) = self.by.get_mut(&by)
        {
            given.line = None;
        }
    }
}
