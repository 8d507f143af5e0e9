//! Whether something could be stored when it was last tried.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A success this long ago still says that the next one is likely.
const FRESH: Duration = Duration::from_secs(1);

/// What became of the last write, as the writer left it.
#[derive(Debug, Default)]
pub(super) struct Health(Mutex<Last>);

#[derive(Debug, Default)]
struct Last {
    failed: bool,
    written_at: Option<Instant>,
}

impl Health {
    /// Notes a write, and says in the log when a time begins or ends in which nothing is stored.
    pub(super) fn note<E: std::fmt::Display>(&self, written: Result<(), &E>) {
        // Nothing panics while holding it.
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match written {
            Ok(()) => {
                last.written_at = Some(Instant::now());
                if std::mem::take(&mut last.failed) {
                    tracing::info!("the store can be written again");
                }
            }
            Err(error) => {
                if !std::mem::replace(&mut last.failed, true) {
                    tracing::error!(%error, "nothing can be stored");
                }
            }
        }
    }

    /// Whether the last write failed.
    pub(super) fn has_failed(&self) -> bool {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.failed
    }

    /// Whether the last write went well, a moment ago.
    pub(super) fn is_fresh(&self) -> bool {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        !last.failed && last.written_at.is_some_and(|at| at.elapsed() < FRESH)
    }
}
