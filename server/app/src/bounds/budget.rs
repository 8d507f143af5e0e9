//! How much somebody may send: a bucket that refills.

use tokio::time::Instant;

/// The budget of one caller.
#[derive(Debug)]
pub(crate) struct Budget {
    left: f64,
    at: Instant,
    burst: f64,
    per_second: f64,
}

impl Budget {
    /// A full bucket.
    pub(crate) fn of(burst: f64, per_second: f64, now: Instant) -> Self {
        Self {
            left: burst,
            at: now,
            burst,
            per_second,
        }
    }

    /// Whether it has been quiet for as long as it takes to refill.
    pub(crate) fn is_full(&self, now: Instant) -> bool {
        self.refilled(now) >= self.burst
    }

    fn refilled(&self, now: Instant) -> f64 {
        let gained = now.duration_since(self.at).as_secs_f64() * self.per_second;
        (self.left + gained).min(self.burst)
    }

    /// Takes one, if there is one.
    pub(crate) fn takes(&mut self, now: Instant) -> bool {
        self.left = self.refilled(now);
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
        let mut budget = Budget::of(30.0, 10.0, start);
        let taken = (0..40).filter(|_| budget.takes(start)).count();
        assert_eq!(taken, 30);
        assert!(budget.takes(start + Duration::from_millis(150)));
        assert!(!budget.takes(start + Duration::from_millis(150)));
    }
}
