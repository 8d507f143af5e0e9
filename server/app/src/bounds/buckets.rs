//! One bucket each for many: addresses, or whoever holds a secret.

use std::hash::Hash;

use tokio::time::Instant;

use super::Budget;
use super::remembered::Remembered;

/// Newcomers after which those are forgotten whose bucket is full again.
const FEW: usize = 20_000;

/// How much in a row, and how much a second in the long run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rate {
    pub(crate) burst: f64,
    pub(crate) per_second: f64,
}

/// What each of many may still do.
#[derive(Debug)]
pub(crate) struct Buckets<K: Eq + Hash> {
    rate: Rate,
    left: Remembered<K, Budget>,
}

impl<K: Eq + Hash> Buckets<K> {
    pub(crate) fn new(rate: Rate) -> Self {
        Self {
            rate,
            left: Remembered::past(FEW),
        }
    }

    /// Takes one of somebody's, if there is one.
    pub(crate) fn takes(&self, who: K, now: Instant) -> bool {
        let Rate { burst, per_second } = self.rate;
        let full = || Budget::of(burst, per_second, now);
        let is_over = |budget: &Budget| budget.is_full(now);
        self.left
            .with(who, full, is_over, |budget| budget.takes(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_bucket() {
        let rate = Rate {
            burst: 2.0,
            per_second: 0.1,
        };
        let (buckets, now) = (Buckets::new(rate), Instant::now());
        assert!(buckets.takes("ana", now) && buckets.takes("ana", now));
        assert!(!buckets.takes("ana", now) && buckets.takes("bao", now));
    }
}
