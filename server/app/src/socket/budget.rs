//! How many commands a screen, or another system, may send: a bucket that refills.

use tokio::time::Instant;

/// Commands in a row.
const BURST: f64 = 30.0;
/// Commands a second in the long run.
const PER_SECOND: f64 = 10.0;

/// The budget of one socket, or of one token.
#[derive(Debug)]
pub(crate) struct Budget {
    left: f64,
    at: Instant,
}

impl Budget {
    pub(crate) fn full(now: Instant) -> Self {
        Self {
            left: BURST,
            at: now,
        }
    }

    /// Takes one, if there is one.
    pub(crate) fn takes(&mut self, now: Instant) -> bool {
        let refilled = now.duration_since(self.at).as_secs_f64() * PER_SECOND;
        self.left = (self.left + refilled).min(BURST);
        self.at = now;
        let has_one = self.left >= 1.0;
        if has_one {
            self.left -= 1.0;
        }
        has_one
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_burst_is_taken_and_refills_with_time() {
        let start = Instant::now();
        let mut budget = Budget::full(start);
        let taken = (0..40).filter(|_| budget.takes(start)).count();
        assert_eq!(taken, 30);
        assert!(budget.takes(start + Duration::from_millis(150)));
        assert!(!budget.takes(start + Duration::from_millis(150)));
    }
}
