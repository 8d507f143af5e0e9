//! What was erased leaves the log too, once the event that says so is durable.
//!
//! The event is the decision; the log is written anew after it. If the server dies in between, the log
//! says what it owes, and whoever wakes the session pays it first.

use onefloor_core::privacy::Event as Privacy;
use onefloor_core::seal::{Pseudonym, minute_of};
use onefloor_core::session::sealed_words;
use onefloor_core::{Actor, Command, Event, Session, privacy};

use super::{Outcome, RETRY_MS, SessionActor};
use crate::journal::{Erased, Erasure};
use crate::protocol::Close;
use crate::session::handle::Message;
use crate::session::rewritten;
use crate::store::{Batch, StoreError};

/// What somebody said sealed is erased by itself, between the first and the second of these times after
/// they erased themselves, so that no two records that follow one another join the two.
const SEALED_AFTER_MS: [u64; 2] = [60_000, 300_000];
/// How long a log that could not be written anew waits.
const REWRITE_RETRY_MS: u64 = 60_000;
/// How long a log rests that was written anew, in times of what that took: the session stands still
/// for it, and people who erase themselves one after the other must not hold it up.
const REWRITE_REST_TIMES: u64 = 20;
/// Longest rest.
const REWRITE_REST_MS_MAX: u64 = 60_000;

impl SessionActor {
    /// Notes what those who erase themselves said sealed, as long as their seals are known; whether
    /// anybody does.
    pub(super) fn note_sealed(&mut self, batch: &Batch, now_ms: u64) -> bool {
        let mut anybody = false;
        for event in &batch.events {
            let Event::Privacy(Privacy::PersonErased { person, .. }) = event else {
                continue;
            };
            anybody = true;
            let Some(seal) = self.presence.seal(*person) else {
                continue;
            };
            for by in sealed_words(&self.ledger.session, seal) {
                let [first_ms, last_ms] = SEALED_AFTER_MS;
                let after_ms = first_ms + rand::random::<u64>() % (last_ms - first_ms);
                self.sealed.push((now_ms + after_ms, by));
            }
        }
        anybody
    }

    /// Whoever erased themselves leaves at once.
    pub(super) fn close_erased(&mut self, now_ms: u64) {
        let people = &self.ledger.session.people;
        let erased = people.values().filter(|person| person.erased);
        let out = erased.flat_map(|person| self.screens.of_person(person.id));
        for id in out.collect::<Vec<u64>>() {
            self.close(id, Close::Erased, now_ms);
        }
    }

    /// What is to be erased by now, each in a record of its own.
    pub(super) fn due_sealed(&mut self, now_ms: u64) -> Option<Message> {
        let due = self.sealed.iter().position(|(at_ms, _)| *at_ms <= now_ms)?;
        let (_, by) = self.sealed.swap_remove(due);
        Some(Message::EraseSealed { by })
    }

    pub(super) fn decide_sealed(
        &mut self,
        by: Pseudonym,
        now_ms: u64,
        batch: &mut Batch,
    ) -> Outcome {
        let erase = Command::Privacy(privacy::Command::EraseSealed { by });
        let decided = self.decide(&Actor::Clock, &erase, now_ms, batch);
        decided.map_or_else(Outcome::Refused, Outcome::Done)
    }

    /// What could not be stored is tried again.
    pub(super) fn answer_sealed(&mut self, by: Pseudonym, outcome: &Outcome, now_ms: u64) {
        if outcome.refusal().is_some() {
            self.sealed.push((now_ms + RETRY_MS, by));
        }
    }

    /// Everything that waits to be erased is erased now: the server stops.
    pub(super) fn settle(&mut self) {
        for (at_ms, _) in &mut self.sealed {
            *at_ms = 0;
        }
        self.rewrite_at_ms = self.rewrite_at_ms.map(|_| 0);
        self.settles = true;
    }

