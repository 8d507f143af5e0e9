//! When the screens of a server that stops come back: one after the other and not all at once, so that
//! the server which comes next lets them in as fast as it can and no faster.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::time::Instant;

/// After how long the first one comes back: the next server needs a moment.
const FIRST_MS: u64 = 1_500;
/// How many come back in a second: a fraction of what one core lets in.
const PER_SECOND: u64 = 750;
/// Within this time all have their turn; more screens come back closer to one another.
const SPREAD_MS: u64 = 20_000;

/// Hands out the moments.
#[derive(Debug, Default)]
pub(crate) struct Departures {
    gone: AtomicU64,
    /// When the first one left; all moments count from here, since thousands take a while to leave.
    began: OnceLock<Instant>,
}

impl Departures {
    /// For how many milliseconds the next screen waits before it comes back.
    pub(crate) fn next_return_ms(&self, now: Instant) -> u64 {
        let since = now.duration_since(*self.began.get_or_init(|| now));
        let since_ms = u64::try_from(since.as_millis()).unwrap_or(u64::MAX);
        let place = self.gone.fetch_add(1, Ordering::Relaxed);
        let moment_ms = FIRST_MS + place * 1_000 / PER_SECOND % SPREAD_MS;
        moment_ms.saturating_sub(since_ms)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn five_thousand_come_back_within_ten_seconds_and_never_many_at_once() {
        let departures = Departures::default();
        let began = Instant::now();
        // The server needs two and a half seconds to send them all away.
        let returns: Vec<_> = (0..5_000)
            .map(|place| Duration::from_micros(place * 500))
            .map(|left| {
                let wait_ms = departures.next_return_ms(began + left);
                left.as_millis() + u128::from(wait_ms)
            })
            .collect();
        assert_eq!(returns.first(), Some(&u128::from(FIRST_MS)));
        assert!(returns.iter().max() < Some(&9_000));
        for second in 0..10 {
            let during = returns.iter().filter(|at_ms| *at_ms / 1_000 == second);
            assert!(during.count() <= 760);
        }
    }

    #[test]
    fn nobody_waits_for_long_however_many_there_are() {
        let departures = Departures::default();
        departures.gone.store(1_000_000, Ordering::Relaxed);
        assert!(departures.next_return_ms(Instant::now()) < FIRST_MS + SPREAD_MS);
    }
}
