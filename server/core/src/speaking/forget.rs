//! Who spoke for how long stands here by link and item: the sums stay.

use super::event::Event;

impl Event {
    /// Takes out what is forgotten: nothing, and each event is asked.
    pub(crate) fn forget(&self) {
        match self {
            Self::VoiceTaken { .. }
            | Self::VoiceExtended { .. }
            | Self::VoiceYielded { .. }
            | Self::SpeakerDescribed { .. } => {}
        }
    }
}
