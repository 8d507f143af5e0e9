//! What a session is about was taken from its public page, or written by its organiser: nobody who
//! comes in is asked for it, and it stays.

use super::event::Event;

impl Event {
    /// Takes out what is forgotten: nothing, and each event is asked.
    pub(crate) fn forget(&self) {
        match self {
            Self::SessionCreated { .. } | Self::AboutRevised { .. } => {}
        }
    }
}
