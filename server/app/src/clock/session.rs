//! The time of one session: the server's, and never before the last moment of its log.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Clock;

/// The time of a session, for its actor and its screens.
///
/// A server that starts with a clock behind the log of a session would let that session's time go
/// back. Its time goes on from there instead, and others' are not touched.
#[derive(Debug, Clone)]
pub(crate) struct SessionClock {
    clock: Clock,
    ahead_ms: Arc<AtomicU64>,
}

impl SessionClock {
    /// The time of a session whose log ends at `last_at_ms`.
    pub(crate) fn after(clock: Clock, last_at_ms: u64) -> Self {
        let ahead_ms = last_at_ms.saturating_sub(clock.now_ms());
        Self {
            clock,
            ahead_ms: Arc::new(AtomicU64::new(ahead_ms)),
        }
    }

    /// How far the session is ahead of the server, in milliseconds.
    pub(crate) fn ahead_ms(&self) -> u64 {
        self.ahead_ms.load(Ordering::Relaxed)
    }

    /// The log was read anew, and ends at `last_at_ms`.
    pub(crate) fn never_before(&self, last_at_ms: u64) {
        let ahead_ms = last_at_ms.saturating_sub(self.clock.now_ms());
        self.ahead_ms.fetch_max(ahead_ms, Ordering::Relaxed);
    }

    /// Milliseconds since 1970; never less than before.
    pub(crate) fn now_ms(&self) -> u64 {
        self.clock.now_ms().saturating_add(self.ahead_ms())
    }

    /// Resolves at this time, or earlier: look again.
    pub(crate) async fn sleep_until(&self, at_ms: u64) {
        let by_server_ms = at_ms.saturating_sub(self.ahead_ms());
        self.clock.sleep_until(by_server_ms).await;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::Fake;
    use super::*;

    #[test]
    fn a_session_never_goes_back_behind_its_log() {
        let clock = Clock::over(Fake::at(1_000_000));
        let behind = SessionClock::after(clock.clone(), 900_000);
        assert_eq!((behind.now_ms(), behind.ahead_ms()), (1_000_000, 0));
        let ahead = SessionClock::after(clock.clone(), 4_600_000);
        assert_eq!(ahead.now_ms(), 4_600_000);
        clock.advance(std::time::Duration::from_secs(1));
        assert_eq!(ahead.now_ms(), 4_601_000);
        ahead.never_before(4_600_500);
        assert_eq!(ahead.now_ms(), 4_601_000);
        ahead.never_before(4_700_000);
        assert_eq!(ahead.now_ms(), 4_700_000);
    }
}
