//! An answer to a temperature check holds no words, and stays counted.

use super::event::Event;

impl Event {
    /// Takes out what is forgotten: nothing, and each event is asked.
    pub(crate) fn forget(&self) {
        match self {
            Self::PollPrepared { .. }
            | Self::PreparedPollPlaced { .. }
            | Self::PreparedPollRemoved { .. }
            | Self::PollOpened { .. }
            | Self::PollAnswerSealed { .. }
            | Self::PollAnswered { .. }
            | Self::HandsCounted { .. }
            | Self::PollClosed { .. } => {}
        }
    }
}
