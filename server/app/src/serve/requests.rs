//! The requests of one connection, as its stream sees them: how many have begun, and whether one is
//! worked on or answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Counts of one connection.
#[derive(Debug, Default)]
pub(super) struct Requests {
    begun: AtomicUsize,
    done: AtomicUsize,
    /// Bytes of an answer wait for the client to read.
    waits_to_write: AtomicBool,
}

/// A request that is worked on until this is dropped.
pub(super) struct Begun(Option<Arc<Requests>>);

impl Requests {
    pub(super) fn begin(requests: &Arc<Self>) -> Begun {
        requests.begun.fetch_add(1, Ordering::AcqRel);
        Begun(Some(Arc::clone(requests)))
    }

    pub(super) fn begun(&self) -> usize {
        self.begun.load(Ordering::Acquire)
    }

    /// Whether no request is worked on, and no answer is on its way.
    pub(super) fn are_quiet(&self) -> bool {
        self.is_idle() && !self.waits_to_write.load(Ordering::Acquire)
    }

    pub(super) fn waits_to_write(&self, waits: bool) {
        self.waits_to_write.store(waits, Ordering::Release);
    }

    pub(super) fn is_idle(&self) -> bool {
        self.begun() == self.done.load(Ordering::Acquire)
    }
}

impl Begun {
    /// It has become a socket, and the connection is never idle again.
    pub(super) fn goes_on(mut self) {
        self.0 = None;
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        if let Some(requests) = &self.0 {
            requests.done.fetch_add(1, Ordering::AcqRel);
        }
    }
}
