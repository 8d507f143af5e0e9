//! The actor of one session: drain, decide, append, publish, answer, sleep.
//!
//! The state is changed while deciding, so that each command of a drain sees the ones before it.
//! Nobody else sees it before the append has resolved; if that fails, the state is read anew.

mod screens;

use std::collections::BTreeMap;
use std::sync::Arc;

use onefloor_core::ids::{LinkId, PersonId};
use onefloor_core::limits;
use onefloor_core::rejection::Field;
use onefloor_core::terms::{Role, Roles};
use onefloor_core::view::Audience;
use onefloor_core::{
    Actor, Command, Context, Event, Presence, Rejection, Session, about, decide, networking,
    next_act, next_deadline, people,
};
use tokio::sync::mpsc;

use super::allowance::Allowances;
use super::feed::Feed;
use super::handle::{Entrance, Message, Seen};
use super::ledger::Ledger;
use super::subscriber::Subscriber;
use crate::auth::HostKey;
use crate::clock::Clock;
use crate::instruments::SessionInstruments;
use crate::protocol::{Close, ServerFrame};
use crate::store::{Answered, Batch, EventStore, StoreError};
use crate::zones::WorldZones;
use screens::main_audience;

/// Messages of one drain.
const DRAIN_MAX: usize = 256;
/// Shortest time between two publications under load.
const PUBLISH_EVERY_MS: u64 = 50;
/// Comings and goings are published together.
const PRESENCE_EVERY_MS: u64 = 1_000;
/// Screens of one person: a phone, a laptop and a dozen forgotten tabs.
const PERSON_SCREENS_MAX: usize = 12;
/// Screens of a session that people open without a role link: as many as there may be people.
const SESSION_SCREENS_MAX: usize = limits::PEOPLE_MAX + 1_000;
/// How often a slow reader is looked at.
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
    clock: Clock,
    ledger: Ledger,
    screens: BTreeMap<u64, Subscriber>,
    next_screen: u64,
    presence: Presence,
    allowances: Allowances,
    feeds: BTreeMap<Audience, Feed>,
    published_at_ms: u64,
    publish_at_ms: Option<u64>,
    due_at_ms: Option<u64>,
    /// Somebody went out of a breakout room: what becomes of their seat is decided at once.
    seats_changed: bool,
    idle_since_ms: u64,
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
        store: Arc<dyn EventStore>,
        host_key: HostKey,
        clock: Clock,
        ledger: Ledger,
    ) -> Self {
        let now_ms = clock.now_ms();
        let mut actor = Self {
            code,
            store,
            host_key,
            clock,
            screens: BTreeMap::new(),
            next_screen: 1,
            presence: Presence::new(),
            allowances: Allowances::default(),
            feeds: BTreeMap::new(),
            published_at_ms: 0,
            publish_at_ms: None,
            // Whatever became due while nobody looked is done first.
            due_at_ms: next_deadline(&ledger.session, 0).map(|_| now_ms),
            seats_changed: false,
            idle_since_ms: now_ms,
            instruments: SessionInstruments::begin(),
            ledger,
        };
        actor.start_feeds(now_ms);
        actor
    }

    /// Runs until the session is idle; `gone` takes it out of the registry first, so that what is
    /// still in the mailbox is answered and nothing new comes in.
    pub(super) async fn run(mut self, mut mailbox: mpsc::Receiver<Message>, gone: impl FnOnce()) {
        let mut drained = Vec::with_capacity(DRAIN_MAX);
        let mut gone = Some(gone);
        loop {
            let wake_at_ms = self.wake_at_ms();
            tokio::select! {
                taken = mailbox.recv_many(&mut drained, DRAIN_MAX) => if taken == 0 { break },
                () = self.clock.sleep_until(wake_at_ms) => {}
            }
            let now_ms = self.clock.now_ms();
            if self.due_at_ms.is_some_and(|at_ms| at_ms <= now_ms) {
                drained.push(Message::Due);
            }
            let is_alive = drained.is_empty() || self.work(&mut drained, now_ms).await;
            if !is_alive {
                break;
            }
            self.publish_if_time(self.clock.now_ms());
            if self.screens.is_empty()
                && next_act(&self.ledger.session).is_none()
                && now_ms.saturating_sub(self.idle_since_ms) >= IDLE_MS
                && let Some(gone) = gone.take()
            {
                gone();
                mailbox.close();
            }
        }
        if let Some(gone) = gone.take() {
            gone();
        }
        for screen in self.screens.values() {
            screen.close(Close::NotStored);
        }
    }

    fn wake_at_ms(&self) -> u64 {
        let now_ms = self.clock.now_ms();
        let behind = self.screens.values().any(Subscriber::is_behind);
        let behind_at_ms = behind.then_some(now_ms + BEHIND_EVERY_MS);
        let wakes = [self.publish_at_ms, self.due_at_ms, behind_at_ms];
        let wake_at_ms = wakes.into_iter().flatten().min();
        wake_at_ms.unwrap_or(now_ms + IDLE_MS)
    }

    /// Decides, appends and answers; false when the state is lost and the actor must end.
    async fn work(&mut self, drained: &mut Vec<Message>, now_ms: u64) -> bool {
        let mut outcomes = Vec::new();
        for _ in 0..ATTEMPTS_MAX {
            let (decided, batch) = self.decide_all(drained, now_ms);
            outcomes = decided;
            if batch.events.is_empty() {
                // Nothing to store: it was so already. A retry within this process hears the same.
                self.ledger.remember(&batch.answered, self.ledger.version);
                self.answer_all(drained, outcomes, now_ms);
                return true;
            }
            match self.store.append(&self.code, batch.clone()).await {
                Ok(()) => {
                    self.ledger.record(&batch);
                    self.publish_soon(now_ms, 0);
                    self.answer_all(drained, outcomes, now_ms);
                    return true;
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
        self.publish_soon(now_ms, 0);
        for outcome in &mut outcomes {
            *outcome = Outcome::Refused(Rejection::NotStored);
        }
        self.answer_all(drained, outcomes, now_ms);
        self.due_at_ms = self.due_at_ms.map(|at_ms| at_ms.max(now_ms + RETRY_MS));
        is_alive
    }

    async fn reload(&mut self) -> bool {
        match Ledger::load(self.store.as_ref(), &self.code).await {
            Ok(Some(ledger)) => {
                self.ledger = ledger;
                true
            }
            Ok(None) => false,
            Err(error) => {
                tracing::error!(%error, "the session cannot be read");
                false
            }
        }
    }

    fn decide_all(&mut self, drained: &[Message], now_ms: u64) -> (Vec<Outcome>, Batch) {
        let mut batch = Batch {
            version: self.ledger.version + 1,
            at_ms: now_ms,
            answered: Vec::new(),
            events: Vec::new(),
        };
        let outcomes = drained
            .iter()
            .map(|message| self.decide_one(message, now_ms, &mut batch))
            .collect();
        (outcomes, batch)
    }

    fn decide_one(&mut self, message: &Message, now_ms: u64, batch: &mut Batch) -> Outcome {
        let decided = match message {
            Message::Leave { .. }
            | Message::Look { .. }
            | Message::Signal { .. }
            | Message::Handle { .. } => Ok(None),
            Message::Due => {
                self.seats_changed = false;
                self.decide(&Actor::Clock, &Command::MeetDeadlines, now_ms, batch)
            }
            Message::Ask {
                actor, id, command, ..
            } => self.decide_once(actor, *id, command, now_ms, batch),
            Message::Enter { entrance, .. } => {
                return match self.admit(entrance, now_ms, batch) {
                    Ok(admitted) => admitted,
                    Err(rejection) => Outcome::Refused(rejection),
                };
            }
            Message::Command {
                screen,
                id,
                command,
                ..
            } => self.decide_for(*screen, *id, command, now_ms, batch),
        };
        decided.map_or_else(Outcome::Refused, Outcome::Done)
    }

    fn decide_for(
        &mut self,
        screen: u64,
        id: uuid::Uuid,
        command: &Command,
        now_ms: u64,
        batch: &mut Batch,
    ) -> Result<Option<u64>, Rejection> {
        let actor = self.screens.get(&screen).map(Subscriber::actor);
        let actor = actor.ok_or(Rejection::NotAllowed)?;
        self.decide_once(&actor, id, command, now_ms, batch)
    }

    fn decide_once(
        &mut self,
        actor: &Actor,
        id: uuid::Uuid,
        command: &Command,
        now_ms: u64,
        batch: &mut Batch,
    ) -> Result<Option<u64>, Rejection> {
        // A display gives no commands, and behind another system sits nobody: people count from 1.
        let person = actor.person().unwrap_or(PersonId(0));
        let answered = Answered { person, id };
        let before = self.ledger.outcome(&answered);
        if before.is_some() || batch.answered.contains(&answered) {
            return Ok(before);
        }
        let decided = self.decide(actor, command, now_ms, batch);
        if decided.is_ok() {
            batch.answered.push(answered);
        }
        decided
    }

    fn decide(
        &mut self,
        actor: &Actor,
        command: &Command,
        now_ms: u64,
        batch: &mut Batch,
    ) -> Result<Option<u64>, Rejection> {
        let context = Context {
            now_ms,
            seed: rand::random(),
            actor,
            presence: &self.presence,
            zones: &WorldZones,
        };
        let events = decide(&self.ledger.session, command, &context)?;
        let is_so_already = events.is_empty();
        for event in &events {
            self.ledger.session.evolve(event);
        }
        batch.events.extend(events);
        Ok(is_so_already.then_some(self.ledger.version))
    }

    fn admit(
        &mut self,
        entrance: &Entrance,
        now_ms: u64,
        batch: &mut Batch,
    ) -> Result<Outcome, Rejection> {
        let (link, roles) = match &entrance.secret {
            None => (None, Roles::from([Role::Participant])),
            Some(secret) => {
                let links = self.ledger.session.links.values();
                let link = self.host_key.link_of(&self.code, links, secret);
                let link = link.ok_or(Rejection::LinkUnknown)?;
                (Some((link.id, link.generation)), link.roles.clone())
            }
        };
        // Whoever works for the session comes in however full it is.
        if link.is_none() && self.screens.len() >= SESSION_SCREENS_MAX {
            return Err(Rejection::Full {
                field: Field::People,
                max: SESSION_SCREENS_MAX,
            });
        }
        // Another system has no screen; it comes over HTTP.
        if roles == Roles::from([Role::Integration]) {
            return Err(Rejection::NotAllowed);
        }
        // Nobody sits in front of a display.
        if roles == Roles::from([Role::Display]) {
            let person = None;
            return Ok(Outcome::Admitted {
                person,
                roles,
                link,
            });
        }
        let key_hash = self.host_key.person_hash(&self.code, &entrance.person_key);
        let key_hash = key_hash.ok_or(Rejection::NotUnderstood)?;
        let join = Command::People(people::Command::Join {
            key_hash: key_hash.clone(),
            link: link.map(|(id, _)| id),
        });
        self.decide(&Actor::Door, &join, now_ms, batch)?;
        let person = self.ledger.session.people.with_key(&key_hash);
        if let Some(person) = person {
            // A round that is open takes latecomers in with the same batch.
            self.decide(
                &Actor::Door,
                &Command::Networking(networking::Command::SeatLatecomer { person }),
                now_ms,
                batch,
            )?;
        }
        Ok(Outcome::Admitted {
            person,
            roles,
            link,
        })
    }

    fn answer_all(&mut self, drained: &mut Vec<Message>, outcomes: Vec<Outcome>, now_ms: u64) {
        for (message, outcome) in drained.drain(..).zip(outcomes) {
            self.answer(message, outcome, now_ms);
        }
        self.close_old_links(now_ms);
        self.close_banned(now_ms);
        let due_at_ms = next_deadline(&self.ledger.session, now_ms);
        self.due_at_ms = if self.seats_changed {
            Some(now_ms)
        } else {
            due_at_ms
        };
    }

    fn answer(&mut self, message: Message, outcome: Outcome, now_ms: u64) {
        match (message, outcome) {
            // What could not be stored is not to be seen either; the dropped look says so.
            (Message::Look { .. }, Outcome::Refused(_)) => {}
            (Message::Look { screen, look }, _) => {
                let actor = screen.and_then(|screen| self.screens.get(&screen));
                let actor = actor.map(Subscriber::actor);
                look(Seen {
                    code: &self.code,
                    session: &self.ledger.session,
                    presence: &self.presence,
                    actor: actor.as_ref(),
                });
            }
            (
                Message::Signal {
                    screen,
                    to,
                    payload,
                },
                _,
            ) => self.signal(screen, to, &payload),
            (Message::Leave { screen }, _) => self.leave(screen, now_ms),
            (Message::Handle { screen, item }, _) => self.handle(screen, item, now_ms),
            // The plan changes with the time, whether anything was due or not.
            (Message::Due, _) => self.publish_soon(now_ms, 0),
            (Message::Ask { asked, reply, .. }, outcome) => {
                self.instruments.answered(asked, None, outcome.refusal());
                let version = self.ledger.version;
                let _ = reply.send(match outcome {
                    Outcome::Refused(rejection) => Err(rejection),
                    Outcome::Done(at) => Ok(at.unwrap_or(version)),
                    Outcome::Admitted { .. } => Ok(version),
                });
            }
            (
                Message::Command {
                    asked, screen, id, ..
                },
                outcome,
            ) => {
                let version = self.ledger.version;
                let Some(screen) = self.screens.get_mut(&screen) else {
                    return;
                };
                let refusal = outcome.refusal();
                self.instruments.answered(asked, screen.person, refusal);
                screen.answer(match outcome {
                    Outcome::Refused(rejection) => {
                        let (id, rejection) = (Some(id), &rejection);
                        ServerFrame::Refused { id, rejection }.text()
                    }
                    Outcome::Done(at) => {
                        let version = at.unwrap_or(version);
                        ServerFrame::Done { id, version }.text()
                    }
                    Outcome::Admitted { .. } => return,
                });
            }
            (
                Message::Enter {
                    call,
                    entrance,
                    outbox,
                    reply,
                },
                outcome,
            ) => match outcome {
                Outcome::Admitted {
                    person,
                    roles,
                    link,
                } => {
                    let audience = main_audience(&roles);
                    let screen = Subscriber::new(person, roles, link, audience, outbox).of(call);
                    let seal = self.host_key.seal(&self.code, &entrance.person_key);
                    let seat = self.seat(screen, seal, entrance.last_version, now_ms);
                    let _ = reply.send(Ok(seat));
                }
                Outcome::Refused(rejection) => {
                    let _ = reply.send(Err(rejection));
                }
                Outcome::Done(_) => {}
            },
        }
    }
}

/// Events that make a session; the registry writes them before an actor exists.
pub(super) fn first_events(
    plan: onefloor_core::about::SessionPlan,
    now_ms: u64,
) -> Result<Vec<Event>, Rejection> {
    let context = Context {
        now_ms,
        seed: 0,
        actor: &Actor::Host,
        presence: &Presence::new(),
        zones: &WorldZones,
    };
    let plan = Box::new(plan);
    decide(
        &Session::default(),
        &Command::About(about::Command::CreateSession { plan }),
        &context,
    )
}