    /// Does what these durable events say is gone; false when nothing is left of the session.
    pub(super) async fn carry_out(&mut self, batch: &Batch, now_ms: u64) -> bool {
        let erased = batch.events.iter().filter_map(Erased::by);
        let at_ms = |erased: &Erased| match erased {
            Erased::Sealed { .. } => minute_of(now_ms),
            Erased::Person { .. } | Erased::People | Erased::Session => now_ms,
        };
        let erasures: Vec<Erasure> = erased
            .map(|what| Erasure {
                code: self.code.clone(),
                at_ms: at_ms(&what),
                what,
            })
            .collect();
        if erasures.is_empty() {
            return true;
        }
        let journal = self.journal.clone();
        let noting = tokio::task::spawn_blocking(move || journal.note(&erasures));
        if !matches!(noting.await, Ok(Ok(()))) {
            tracing::error!("an erasure was not noted for backups that are older");
        }
        let privacy = &self.ledger.session.privacy;
        let goes = privacy.deleted_at_ms.is_some() || privacy.purged.is_some();
        if now_ms < self.rests_until_ms && !goes && !self.settles {
            let at_ms = self.rests_until_ms;
            self.rewrite_at_ms = Some(self.rewrite_at_ms.unwrap_or(at_ms));
            return true;
        }
        self.rewrite(now_ms).await
    }

    /// Writes the log anew without what is gone; false when nothing is left of the session.
    pub(super) async fn rewrite(&mut self, now_ms: u64) -> bool {
        self.rewrite_at_ms = None;
        let privacy = &self.ledger.session.privacy;
        let (is_deleted, is_purged) = (privacy.deleted_at_ms.is_some(), privacy.purged.is_some());
        if is_deleted {
            std::mem::take(&mut self.screens).close_all(Close::Deleted);
        }
        let written = self.written_anew().await;
        if let Ok(Some(events)) = written {
            // The state beside the log went with what is gone.
            self.ledger.unkept = events;
            self.keeping.begins_anew();
        }
        let ended_ms = self.clock.now_ms();
        let rest_ms = ended_ms.saturating_sub(now_ms) * REWRITE_REST_TIMES;
        self.rests_until_ms = ended_ms + rest_ms.min(REWRITE_REST_MS_MAX);
        match written {
            // It held nothing any more: that is known only now.
            Ok(None) if !is_deleted => {
                self.ledger.may_owe = false;
                return true;
            }
            Ok(_) => {
                self.ledger.may_owe = false;
                self.scrubs.notify_one();
            }
            Err(error) => {
                tracing::error!(%error, "a log was not written anew; it is tried again");
                self.rewrite_at_ms = Some(now_ms + REWRITE_RETRY_MS);
                return !is_deleted;
            }
        }
        if is_deleted {
            tracing::info!("deleted");
            return false;
        }
        if is_purged {
            tracing::info!("purged");
            // Whoever looks comes back to what is left.
            std::mem::take(&mut self.screens).close_all(Close::Restart);
            self.presence.clear();
            self.feeds.clear();
            let is_alive = self.reload().await;
            self.start_feeds(now_ms);
            return is_alive;
        }
        true
    }

    /// Writes the log without what is gone; how many events it has then, if anything was.
    async fn written_anew(&self) -> Result<Option<usize>, StoreError> {
        let batches = self.store.read(&self.code, 0).await?;
        let Some(version) = batches.last().map(|last| last.version) else {
            return Ok(None);
        };
        // A long log takes longer than a thread that serves sockets should be away.
        let rewriting = tokio::task::spawn_blocking(move || {
            let session = Session::replay(batches.iter().flat_map(|batch| &batch.events));
            rewritten(&session, batches)
        });
        let owed = rewriting
            .await
            .map_err(|_| StoreError::ended("a rewrite"))?;
        match owed {
            Some(batches) => {
                let events = batches.iter().map(|batch| batch.events.len()).sum();
                let rewritten = self.store.rewrite(&self.code, version, batches).await;
                rewritten.map(|()| Some(events))
            }
            None => Ok(None),
        }
    }
}
