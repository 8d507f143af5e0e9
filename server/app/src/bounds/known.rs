//! From which addresses somebody came in lately.

use std::collections::HashSet;
use std::mem::take;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// For how long an address is known at least, unless too many others come in.
const KNOWN_FOR: Duration = Duration::from_secs(24 * 3_600);
/// Addresses of one generation.
const GENERATION_MAX: usize = 10_000;

/// The addresses, in two generations: when one is full or old enough, the one before it is forgotten as
/// a whole, and nobody has to be looked for.
#[derive(Debug)]
pub(super) struct Known(Mutex<Generations>);

#[derive(Debug)]
struct Generations {
    present: HashSet<IpAddr>,
    before: HashSet<IpAddr>,
    since: Instant,
}

impl Known {
    pub(super) fn new(now: Instant) -> Self {
        Self(Mutex::new(Generations {
            present: HashSet::new(),
            before: HashSet::new(),
            since: now,
        }))
    }

    /// Whether somebody came in from there.
    pub(super) fn has(&self, address: IpAddr, now: Instant) -> bool {
        let known = self.at(now);
        known.present.contains(&address) || known.before.contains(&address)
    }

    /// Somebody came in from there.
    pub(super) fn note(&self, address: IpAddr, now: Instant) {
        let mut known = self.at(now);
        known.present.insert(address);
        if known.present.len() > GENERATION_MAX {
            known.ends(now);
        }
    }

    fn at(&self, now: Instant) -> MutexGuard<'_, Generations> {
        // Sets of addresses: at the worst somebody is not known who was.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let age = now.duration_since(known.since);
        if age >= KNOWN_FOR {
            known.ends(now);
        }
        if age >= 2 * KNOWN_FOR {
            known.before.clear();
        }
        known
    }
}

impl Generations {
    fn ends(&mut self, now: Instant) {
        self.before = take(&mut self.present);
        self.since = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(number: u32) -> IpAddr {
        IpAddr::V4(std::net::Ipv4Addr::from(0xc633_6400 + number))
    }

    #[test]
    fn an_address_is_known_for_a_day_and_forgotten_after_two() {
        let start = Instant::now();
        let at = |hours: u64| start + Duration::from_secs(hours * 3_600);
        let known = Known::new(start);
        known.note(address(1), at(23));
        assert!(known.has(address(1), at(23)) && !known.has(address(2), at(23)));
        assert!(known.has(address(1), at(47)));
        assert!(!known.has(address(1), at(72)));
        known.note(address(1), at(73));
        assert!(!known.has(address(1), at(200)));
    }

    #[test]
    fn no_more_are_kept_than_two_generations_and_the_last_ones_are_there() {
        let (now, known) = (Instant::now(), Known::new(Instant::now()));
        for number in 0..50_000 {
            known.note(address(number), now);
        }
        let kept = (0..50_000).filter(|number| known.has(address(*number), now));
        assert!(kept.count() <= 2 * GENERATION_MAX + 1);
        let last = 50_000 - 9_000..50_000;
        assert!(
            last.into_iter()
                .all(|number| known.has(address(number), now))
        );
    }
}
