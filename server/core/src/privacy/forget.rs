//! What was erased says nothing more of anybody.

use super::event::Event;

impl Event {
    /// Takes out what is forgotten: nothing, and each event is asked.
    pub(crate) fn forget(&self) {
        match self {
            Self::PersonErased { .. }
            | Self::SealedErased { .. }
            | Self::RetentionSet { .. }
            | Self::SessionPurged { .. }
            | Self::SessionDeleted { .. } => {}
        }
    }
}
