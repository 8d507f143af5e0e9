//! The state of a session with its version and the commands that it has answered.

mod loading;
mod written;

use std::collections::{HashMap, VecDeque};

use onefloor_core::recent::Recent;
use onefloor_core::{Session, privacy};

pub(super) use loading::Lineage;
pub(crate) use loading::Source;
pub(super) use written::bytes;

use crate::store::{Answered, Batch, EventStore, Mark, StoreError};

/// Answered commands that are remembered; a client retries within seconds, not thousands later.
const ANSWERED_MAX: usize = 20_000;

/// What the log of a session says.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) session: Session,
    pub(super) version: u64,
    /// The latest moment in it, in milliseconds since 1970.
    pub(super) at_ms: u64,
    /// Whether the log may hold more than what it says is kept.
    pub(super) may_owe: bool,
    /// What was touched before it was loaded, where this build told screens of it.
    pub(super) recent: Option<Recent>,
    /// Events that the state beside the log does not know.
    pub(super) unkept: usize,
    /// Bytes of the state beside the log; none where there is none.
    pub(super) kept_bytes: usize,
    answered: HashMap<Answered, u64>,
    answered_in_order: VecDeque<Answered>,
}

impl Ledger {
    /// Reads the state beside the log and what came after it, or the whole log; `None` if there is none.
    pub(super) async fn load(
        store: &dyn EventStore,
        code: &str,
    ) -> Result<Option<Self>, StoreError> {
        let loaded = loading::load(store, code, Lineage::default()).await?;
        Ok(loaded.map(|(ledger, _)| ledger))
    }

    /// The same, with the mark of the log and for a state that is to be kept beside it.
    pub(super) async fn load_to_keep(
        store: &dyn EventStore,
        code: &str,
        lineage: Lineage,
    ) -> Result<Option<(Self, Mark)>, StoreError> {
        loading::load(store, code, lineage).await
    }

    /// Notes a durable batch whose events the state has seen already.
    pub(super) fn record(&mut self, batch: &Batch) {
        self.come_to(batch);
        self.remember(&batch.answered, batch.version);
    }

    fn come_to(&mut self, batch: &Batch) {
        self.version = batch.version;
        self.at_ms = self.at_ms.max(batch.at_ms);
        self.unkept += batch.events.len();
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

    /// Whether anything of it goes with a person: of what was purged or deleted nothing is kept twice.
    pub(super) fn may_be_kept(&self) -> bool {
        let privacy = &self.session.privacy;
        privacy.purged.is_none() && privacy.deleted_at_ms.is_none()
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
    let changed = privacy.erasures > 0 && onefloor_core::session::forget(events);
    changed.then_some(batches)
}
