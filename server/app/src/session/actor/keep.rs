//! When a state is kept beside the log: after many events, and when the session falls asleep.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use onefloor_core::{Event, floor, next_act};
use tokio::sync::oneshot;
use tracing::Instrument;

use super::SessionActor;
use crate::session::keeper::{Keeper, Kept, Known};
use crate::store::Batch;

/// Events that are read again at a start rather than that a state is kept for them.
pub(in crate::session) const EVENTS_MIN: usize = 200;
/// Bytes of a state for which one event more is waited: a long state is kept more seldom, so that what it
/// costs an event stays the same.
const BYTES_AN_EVENT: usize = 500;
/// Between two states of a session, and after it was woken.
const REST_MS: u64 = 10_000;

/// What an actor knows of the state beside its log.
#[derive(Debug)]
pub(super) struct Keeping {
    keeper: Keeper,
    /// The first version that this build told screens of.
    since: u64,
    /// Bytes of the state that is there.
    bytes: Arc<AtomicUsize>,
    /// States of it that are being made: more than one, where somebody asked for one.
    in_making: Arc<AtomicUsize>,
    /// The last one was longer than a state may be, and the next one would be no shorter.
    is_too_long: Arc<AtomicBool>,
    at_ms: Option<u64>,
    rests_until_ms: u64,
    /// When whoever starts next expects the session to want something; `None` as long as nobody was told.
    expected: Option<Option<u64>>,
}

impl Keeping {
    pub(super) fn new(keeper: Keeper, (since, bytes): (u64, usize), now_ms: u64) -> Self {
        Self {
            keeper,
            since,
            bytes: Arc::new(AtomicUsize::new(bytes)),
            in_making: Arc::default(),
            is_too_long: Arc::default(),
            at_ms: None,
            rests_until_ms: now_ms + REST_MS,
            expected: None,
        }
    }

    /// The log was written anew: the state beside it is gone, and another one is shorter.
    pub(super) fn begins_anew(&mut self) {
        self.bytes.store(0, Ordering::Relaxed);
        self.is_too_long.store(false, Ordering::Relaxed);
    }

    /// When a state is kept.
    pub(super) fn at_ms(&self) -> Option<u64> {
        self.at_ms
    }

    fn events_max(&self) -> usize {
        let by_length = self.bytes.load(Ordering::Relaxed) / BYTES_AN_EVENT;
        by_length.max(EVENTS_MIN)
    }
}

impl SessionActor {
    /// Keeps a state when there is enough that it would spare whoever reads the log.
    pub(super) fn keep_if_time(&mut self, now_ms: u64) {
        let is_worth_it = self.ledger.unkept >= self.keeping.events_max();
        if !is_worth_it || !self.may_keep() {
            self.keeping.at_ms = None;
            return;
        }
        let at_ms = self.keeping.rests_until_ms;
        if at_ms > now_ms {
            self.keeping.at_ms = Some(at_ms);
            return;
        }
        self.keep(now_ms, None);
    }

    /// Keeps a state of a session that ends, if more than a little came since the last one.
    pub(super) fn keep_at_end(&mut self, now_ms: u64) {
        if self.ledger.unkept >= EVENTS_MIN && self.may_keep() {
            self.keep(now_ms, None);
        }
    }

    /// Whether the log holds nothing but what stays, and a state of it is short enough.
    fn may_keep(&self) -> bool {
        let is_settled = self.rewrite_at_ms.is_none() && !self.ledger.may_owe;
        let is_too_long = self.keeping.is_too_long.load(Ordering::Relaxed);
        is_settled && !is_too_long && self.ledger.may_be_kept()
    }

    /// Has a state kept beside the log; `reply` hears whether it is there.
    pub(super) fn keep(&mut self, now_ms: u64, reply: Option<oneshot::Sender<bool>>) {
        self.keeping.at_ms = None;
        self.keeping.rests_until_ms = now_ms + REST_MS;
        let is_busy = self.keeping.in_making.load(Ordering::Relaxed) > 0;
        if !self.may_keep() || (is_busy && reply.is_none()) {
            return;
        }
        self.keeping.in_making.fetch_add(1, Ordering::Relaxed);
        self.ledger.unkept = 0;
        let known = Known {
            settled: self.ledger.session.privacy.erasures,
            since: self.keeping.since,
        };
        let (keeper, code) = (self.keeping.keeper.clone(), self.code.clone());
        let (bytes, in_making) = (self.keeping.bytes.clone(), self.keeping.in_making.clone());
        let is_too_long = self.keeping.is_too_long.clone();
        let keeping = async move {
            let (kept, length) = keeper.keep(&code, known).await;
            if kept == Kept::There {
                bytes.store(length, Ordering::Relaxed);
            }
            is_too_long.store(kept == Kept::TooLong, Ordering::Relaxed);
            in_making.fetch_sub(1, Ordering::Relaxed);
            // Whoever asked may be gone.
            let _ = reply.map(|reply| reply.send(kept == Kept::There));
        };
        tokio::spawn(keeping.in_current_span());
    }

    /// What whoever starts next has to be told with this batch.
    pub(super) fn to_expect(&self, batch: &Batch) -> Option<Option<u64>> {
        let is_known = self.keeping.expected.is_some();
        if is_known && !batch.events.iter().any(moves_deadlines) {
            return None;
        }
        let due_at_ms = next_act(&self.ledger.session);
        (self.keeping.expected != Some(due_at_ms)).then_some(due_at_ms)
    }

    /// Tells whoever starts next when the session wants something.
    pub(super) async fn expect(&mut self, due_at_ms: Option<u64>) {
        match self.store.expect(&self.code, due_at_ms).await {
            Ok(()) => self.keeping.expected = Some(due_at_ms),
            Err(error) => {
                self.keeping.expected = None;
                tracing::warn!(%error, "a deadline was not noted for the next start");
            }
        }
    }

    /// The same at the end, if nobody was told before.
    pub(super) async fn expect_at_end(&mut self) {
        let due_at_ms = next_act(&self.ledger.session);
        if self.keeping.expected != Some(due_at_ms) {
            self.expect(due_at_ms).await;
        }
    }
}

/// Whether an event can move what [`next_act`] says.
fn moves_deadlines(event: &Event) -> bool {
    match event {
        Event::Agenda(_)
        | Event::Networking(_)
        | Event::Privacy(_)
        | Event::About(_)
        | Event::Undo(_) => true,
        Event::Floor(event) => !matches!(
            event,
            floor::Event::VoteCast { .. } | floor::Event::VoteRetracted { .. }
        ),
        Event::Links(_)
        | Event::People(_)
        | Event::Speaking(_)
        | Event::Sound(_)
        | Event::Stage(_)
        | Event::Conduct(_)
        | Event::Poll(_)
        | Event::Capture(_)
        | Event::Form(_)
        | Event::Draft(_)
        | Event::Consensus(_)
        | Event::Feedback(_) => false,
    }
}
