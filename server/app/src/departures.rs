//! When the screens of a server that stops come back: one after the other and not all at once, so that
//! the server which comes next lets them in as fast as it can and no faster.

use std::sync::atomic::{AtomicU64, Ordering};

/// How long nobody comes back: the next server needs a moment.
const FIRST_MS: u64 = 1_000;
/// How many come back in a second: a fraction of what one core lets in.
const PER_SECOND: u64 = 750;
/// Within this time all have their turn; more screens come back closer to one another.
const SPREAD_MS: u64 = 20_000;

/// Hands out the moments.
#[derive(Debug, Default)]
pub(crate) struct Departures(AtomicU64);

impl Departures {
    /// For how many milliseconds the next screen waits before it comes back.
    pub(crate) fn next_return_ms(&self) -> u64 {
        let place = self.0.fetch_add(1, Ordering::Relaxed);
        FIRST_MS + place * 1_000 / PER_SECOND % SPREAD_MS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_thousand_come_back_within_ten_seconds_and_never_many_at_once() {
        let departures = Departures::default();
        let returns: Vec<_> = (0..5_000).map(|_| departures.next_return_ms()).collect();
        assert_eq!(returns.first(), Some(&FIRST_MS));
        assert!(returns.iter().max() < Some(&10_000));
        for second in 0..10 {
            let during = returns.iter().filter(|at_ms| *at_ms / 1_000 == second);
            assert!(during.count() <= 750);
        }
    }

    #[test]
    fn nobody_waits_for_long_however_many_there_are() {
        let departures = Departures(AtomicU64::new(1_000_000));
        assert!(departures.next_return_ms() < FIRST_MS + SPREAD_MS);
    }
}
