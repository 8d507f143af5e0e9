//! The actor of one session: drain, decide, append, publish, answer, sleep.
//!
//! The state is changed while deciding, so that each command of a drain sees the ones before it.
//! Nobody else sees it before the append has resolved; if that fails, the state is read anew.

mod answer;
mod decide;
mod door;
mod draws;
mod keep;
mod privacy;
mod publish;
mod screens;

use std::sync::Arc;
use std::time::Duration;

use onefloor_core::ids::{LinkId, PersonId};
use onefloor_core::limits;
use onefloor_core::recent::Recent;
use onefloor_core::seal::Pseudonym;
use onefloor_core::terms::Roles;
use onefloor_core::touch::Touched;
use onefloor_core::view::Order;
use onefloor_core::{Presence, Rejection, next_act, next_deadline};
use tokio::sync::{Notify, mpsc};

use self::draws::Draws;
use super::allowance::Allowances;
use super::feeds::Feeds;
use super::handle::{Left, Message};
use super::keeper::Keeper;
use super::ledger::Ledger;
use super::screens::Screens;
use crate::auth::HostKey;
use crate::clock::SessionClock;
use crate::heavy::Heavy;
use crate::instruments::SessionInstruments;
use crate::journal::{Erased, Journal};
use crate::policy::Policy;
use crate::protocol::Close;
use crate::store::{Batch, EventStore, StoreError};

pub(super) use door::first_events;
pub(super) use draws::Drawn;
pub(super) use keep::EVENTS_MIN;
use keep::Keeping;

/// Messages of one drain.
const DRAIN_MAX: usize = 256;
/// Messages for which room is kept from one drain to the next.
const DRAIN_KEPT: usize = 8;
/// What the messages of one turn may weigh together: other sessions wait that long, and no longer.
const TURN_WEIGHT: usize = 256;
/// How long deciding may take in one turn; the rest of a drain waits for the next.
const TURN_DECIDES: Duration = Duration::from_millis(4);
/// Shortest time between two publications under load.
const PUBLISH_EVERY_MS: u64 = 50;
/// Own parts, and screens of other rooms, of one publication; the others' come with the next one, and
/// between the two the session hears what it is asked.
const SHOWN_AT_ONCE_MAX: usize = 400;
/// Shortest time between two publications of what counts who is here: comings, goings, turnouts.
const COUNT_EVERY_MS: u64 = 1_000;
/// Screens of one person: a phone, a laptop and a dozen forgotten tabs.
const PERSON_SCREENS_MAX: usize = 12;
/// Screens of a session that people open without a role link: as many as there may be people.
const SESSION_SCREENS_MAX: usize = limits::PEOPLE_MAX + 1_000;
/// How often slow readers are looked at.
const BEHIND_EVERY_MS: u64 = 100;
/// How long a session stays in memory with nobody in it.
const IDLE_MS: u64 = 600_000;
/// How often a drain is decided anew when others append to the session.
const ATTEMPTS_MAX: usize = 5;
/// Pause before a deadline is tried again that could not be stored.
const RETRY_MS: u64 = 1_000;

/// What became of a message.
#[derive(Debug)]
enum Outcome {
    /// Done; answered by this version, or by the batch being written.
    Done(Option<u64>),
    Refused(Rejection),
    Admitted {
        person: Option<PersonId>,
        roles: Roles,
        link: Option<(LinkId, u32)>,
    },
}

pub(super) struct SessionActor {
    code: String,
    store: Arc<dyn EventStore>,
    host_key: HostKey,
    clock: SessionClock,
    ledger: Ledger,
    screens: Screens,
    presence: Presence,
    allowances: Allowances,
    feeds: Feeds,
    /// Who comes next at a version, as far as anybody has looked.
    order: Order,
    ordered_at: u64,
    /// What the next publication looks at.
    touched: Touched,
    /// Somebody came into another room, or none is what it was.
    seats_touched: bool,
    /// Links were changed, or who is kept out.
    entrance_touched: bool,
    published_at_ms: u64,
    counted_at_ms: u64,
    publish_at_ms: Option<u64>,
    /// The last one whose own part had a place in a publication that had not for all.
    shown_up_to: Option<PersonId>,
    /// When slow readers are looked at next.
    behind_at_ms: u64,
    /// Screens that could not say that they go.
    left: Left,
    /// Those of them that go when so many messages more are heard, which were there before.
    leaving: Vec<u64>,
    heard_before_leaving: usize,
    due_at_ms: Option<u64>,
    /// The draw that is worked out beside it.
    draws: Draws,
    /// Somebody went out of a breakout room: what becomes of their seat is decided at once.
    seats_changed: bool,
    keeping: Keeping,
    idle_since_ms: u64,
    /// What is erased by itself, and when: those whose it is are not here any more.
    sealed: Vec<(u64, Pseudonym)>,
    /// When a log that could not be written anew is tried again.
    rewrite_at_ms: Option<u64>,
    /// Until when the log rests that was written anew.
    rests_until_ms: u64,
    /// The server stops: nothing waits any more.
    settles: bool,
    policy: Policy,
    journal: Journal,
    /// Told when the store has something to scrub.
    scrubs: Arc<Notify>,
    instruments: SessionInstruments,
}

