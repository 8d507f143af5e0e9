//! Links carry the names of the public page, which its organiser keeps.

use super::event::Event;

impl Event {
    /// Takes out what is forgotten: nothing, and each event is asked.
    pub(crate) fn forget(&self) {
        match self {
            Self::LinkIssued { .. }
            | Self::LinkRotated { .. }
            | Self::LinkRevoked { .. }
            | Self::DoorSet { .. } => {}
        }
    }
}
