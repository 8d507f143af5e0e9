//! The state of a session with its version and the commands that it has answered.

use std::collections::{HashMap, VecDeque};

use onefloor_core::session::forget;
use onefloor_core::{Session, privacy};

use crate::store::{Answered, Batch, EventStore, StoreError};

/// Answered commands that are remembered; a client retries within seconds, not thousands later.
const ANSWERED_MAX: usize = 20_000;

/// What the log of a session says.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) session: Session,
    pub(super) version: u64,
    /// The latest moment in it, in milliseconds since 1970.
    pub(super) at_ms: u64,
    /// The log as it should be, where it holds more than what it says is kept.
    pub(super) owed: Option<Vec<Batch>>,
    answered: HashMap<Answered, u64>,
    answered_in_order: VecDeque<Answered>,
}

impl Ledger {
    /// Reads the whole log; `None` if there is none.
    pub(super) async fn load(
        store: &dyn EventStore,
        code: &str,
    ) -> Result<Option<Self>, StoreError> {
        let batches = store.read(code, 0).await?;
        // A long log takes longer than a thread that serves sockets should be away.
        let replaying = tokio::task::spawn_blocking(move || Self::replay(batches));
        let ledger = replaying.await;
        // The rules read every log that they wrote. What they said of this one may hold its words.
        let ledger = ledger.map_err(|_| StoreError::Damaged("it cannot be replayed".to_owned()))?;
        Ok((ledger.version > 0).then_some(ledger))
    }

    fn replay(batches: Vec<Batch>) -> Self {
        let mut ledger = Self::default();
        for batch in &batches {
            for event in &batch.events {
                ledger.session.evolve(event);
            }
            ledger.record(batch);
        }
        ledger.owed = rewritten(&ledger.session, batches);
        ledger
    }

    /// Notes a durable batch whose events the state has seen already.
    pub(super) fn record(&mut self, batch: &Batch) {
        self.version = batch.version;
        self.at_ms = self.at_ms.max(batch.at_ms);
        self.remember(&batch.answered, batch.version);
    }

    /// Notes which version answers these commands.
    pub(super) fn remember(&mut self, commands: &[Answered], version: u64) {
        for answered in commands {
            self.answered.insert(*answered, version);
            self.answered_in_order.push_back(*answered);
        }
        while self.answered_in_order.len() > ANSWERED_MAX {
            let oldest = self.answered_in_order.pop_front();
            oldest.map(|oldest| self.answered.remove(&oldest));
        }
    }

    /// The version that holds the outcome of a command.
    pub(super) fn outcome(&self, answered: &Answered) -> Option<u64> {
        self.answered.get(answered).copied()
    }
}

/// A log without what it says is forgotten, purged or deleted; `None` where that is done already.
/// `session` is what it leads to.
pub(crate) fn rewritten(session: &Session, mut batches: Vec<Batch>) -> Option<Vec<Batch>> {
    let privacy = &session.privacy;
    if privacy.deleted_at_ms.is_some() {
        return Some(Vec::new());
    }
    if let Some(purge) = &privacy.purged {
        let batch = |version, at_ms, events| Batch {
            version,
            at_ms,
            answered: Vec::new(),
            events,
        };
        let purged = privacy::Event::SessionPurged {
            purge: purge.clone(),
        };
        let first_at_ms = batches.first().map_or(0, |first| first.at_ms);
        let short = vec![
            batch(1, first_at_ms, session.remains()),
            batch(2, purge.at_ms, vec![purged.into()]),
        ];
        return (short != batches).then_some(short);
    }
    let events = batches.iter_mut().flat_map(|batch| &mut batch.events);
    let changed = privacy.erasures > 0 && forget(events);
    changed.then_some(batches)
}
