//! A signature of somebody who is forgotten stays, without their name.

use super::event::Event;
use super::state::Form;
use crate::forgotten::Forgotten;

impl Event {
    /// Takes out what is forgotten.
    pub(crate) fn forget(&mut self, forgotten: &Forgotten) {
        match self {
            Self::BlockSigned {
                by: Some(by), name, ..
            } if forgotten.is(*by) => *name = None,
            Self::BlockSigned { .. }
            | Self::BlockReopened { .. }
            | Self::ReportRulesSet { .. }
            | Self::DeadlineSet { .. }
            | Self::TimeZoneSet { .. } => {}
        }
    }
}

impl Form {
    /// Takes out what is forgotten.
    pub(crate) fn forget(&mut self, forgotten: &Forgotten) {
        for signature in self.signed.values_mut() {
            if signature.by.is_some_and(|by| forgotten.is(by)) {
                signature.name = None;
            }
        }
    }
}
