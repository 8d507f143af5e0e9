//! How fast codes and secrets can be guessed, by one address and by all together.
//!
//! Each attempt at a code takes one of its address and one of all, and gets both back when it was right.
//! So a wrong one costs, and a right one is no faster than the wrong ones around it. Addresses from which
//! somebody came in share a bound of their own: an attack from others keeps no venue out. Whoever has a
//! code can make an address known, so that both bounds are in the sum.
//!
//! The sum: six digits of an alphabet of 32 are 2^30 codes. With 300 live sessions, the first hit takes
//! 2^30 / 300 = 3.6 million guesses in the mean. Known and unknown addresses may each make 500 at once
//! and one in 18 seconds after that: 3.5 million in a year together.

use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use dashmap::DashMap;
use tokio::time::Instant;

use super::Budget;
use super::buckets::{Buckets, Rate};
use super::callers::household;

/// Of one address: a venue in which many mistype.
const OF_ONE: Rate = Rate {
    burst: 300.0,
    per_second: 1.0 / 60.0,
};
/// Of all addresses together from which somebody came in, and of all others together.
const OF_ALL: Rate = Rate {
    burst: 500.0,
    per_second: 1.0 / 18.0,
};
/// For how long an address is known from which somebody came in.
const KNOWN_FOR: Duration = Duration::from_secs(24 * 3_600);
/// Addresses that are known at most.
const KNOWN_MAX: usize = 20_000;

/// Attempts at codes and secrets.
#[derive(Debug)]
pub(crate) struct Guesses {
    of_one: Buckets<IpAddr>,
    of_known: Mutex<Budget>,
    of_unknown: Mutex<Budget>,
    /// From where somebody came in, and when.
    known: DashMap<IpAddr, Instant>,
}

/// An attempt that is not answered yet.
#[derive(Debug)]
pub(crate) struct Attempt<'a> {
    guesses: &'a Guesses,
    address: IpAddr,
    /// Whether it took one of the known addresses.
    is_known: bool,
}

impl Guesses {
    pub(crate) fn new(now: Instant) -> Self {
        Self {
            of_one: Buckets::new(OF_ONE),
            of_known: Mutex::new(Budget::of(OF_ALL.burst, OF_ALL.per_second, now)),
            of_unknown: Mutex::new(Budget::of(OF_ALL.burst, OF_ALL.per_second, now)),
            known: DashMap::new(),
        }
    }

    /// Begins an attempt from an address; `None` where it has to wait.
    pub(crate) fn attempt(&self, address: IpAddr, now: Instant) -> Option<Attempt<'_>> {
        let address = household(address);
        if !self.of_one.takes(address, now) {
            return None;
        }
        let is_known = self.is_known(address, now);
        if !self.all(is_known).takes(now) {
            self.of_one.gives_back(&address);
            return None;
        }
        Some(Attempt {
            guesses: self,
            address,
            is_known,
        })
    }

    fn is_known(&self, address: IpAddr, now: Instant) -> bool {
        let at = self.known.get(&address).map(|at| *at);
        at.is_some_and(|at| now.duration_since(at) < KNOWN_FOR)
    }

    fn all(&self, is_known: bool) -> std::sync::MutexGuard<'_, Budget> {
        let all = if is_known {
            &self.of_known
        } else {
            &self.of_unknown
        };
        // A budget is two numbers: nothing is left half done by whoever panicked.
        all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Attempt<'_> {
    /// It was right: nothing was guessed.
    pub(crate) fn was_right(self, now: Instant) {
        let guesses = self.guesses;
        guesses.of_one.gives_back(&self.address);
        guesses.all(self.is_known).gives_back();
        if guesses.known.len() >= KNOWN_MAX {
            guesses
                .known
                .retain(|_, at| now.duration_since(*at) < KNOWN_FOR);
        }
        if guesses.known.len() < KNOWN_MAX {
            guesses.known.insert(self.address, now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(number: u32) -> IpAddr {
        IpAddr::V4(std::net::Ipv4Addr::from(0xc633_6400 + number))
    }

    #[test]
    fn a_first_hit_among_300_sessions_takes_more_than_a_year() {
        const YEAR_S: f64 = 365.0 * 24.0 * 3_600.0;
        let codes = f64::from(32u32).powi(6);
        let guesses_to_a_hit = codes / 300.0;
        let in_a_year = 2.0 * (OF_ALL.burst + OF_ALL.per_second * YEAR_S);
        assert!(
            in_a_year < guesses_to_a_hit,
            "{in_a_year} {guesses_to_a_hit}"
        );
    }

    #[test]
    fn one_address_that_guesses_is_stopped_and_a_venue_that_types_right_is_not() {
        let now = Instant::now();
        let guesses = Guesses::new(now);
        let wrong = (0..2_000).filter(|_| guesses.attempt(address(1), now).is_some());
        assert_eq!(wrong.count(), 300);
        for _ in 0..2_000 {
            guesses.attempt(address(2), now).unwrap().was_right(now);
        }
    }

    #[test]
    fn an_attack_from_many_addresses_is_stopped_and_keeps_no_venue_out() {
        let now = Instant::now();
        let guesses = Guesses::new(now);
        let venue = address(9_999);
        guesses.attempt(venue, now).unwrap().was_right(now);
        let wrong = (0..5_000).filter(|at| guesses.attempt(address(*at), now).is_some());
        assert_eq!(wrong.count(), 500);
        for _ in 0..1_000 {
            guesses.attempt(venue, now).unwrap().was_right(now);
        }
        assert!(guesses.attempt(address(7_777), now).is_none());
        let later = now + Duration::from_secs(20);
        assert!(guesses.attempt(address(7_777), later).is_some());
    }

    #[test]
    fn whoever_has_a_code_and_many_addresses_guesses_no_faster() {
        let now = Instant::now();
        let guesses = Guesses::new(now);
        for at in 0..100 {
            guesses.attempt(address(at), now).unwrap().was_right(now);
        }
        let wrong = (0..5_000).filter(|at| guesses.attempt(address(at % 100), now).is_some());
        assert_eq!(wrong.count(), 500);
    }
}
