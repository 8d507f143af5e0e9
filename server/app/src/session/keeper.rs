//! Keeps states beside their logs, off the threads of actors and sockets: what is kept is read out of the
//! store, from the state before on, so that the session itself has no part in it.

use std::sync::Arc;

use strum::{IntoStaticStr, VariantArray};
use tokio::sync::Semaphore;

use super::ledger::{self, Ledger, Lineage};
use crate::instruments::metrics;
use crate::store::{EventStore, Snapshot, StoreError};

/// States that are made at once: each holds a session a second time meanwhile.
const AT_ONCE_MAX: usize = 1;

/// Where states are made.
#[derive(Debug, Clone)]
pub(super) struct Keeper {
    store: Arc<dyn EventStore>,
    turns: Arc<Semaphore>,
}

/// What a live session knows of its log.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// Erasures of which the log holds nothing any more.
    pub(super) settled: u32,
    /// The first version that this build told screens of.
    pub(super) since: u64,
}

/// What became of a state that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub(crate) enum Kept {
    /// It is there.
    #[strum(serialize = "kept")]
    There,
    /// The log was written anew meanwhile, or nothing of it may be kept.
    TooLate,
    /// It is longer than a state may be.
    TooLong,
    /// The store did not do it.
    Failed,
}

impl Keeper {
    pub(super) fn new(store: Arc<dyn EventStore>) -> Self {
        Self {
            store,
            turns: Arc::new(Semaphore::new(AT_ONCE_MAX)),
        }
    }

    /// Makes the state of a session and keeps it beside its log; what became of it, and how many bytes it
    /// has, if it is there.
    pub(super) async fn keep(&self, code: &str, known: Known) -> (Kept, usize) {
        // The semaphore is never closed.
        let _turn = self.turns.acquire().await;
        let (kept, bytes) = self.kept(code, known).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "a state was not kept beside its log");
            (Kept::Failed, 0)
        });
        metrics().state_kept(kept);
        (kept, bytes)
    }

    async fn kept(&self, code: &str, known: Known) -> Result<(Kept, usize), StoreError> {
        let store = self.store.as_ref();
        let since = Some(known.since);
        let loaded = Ledger::load_to_keep(store, code, Lineage { since }).await?;
        let Some((ledger, mark)) = loaded.filter(|(ledger, _)| ledger.may_be_kept()) else {
            return Ok((Kept::TooLate, 0));
        };
        let writing = tokio::task::spawn_blocking(move || ledger::bytes(&ledger, known.settled));
        let written = writing.await.map_err(|_| StoreError::ended("a state"))?;
        let Some(bytes) = written else {
            return Ok((Kept::TooLong, 0));
        };
        let length = bytes.len();
        let is_kept = store.keep(code, Snapshot { mark, bytes }).await?;
        Ok(match is_kept {
            true => (Kept::There, length),
            false => (Kept::TooLate, 0),
        })
    }
}
