//! One bucket each for many: addresses, or whoever holds a secret.

use std::hash::Hash;

use dashmap::DashMap;
use tokio::time::Instant;

use super::Budget;

/// How many are remembered; past that, those that have been quiet are forgotten.
const REMEMBERED_MAX: usize = 20_000;

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
    left: DashMap<K, Budget>,
}

impl<K: Eq + Hash> Buckets<K> {
    pub(crate) fn new(rate: Rate) -> Self {
        Self {
            rate,
            left: DashMap::new(),
        }
    }

    /// Takes one of somebody's, if there is one.
    pub(crate) fn takes(&self, who: K, now: Instant) -> bool {
        if self.left.len() >= REMEMBERED_MAX {
            self.left.retain(|_, budget| !budget.is_full(now));
        }
        let Rate { burst, per_second } = self.rate;
        let full = || Budget::of(burst, per_second, now);
        self.left.entry(who).or_insert_with(full).takes(now)
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
