//! The clock of one segment: an anchor, a length, pauses.

use serde::{Deserialize, Serialize};

use crate::ids::SegmentId;

/// Milliseconds of a minute.
pub const MINUTE_MS: u64 = 60_000;

/// The clock of the running segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Which segment runs.
    pub segment: SegmentId,
    /// When it began.
    pub started_at_ms: u64,
    /// How long it should take.
    pub length_ms: u64,
    /// When the running pause began.
    pub paused_at_ms: Option<u64>,
    /// Length of the pauses that are over.
    pub paused_ms: u64,
}

impl Clock {
    /// A clock that starts now.
    #[must_use]
    pub fn started(segment: SegmentId, at_ms: u64, length_ms: u64) -> Self {
        Self {
            segment,
            started_at_ms: at_ms,
            length_ms,
            paused_at_ms: None,
            paused_ms: 0,
        }
    }

    /// Time spent, without pauses.
    #[must_use]
    pub fn elapsed_ms(&self, now_ms: u64) -> u64 {
        let until_ms = self.paused_at_ms.unwrap_or(now_ms);
        until_ms
            .saturating_sub(self.started_at_ms)
            .saturating_sub(self.paused_ms)
    }

    /// When the length is used up, if no further pause comes.
    #[must_use]
    pub fn ends_at_ms(&self) -> u64 {
        self.started_at_ms
            .saturating_add(self.paused_ms)
            .saturating_add(self.length_ms)
    }

    /// The same clock, going on after its pause.
    #[must_use]
    pub(crate) fn resumed(self, at_ms: u64) -> Self {
        let pause_ms = self
            .paused_at_ms
            .map_or(0, |since| at_ms.saturating_sub(since));
        Self {
            paused_at_ms: None,
            paused_ms: self.paused_ms + pause_ms,
            ..self
        }
    }
}