impl Outcome {
    fn refusal(&self) -> Option<&Rejection> {
        match self {
            Self::Refused(rejection) => Some(rejection),
            Self::Done(_) | Self::Admitted { .. } => None,
        }
    }
}

impl SessionActor {
    pub(super) fn new(
        code: String,
        (store, keeper): (Arc<dyn EventStore>, Keeper),
        host_key: HostKey,
        (clock, heavy): (SessionClock, Heavy),
        (policy, journal, scrubs): (Policy, Journal, Arc<Notify>),
        ledger: Ledger,
        left: Left,
    ) -> Self {
        let now_ms = clock.now_ms();
        let since = ledger.recent.as_ref().map(Recent::known_since);
        // What another build told of the present version may look otherwise.
        let kept = (since.unwrap_or(ledger.version + 1), ledger.kept_bytes);
        let mut actor = Self {
            keeping: Keeping::new(keeper, kept, now_ms),
            code,
            store,
            host_key,
            clock,
            screens: Screens::default(),
            presence: Presence::new(),
            allowances: Allowances::default(),
            feeds: Feeds::default(),
            order: Order::default(),
            ordered_at: 0,
            touched: Touched::default(),
            seats_touched: false,
            entrance_touched: false,
            published_at_ms: 0,
            counted_at_ms: 0,
            publish_at_ms: None,
            shown_up_to: None,
            behind_at_ms: 0,
            left,
            leaving: Vec::new(),
            heard_before_leaving: 0,
            // Whatever became due while nobody looked is done first.
            due_at_ms: next_deadline(&ledger.session, 0).map(|_| now_ms),
            draws: Draws::of(heavy, &ledger.session, now_ms),
            seats_changed: false,
            idle_since_ms: now_ms,
            sealed: Vec::new(),
            // A server that died owed it.
            rewrite_at_ms: ledger.may_owe.then_some(now_ms),
            policy,
            rests_until_ms: 0,
            settles: false,
            journal,
            scrubs,
            instruments: SessionInstruments::begin(),
            ledger,
        };
        actor.start_feeds(now_ms);
        actor.wait_for_returns();
        actor
    }

    /// Runs until the session is idle; `gone` takes it out of the registry first, so that what is
    /// still in the mailbox is answered and nothing new comes in.
    pub(super) async fn run(mut self, mut mailbox: mpsc::Receiver<Message>, gone: impl FnOnce()) {
        // Room for a rush is not kept by a session that is quiet again.
        let mut drained = Vec::new();
        let mut gone = Some(gone);
        loop {
            self.draw_what_is_called(self.clock.now_ms());
            let wake_at_ms = self.wake_at_ms();
            if drained.is_empty() {
                drained.shrink_to(DRAIN_KEPT);
                tokio::select! {
                    taken = mailbox.recv_many(&mut drained, DRAIN_MAX) => if taken == 0 { break },
                    drawn = self.draws.drawn() => drained.push(Message::Drawn(Box::new(drawn))),
                    () = self.clock.sleep_until(wake_at_ms) => {}
                }
            } else {
                // A busy session lets the others have their turn.
                tokio::task::yield_now().await;
            }
            let now_ms = self.clock.now_ms();
            let is_due = self.due_at_ms.is_some_and(|at_ms| at_ms <= now_ms);
            if is_due && !drained.iter().any(|it| matches!(it, Message::Due)) {
                drained.push(Message::Due);
            }
            let sent = drained.iter().filter(|message| message.is_sent()).count();
            let is_alive = drained.is_empty() || self.work(&mut drained, now_ms).await;
            if !is_alive || !self.erase_due(now_ms).await {
                break;
            }
            let left = drained.iter().filter(|message| message.is_sent()).count();
            self.let_go(sent.saturating_sub(left), left + mailbox.len(), now_ms);
            self.publish_if_time(self.clock.now_ms());
            self.screens.flush();
            self.keep_if_time(now_ms);
            if self.screens.is_empty()
                && self.sealed.is_empty()
                && self.rewrite_at_ms.is_none()
                && next_act(&self.ledger.session).is_none()
                && now_ms.saturating_sub(self.idle_since_ms) >= IDLE_MS
                && let Some(gone) = gone.take()
            {
                gone();
                mailbox.close();
                self.keep_at_end(now_ms);
                self.expect_at_end().await;
            }
        }
        if let Some(gone) = gone.take() {
            gone();
        }
        self.screens.close_all(Close::NotStored);
        self.screens.flush();
    }

    fn wake_at_ms(&self) -> u64 {
        let now_ms = self.clock.now_ms();
        let behind_at_ms = self.screens.has_slow_ones().then_some(self.behind_at_ms);
        let sealed_at_ms = self.sealed.iter().map(|(at_ms, _)| *at_ms).min();
        let wakes = [
            self.publish_at_ms,
            self.count_at_ms(),
            self.due_at_ms,
            behind_at_ms,
            sealed_at_ms,
            self.rewrite_at_ms,
            self.draws.wants_at_ms(),
            self.keeping.at_ms(),
        ];
        let wake_at_ms = wakes.into_iter().flatten().min();
        wake_at_ms.unwrap_or(now_ms + IDLE_MS)
    }

