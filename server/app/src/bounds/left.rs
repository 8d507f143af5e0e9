//! How often somebody may be wrong still: what is looked at is reserved, what was wrong is used up until
//! it comes back with time.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use super::buckets::Rate;

/// What one address, or all together, may still get wrong.
#[derive(Debug)]
pub(super) struct Left {
    rate: Rate,
    /// One permit for each that is neither used up nor reserved.
    free: Arc<Semaphore>,
    used: Mutex<Used>,
}

/// What was used up, and is not there again yet.
#[derive(Debug)]
struct Used {
    number: u32,
    /// Since when the next one comes back.
    since: Instant,
}

/// One that is not used up, and that nobody else can have; it is free again when it is dropped.
#[derive(Debug)]
pub(super) struct Reserved {
    left: Arc<Left>,
    permit: OwnedSemaphorePermit,
}

impl Reserved {
    /// It was wrong.
    pub(super) fn use_up(self, now: Instant) {
        let mut used = self.left.used();
        if used.number == 0 {
            used.since = now;
        }
        used.number += 1;
        self.permit.forget();
    }
}

impl Left {
    pub(super) fn full(rate: Rate, now: Instant) -> Arc<Self> {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a burst is a small whole number"
        )]
        let burst = rate.burst as usize;
        Arc::new(Self {
            rate,
            free: Arc::new(Semaphore::new(burst)),
            used: Mutex::new(Used {
                number: 0,
                since: now,
            }),
        })
    }

    /// Reserves one, as soon as there is one.
    pub(super) async fn reserve(self: Arc<Self>) -> Option<Reserved> {
        self.refill(Instant::now());
        // The semaphore is never closed.
        let permit = Arc::clone(&self.free).acquire_owned().await.ok()?;
        Some(Reserved { left: self, permit })
    }

    /// Frees what has come back with time; how many are used up still.
    fn refill(&self, now: Instant) -> u32 {
        let mut used = self.used();
        let every = Duration::from_secs_f64(1.0 / self.rate.per_second);
        while used.number > 0 && now.duration_since(used.since) >= every {
            used.number -= 1;
            used.since += every;
            self.free.add_permits(1);
        }
        used.number
    }

    /// Whether there is nothing to remember.
    pub(super) fn is_untouched(self: &Arc<Self>, now: Instant) -> bool {
        Arc::strong_count(self) == 1 && self.refill(now) == 0
    }

    fn used(&self) -> std::sync::MutexGuard<'_, Used> {
        // Two numbers: nothing is left half done by whoever panicked.
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
