//! How fast codes and secrets can be guessed, by one address and by all together.
//!
//! An attempt reserves one of its address and one of all while it is looked at. A wrong one has used
//! them up; a right one gives them back, so that nobody who types right costs anything. However many
//! are looked at at once, no more than the allowance can turn out wrong; whoever finds everything
//! reserved waits for what others give back. Addresses from which somebody came in share a bound of
//! their own: an attack from others keeps no venue out. Whoever has a code can make an address known,
//! so that both bounds are in the sum.
//!
//! The sum: six digits of an alphabet of 32 are 2^30 codes. With 300 live sessions, the first hit takes
//! 2^30 / 300 = 3.6 million guesses in the mean. Known and unknown addresses may each make 500 at once
//! and one in 18 seconds after that: 3.5 million in a year together. An answer says no more by its time
//! or its form than by what it says: see [`tried`](crate::tried).

use std::net::IpAddr;
use std::sync::Arc;

use tokio::time::Instant;

use super::buckets::Rate;
use super::callers::household;
use super::known::Known;
use super::left::{Left, Reserved};
use super::remembered::Remembered;

/// Wrong ones of one address: a venue in which many mistype.
const OF_ONE: Rate = Rate {
    burst: 300.0,
    per_second: 1.0 / 60.0,
};
/// Wrong ones of all addresses together from which somebody came in, and of all others together.
const OF_ALL: Rate = Rate {
    burst: 500.0,
    per_second: 1.0 / 18.0,
};
/// New addresses after which those are forgotten that have nothing against them. Those that have are
/// no more than what all together may get wrong while one of theirs comes back.
const ADDRESSES_FEW: usize = 20_000;

/// Attempts at codes and secrets.
#[derive(Debug)]
pub(crate) struct Guesses {
    of_one: Remembered<IpAddr, Arc<Left>>,
    of_known: Arc<Left>,
    of_unknown: Arc<Left>,
    /// From where somebody came in.
    known: Known,
}

/// An attempt that is not answered yet. If it is dropped without a word, it was wrong.
#[derive(Debug)]
pub(crate) struct Attempt<'a> {
    guesses: &'a Guesses,
    address: IpAddr,
    reserved: Vec<Reserved>,
}

impl Guesses {
    pub(crate) fn new(now: Instant) -> Self {
        Self {
            of_one: Remembered::past(ADDRESSES_FEW),
            of_known: Left::full(OF_ALL, now),
            of_unknown: Left::full(OF_ALL, now),
            known: Known::new(now),
        }
    }

    /// Begins an attempt from an address, as soon as it may; whoever does not want to wait any more
    /// drops the future.
    pub(crate) async fn attempt(&self, address: IpAddr) -> Attempt<'_> {
        let address = household(address);
        let now = Instant::now();
        let of_all = match self.known.has(address, now) {
            true => &self.of_known,
            false => &self.of_unknown,
        };
        let of_one = self.of_one(address, now).reserve().await;
        let of_all = Arc::clone(of_all).reserve().await;
        Attempt {
            guesses: self,
            address,
            reserved: of_one.into_iter().chain(of_all).collect(),
        }
    }

    fn of_one(&self, address: IpAddr, now: Instant) -> Arc<Left> {
        let full = || Left::full(OF_ONE, now);
        let is_over = |left: &Arc<Left>| left.is_untouched(now);
        self.of_one
            .with(address, full, is_over, |left| Arc::clone(left))
    }
}

