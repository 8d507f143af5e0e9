//! What is on the screens in the room is staff's.

use super::event::Event;

impl Event {
    /// Takes out what is forgotten: nothing, and each event is asked.
    pub(crate) fn forget(&self) {
        match self {
            Self::CueSent { .. }
            | Self::CueCleared { .. }
            | Self::CueSeen { .. }
            | Self::ThresholdsSet { .. }
            | Self::DisplaySet { .. } => {}
        }
    }
}
