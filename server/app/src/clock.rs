//! The server's time: the one place that reads a clock.
//!
//! The system's clock is read once, at the start; from then on the time is counted by a clock that
//! nobody sets, so that a step of the system's moves no running segment. Such a step is logged.

mod session;
mod system;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use tokio::sync::watch;

pub(crate) use session::SessionClock;
pub use system::{Reading, Source, System};

/// How far the system's clock may go away from the server's before that is logged: it is slewed by
/// milliseconds all the time.
const STEP_MS_MIN: u64 = 1_000;

/// Longest sleep: timers stand still while the machine sleeps, and the time does not.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// The time, with an offset that tests turn forward.
#[derive(Debug, Clone)]
pub struct Clock {
    source: Arc<dyn Source>,
    begun: Reading,
    offset_ms: watch::Sender<u64>,
    /// How far ahead the system's clock was when that was last logged.
    system_ahead_ms: Arc<AtomicI64>,
}

impl Default for Clock {
    fn default() -> Self {
        Self::over(Arc::new(System))
    }
}

impl Clock {
    /// A clock that begins now.
    #[must_use]
    pub fn over(source: Arc<dyn Source>) -> Self {
        Self {
            begun: source.read(),
            source,
            offset_ms: watch::Sender::new(0),
            system_ahead_ms: Arc::default(),
        }
    }

    /// Milliseconds since 1970; never less than before.
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        let reading = self.source.read();
        let since_ms = reading.steady_ms.saturating_sub(self.begun.steady_ms);
        let now_ms = self.begun.wall_ms.saturating_add(since_ms);
        self.notice_step(reading.wall_ms, now_ms);
        now_ms.saturating_add(*self.offset_ms.borrow())
    }

    /// How far ahead of the server's time the system's clock was when it was last seen to have been
    /// set, in milliseconds; less than nothing where it is behind.
    #[must_use]
    pub fn system_ahead_ms(&self) -> i64 {
        self.system_ahead_ms.load(Ordering::Relaxed)
    }

    /// Logs each step of the system's clock once, whoever sees it first.
    fn notice_step(&self, wall_ms: u64, now_ms: u64) {
        let ahead_ms = signed(wall_ms).saturating_sub(signed(now_ms));
        let noted_ms = self.system_ahead_ms.load(Ordering::Relaxed);
        if ahead_ms.abs_diff(noted_ms) < STEP_MS_MIN {
            return;
        }
        let (ordering, cell) = (Ordering::Relaxed, &self.system_ahead_ms);
        let noted = cell.compare_exchange(noted_ms, ahead_ms, ordering, ordering);
        if noted.is_ok() {
            tracing::warn!(
                system_ahead_ms = ahead_ms,
                "the system's clock was set: sessions go on by the time of the server's start"
            );
        }
    }

    /// Turns the time forward; everybody who sleeps looks again.
    pub fn advance(&self, by: Duration) {
        let by_ms = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
        self.offset_ms
            .send_modify(|offset_ms| *offset_ms = offset_ms.saturating_add(by_ms));
    }

    /// Resolves at this time, or earlier, as when the time was turned: look again.
    pub async fn sleep_until(&self, at_ms: u64) {
        let mut turned = self.offset_ms.subscribe();
        let left = Duration::from_millis(at_ms.saturating_sub(self.now_ms())).min(LOOK_EVERY);
        tokio::select! {
            () = tokio::time::sleep(left) => {}
            _ = turned.changed() => {}
        }
    }
}

fn signed(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// A system whose clock can be set.
    #[derive(Debug)]
    pub(super) struct Fake(Mutex<Reading>);

    impl Source for Fake {
        fn read(&self) -> Reading {
            *self.0.lock().unwrap()
        }
    }

    impl Fake {
        pub(super) fn at(wall_ms: u64) -> Arc<Self> {
            let steady_ms = 77;
            Arc::new(Self(Mutex::new(Reading { wall_ms, steady_ms })))
        }

        fn passes(&self, ms: u64) {
            let mut reading = self.0.lock().unwrap();
            reading.wall_ms += ms;
            reading.steady_ms += ms;
        }

        fn is_set(&self, wall_ms: u64) {
            self.0.lock().unwrap().wall_ms = wall_ms;
        }
    }

    #[test]
    fn a_step_of_the_system_clock_moves_nothing() {
        let system = Fake::at(1_000_000);
        let clock = Clock::over(Arc::clone(&system) as Arc<dyn Source>);
        system.passes(5_000);
        assert_eq!(clock.now_ms(), 1_005_000);
        for set_ms in [9_000_000, 0, 1_005_000] {
            system.is_set(set_ms);
            assert_eq!(clock.now_ms(), 1_005_000);
        }
        system.passes(250);
        assert_eq!(clock.now_ms(), 1_005_250);
    }

    #[test]
    fn a_step_is_noted_once_and_a_drift_is_none() {
        let system = Fake::at(1_000_000);
        let clock = Clock::over(Arc::clone(&system) as Arc<dyn Source>);
        let noted = |wall_ms| {
            system.is_set(wall_ms);
            let _ = clock.now_ms();
            clock.system_ahead_ms()
        };
        assert_eq!(noted(1_000_900), 0);
        assert_eq!(noted(1_003_600), 3_600);
        assert_eq!(noted(1_003_700), 3_600);
        assert_eq!(noted(990_000), -10_000);
    }
}
