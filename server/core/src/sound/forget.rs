//! How a voice came into the room stands here by item, with nobody's name: it stays.

use super::event::Event;

impl Event {
    /// Takes out what is forgotten: nothing, and each event is asked.
    pub(crate) fn forget(&self) {
        match self {
            Self::VenueSet { .. }
            | Self::VoiceExpected { .. }
            | Self::VoiceArrived { .. }
            | Self::ChannelOpened { .. } => {}
        }
    }
}
