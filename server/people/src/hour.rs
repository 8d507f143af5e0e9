//! The hour that a crowd comes to.

use onefloor_core::about::SessionPlan;

/// Milliseconds of a minute.
const MINUTE_MS: u64 = 60_000;

/// When the doors open and how long the hour is: from this people plan when they come and go. What is on
/// they see on their screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hour {
    /// From the opening of the doors, the zero of all times, to the start.
    pub doors_ms: u64,
    /// From the start to the end.
    pub length_ms: u64,
}

impl Hour {
    /// An hour of this plan; the doors open this long before it.
    #[must_use]
    pub fn of(plan: &SessionPlan, doors_ms: u64) -> Self {
        let minutes = plan.agenda.iter().map(|segment| u64::from(segment.minutes));
        Self {
            doors_ms,
            length_ms: minutes.sum::<u64>().max(1) * MINUTE_MS,
        }
    }

    /// When it is over.
    #[must_use]
    pub fn ends_ms(&self) -> u64 {
        self.doors_ms + self.length_ms
    }
}
