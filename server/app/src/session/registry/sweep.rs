//! What is done to all sessions by and by: those are purged whose time has come, and the store is
//! scrubbed of what was taken out of logs.

use onefloor_core::{Actor, Command, privacy};
use uuid::Uuid;

use super::{Inner, Known, RECENT_MS, Registry};
use crate::session::handle::Handle;
use crate::session::ledger::Ledger;
use crate::store::Stored;

impl Registry {
    /// Resolves when something was taken out of a log, and the store has to be scrubbed.
    pub async fn owes_a_scrub(&self) {
        self.inner.scrubs.notified().await;
    }

    /// Leaves nothing in the store's files of what was taken out of logs.
    pub async fn scrub(&self) {
        if let Err(error) = self.inner.store.scrub().await {
            tracing::warn!(%error, "what was erased is not out of the files yet; it is tried again");
        }
    }

    /// Purges every session whose time has come.
    pub async fn purge_due(&self) {
        let stored = match self.inner.store.list().await {
            Ok(stored) => stored,
            Err(error) => return tracing::error!(%error, "the sessions were not listed"),
        };
        let now_ms = self.inner.clock.now_ms();
        // Nothing is purged within a day of its last event.
        let is_old = |one: &&Stored| one.last_at_ms.saturating_add(RECENT_MS) <= now_ms;
        let grace_ends_ms = self.inner.policy.untold_until_ms;
        let mut untold = 0;
        for one in stored.iter().filter(is_old) {
            let due_at_ms = self.inner.due_at_ms(one).await;
            if due_at_ms.is_none_or(|due_at_ms| due_at_ms > now_ms) {
                untold += usize::from(due_at_ms == Some(grace_ends_ms));
                continue;
            }
            let Ok(session) = self.open(&one.session).await else {
                continue;
            };
            let purge = Command::Privacy(privacy::Command::Purge);
            if let Err(rejection) = session.ask(Actor::Clock, Uuid::now_v7(), purge).await {
                tracing::error!(?rejection, "a session was not purged");
            }
            // Its log is written anew before the next question is answered.
            let _ = session.look(|_, _| ()).await;
        }
        if untold > 0 {
            let hours = grace_ends_ms.saturating_sub(now_ms) / 3_600_000;
            tracing::warn!(
                sessions = untold,
                hours,
                "sessions from before there was a retention are purged to their reports in so many \
                 hours; --retention-days 0 keeps them"
            );
        }
    }

    /// Erases at once whatever waits for its moment: the server stops.
    pub async fn settle(&self) {
        let live: Vec<Handle> = self
            .inner
            .sessions
            .iter()
            .filter_map(|known| match known.value() {
                Known::Live(handle) => Some(handle.clone()),
                Known::Waking(_) => None,
            })
            .collect();
        for handle in live {
            handle.settle().await;
        }
    }
}

impl Inner {
    /// When a session is purged; worked out anew when it has moved on.
    async fn due_at_ms(&self, stored: &Stored) -> Option<u64> {
        let known = self.due.get(&stored.session).map(|known| *known);
        if let Some((version, due_at_ms)) = known
            && version == stored.version
        {
            return due_at_ms;
        }
        let _turn = self.loads.acquire().await;
        let loaded = Ledger::load(self.store.as_ref(), &stored.session).await;
        // What is damaged is said when somebody opens it.
        let ledger = loaded.ok().flatten()?;
        let session = &ledger.session;
        let due_at_ms = privacy::due_at_ms(
            &session.privacy,
            &session.agenda,
            self.policy.retention_days,
            ledger.at_ms,
        );
        let is_untold = session.privacy.retention_days.is_none();
        let grace_ends_ms = self.policy.untold_until_ms;
        let due_at_ms = due_at_ms.map(|at_ms| match is_untold {
            true => at_ms.max(grace_ends_ms),
            false => at_ms,
        });
        let known = (ledger.version, due_at_ms);
        self.due.insert(stored.session.clone(), known);
        due_at_ms
    }
}
