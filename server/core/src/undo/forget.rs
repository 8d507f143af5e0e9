//! Who did something stands here by number alone.

use super::event::Event;

impl Event {
    /// Takes out what is forgotten: nothing, and each event is asked.
    pub(crate) fn forget(&self) {
        match self {
            Self::ActDone { .. } | Self::ActUndone { .. } | Self::ActStands { .. } => {}
        }
    }
}