impl Attempt<'_> {
    /// It was right: nothing was guessed.
    pub(crate) fn was_right(mut self) {
        self.reserved.clear();
        self.guesses.known.note(self.address, Instant::now());
    }

    /// Nobody looked: neither right nor wrong.
    pub(crate) fn was_not_looked_at(mut self) {
        self.reserved.clear();
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        let now = Instant::now();
        self.reserved.drain(..).for_each(|one| one.use_up(now));
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures_util::FutureExt;

    use super::*;

    fn address(number: u32) -> IpAddr {
        IpAddr::V4(std::net::Ipv4Addr::from(0xc633_6400 + number))
    }

    fn guesses() -> Guesses {
        Guesses::new(Instant::now())
    }

    impl Guesses {
        /// An attempt, if there is one at once.
        fn tries(&self, number: u32) -> Option<Attempt<'_>> {
            // The runtime lets no task try so often in a row.
            tokio::task::unconstrained(self.attempt(address(number))).now_or_never()
        }
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
        let guesses = guesses();
        let wrong = (0..2_000).filter(|_| guesses.tries(1).is_some());
        assert_eq!(wrong.count(), 300);
        for _ in 0..2_000 {
            guesses.tries(2).unwrap().was_right();
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_wrong_comes_back_one_by_one_and_never_more_than_the_burst() {
        let guesses = guesses();
        let wrong = |number| {
            (0..2_000)
                .filter(|_| guesses.tries(number).is_some())
                .count()
        };
        assert_eq!(wrong(1), 300);
        tokio::time::advance(Duration::from_secs(3 * 60 + 10)).await;
        assert_eq!(wrong(1), 3);
        tokio::time::advance(Duration::from_secs(7 * 24 * 3_600)).await;
        assert_eq!(wrong(1), 300);
    }

    #[tokio::test(start_paused = true)]
    async fn of_a_thousand_wrong_ones_at_once_no_more_pass_than_the_allowance() {
        let guesses = Arc::new(guesses());
        let mut trying = tokio::task::JoinSet::new();
        for _ in 0..1_000 {
            let guesses = Arc::clone(&guesses);
            trying.spawn(async move {
                let attempt = guesses.attempt(address(1));
                let attempt = tokio::time::timeout(Duration::from_secs(1), attempt).await;
                // Each is looked at for a while, with all others.
                tokio::time::sleep(Duration::from_millis(100)).await;
                attempt.is_ok()
            });
        }
        let passed = trying.join_all().await;
        assert_eq!(passed.into_iter().filter(|passed| *passed).count(), 300);
    }

    #[tokio::test(start_paused = true)]
    async fn a_thousand_right_ones_at_once_all_pass_and_use_nothing_up() {
        let guesses = Arc::new(guesses());
        let mut trying = tokio::task::JoinSet::new();
        for _ in 0..1_000 {
            let guesses = Arc::clone(&guesses);
            trying.spawn(async move {
                let attempt = guesses.attempt(address(1)).await;
                tokio::time::sleep(Duration::from_millis(5)).await;
                attempt.was_right();
            });
        }
        trying.join_all().await;
        let wrong = (0..2_000).filter(|_| guesses.tries(1).is_some());
        assert_eq!(wrong.count(), 300);
    }

    #[tokio::test(start_paused = true)]
    async fn an_attack_from_many_addresses_is_stopped_and_keeps_no_venue_out() {
        let guesses = guesses();
        guesses.tries(9_999).unwrap().was_right();
        let wrong = (0..5_000).filter(|at| guesses.tries(*at).is_some());
        assert_eq!(wrong.count(), 500);
        for _ in 0..1_000 {
            guesses.tries(9_999).unwrap().was_right();
        }
        assert!(guesses.tries(7_777).is_none());
        tokio::time::advance(Duration::from_secs(20)).await;
        assert!(guesses.tries(7_777).is_some());
    }

    #[test]
    fn whoever_has_a_code_and_many_addresses_guesses_no_faster() {
        let guesses = guesses();
        for at in 0..100 {
            guesses.tries(at).unwrap().was_right();
        }
        let wrong = (0..5_000).filter(|at| guesses.tries(at % 100).is_some());
        assert_eq!(wrong.count(), 500);
    }

    #[test]
    fn what_nobody_looked_at_costs_nothing_and_makes_nobody_known() {
        let guesses = guesses();
        for _ in 0..2_000 {
            guesses.tries(1).unwrap().was_not_looked_at();
        }
        assert!(!guesses.known.has(address(1), Instant::now()));
    }

    #[test]
    fn addresses_that_have_nothing_against_them_are_forgotten() {
        let guesses = guesses();
        drop(guesses.tries(1));
        for at in 0..30_000 {
            guesses.tries(at).unwrap().was_not_looked_at();
        }
        assert!(guesses.of_one.len() <= ADDRESSES_FEW);
        let wrong = (0..2_000).filter(|_| guesses.tries(1).is_some());
        assert_eq!(wrong.count(), 299);
    }
}
