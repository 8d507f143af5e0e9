//! The server's time: the one place that reads a clock.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

/// The time, with an offset that tests turn forward.
#[derive(Debug, Clone)]
pub struct Clock {
    offset_ms: watch::Sender<u64>,
}

impl Default for Clock {
    fn default() -> Self {
        Self {
            offset_ms: watch::Sender::new(0),
        }
    }
}

impl Clock {
    /// Milliseconds since 1970.
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let real_ms = since.map_or(0, |since| {
            u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
        });
        real_ms.saturating_add(*self.offset_ms.borrow())
    }

    /// Turns the time forward; everybody who sleeps looks again.
    pub fn advance(&self, by: Duration) {
        let by_ms = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
        self.offset_ms
            .send_modify(|offset_ms| *offset_ms = offset_ms.saturating_add(by_ms));
    }

    /// Resolves at this time, or earlier when the time was turned: look again.
    pub async fn sleep_until(&self, at_ms: u64) {
        let mut turned = self.offset_ms.subscribe();
        let left = Duration::from_millis(at_ms.saturating_sub(self.now_ms()));
        tokio::select! {
            () = tokio::time::sleep(left) => {}
            _ = turned.changed() => {}
        }
    }
}
