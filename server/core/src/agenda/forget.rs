//! The hour says nothing of whoever came to it.

use super::event::Event;

impl Event {
    /// Takes out what is forgotten: nothing, and each event is asked.
    pub(crate) fn forget(&self) {
        match self {
            Self::SegmentStarted { .. }
            | Self::SegmentEnded { .. }
            | Self::ClockPaused { .. }
            | Self::ClockResumed { .. }
            | Self::LengthSet { .. }
            | Self::EndSet { .. }
            | Self::SessionEnded { .. }
            | Self::SessionReopened { .. }
            | Self::SegmentInserted { .. }
            | Self::SegmentEdited { .. }
            | Self::SlotsSet { .. }
            | Self::SegmentMoved { .. }
            | Self::SegmentRemoved { .. }
            | Self::SegmentSkippedSet { .. }
            | Self::SegmentsRefitted { .. } => {}
        }
    }
}