    /// Erases what is due, each by itself; false when nothing is left of the session.
    async fn erase_due(&mut self, now_ms: u64) -> bool {
        if self.rewrite_at_ms.is_some_and(|at_ms| at_ms <= now_ms) && !self.rewrite(now_ms).await {
            return false;
        }
        while let Some(due) = self.due_sealed(now_ms) {
            if !self.work(&mut vec![due], now_ms).await {
                return false;
            }
        }
        true
    }

    /// A turn: decides, appends and answers; false when the state is lost and the actor must end. What
    /// finds no place in one turn is left for the next.
    async fn work(&mut self, drained: &mut Vec<Message>, now_ms: u64) -> bool {
        let mut rest = drained.split_off(of_one_turn(drained));
        let is_alive = self.work_through(drained, &mut rest, now_ms).await;
        drained.append(&mut rest);
        is_alive
    }

    async fn work_through(
        &mut self,
        drained: &mut Vec<Message>,
        rest: &mut Vec<Message>,
        now_ms: u64,
    ) -> bool {
        let mut outcomes = Vec::new();
        for _ in 0..ATTEMPTS_MAX {
            let (decided, batch) = self.decide_all(drained, now_ms);
            rest.splice(..0, drained.split_off(decided.len()));
            outcomes = decided;
            if batch.events.is_empty() {
                // Nothing to store: it was so already. A retry within this process hears the same.
                self.ledger.remember(&batch.answered, self.ledger.version);
                self.answer_all(drained, outcomes, now_ms);
                return true;
            }
            match self.appended(&batch).await {
                Ok(()) => {
                    self.ledger.record(&batch);
                    let anybody_left = self.note_sealed(&batch, now_ms);
                    self.publish_soon(now_ms);
                    if batch.events.iter().any(|event| Erased::by(event).is_some()) {
                        // No state may say that it is done before the log is written anew.
                        self.ledger.may_owe = true;
                    }
                    self.answer_all(drained, outcomes, now_ms);
                    if anybody_left {
                        self.close_erased(now_ms);
                    }
                    return self.carry_out(&batch, now_ms).await;
                }
                Err(StoreError::Conflict { version }) => {
                    tracing::warn!(version, "decided anew: the log moved on");
                    if !self.reload().await {
                        break;
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "a batch was not stored");
                    break;
                }
            }
        }
        let is_alive = self.reload().await;
        self.publish_soon(now_ms);
        for outcome in &mut outcomes {
            *outcome = Outcome::Refused(Rejection::NotStored);
        }
        self.answer_all(drained, outcomes, now_ms);
        self.due_at_ms = self.due_at_ms.map(|at_ms| at_ms.max(now_ms + RETRY_MS));
        self.draws.rest_until(now_ms + RETRY_MS);
        is_alive
    }

    /// Lets those screens go that owe too much, and those that ended and could not say it: when what they
    /// sent before has been heard, whatever comes behind it. `heard` messages were heard in this turn, and
    /// so many wait.
    fn let_go(&mut self, heard: usize, waiting: usize, now_ms: u64) {
        for id in self.screens.let_go() {
            self.leave(id, now_ms);
        }
        if self.leaving.is_empty() {
            self.leaving = self.left.take();
            self.heard_before_leaving = waiting;
        } else {
            self.heard_before_leaving = self.heard_before_leaving.saturating_sub(heard);
        }
        if self.heard_before_leaving == 0 {
            for id in std::mem::take(&mut self.leaving) {
                self.leave(id, now_ms);
            }
        }
    }

    /// Makes a batch durable, and what whoever starts next has to know of it.
    async fn appended(&mut self, batch: &Batch) -> Result<(), StoreError> {
        let (store, code) = (Arc::clone(&self.store), self.code.clone());
        let appending = store.append(&code, batch.clone());
        match self.to_expect(batch) {
            Some(due_at_ms) => tokio::join!(self.expect(due_at_ms), appending).1,
            None => appending.await,
        }
    }

    /// What was decided is not durable: the state is read anew, from the one beside the log on.
    async fn reload(&mut self) -> bool {
        match Ledger::load(self.store.as_ref(), &self.code).await {
            Ok(Some(ledger)) => {
                self.clock.never_before(ledger.at_ms);
                if ledger.may_owe {
                    self.rewrite_at_ms.get_or_insert(self.clock.now_ms());
                }
                self.ledger = ledger;
                self.touch_everything();
                true
            }
            Ok(None) => false,
            Err(error) => {
                tracing::error!(%error, "the session cannot be read");
                false
            }
        }
    }
}

/// How many messages one turn takes, one at least.
fn of_one_turn(drained: &[Message]) -> usize {
    let mut weight = 0;
    let fits = drained.iter().take_while(|message| {
        weight += message.weight();
        weight <= TURN_WEIGHT
    });
    fits.count().max(1).min(drained.len())
}
