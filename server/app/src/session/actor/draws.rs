//! Draws that take longer than the session may stand still: begun beside it, and taken in when they are
//! done.
//!
//! That a draw was begun is in the log, and with that the command that wanted it is answered. What is
//! worked out here is nobody's but this process's: if it dies, whoever wakes the session begins again
//! with the same seed.

use onefloor_core::ids::RoundId;
use onefloor_core::networking::{self, DrawOutcome};
use onefloor_core::{Actor, Command, Context, Rejection, Session, drawing};
use tokio::task::JoinHandle;

use super::{RETRY_MS, SessionActor};
use crate::heavy::{Heavy, Undone};
use crate::store::Batch;
use crate::zones::WorldZones;

/// How long a round that was called waits for its people after the session woke: a server that was
/// started again lets them in one after the other.
const RETURN_MS: u64 = 10_000;

/// What came of a draw.
#[derive(Debug)]
pub(in crate::session) enum Drawn {
    /// People in rooms.
    Outcome(DrawOutcome),
    /// It failed, and would fail again.
    Failed(RoundId),
    /// Too much else is worked out: it is tried again.
    Later,
}

/// The draw that is worked out, one at a time.
#[derive(Debug)]
pub(super) struct Draws {
    heavy: Heavy,
    under_way: Option<JoinHandle<Drawn>>,
    /// When one that was put off is begun.
    wants_at_ms: Option<u64>,
    /// Until when nothing is tried that has just failed.
    rests_until_ms: u64,
    /// Until when people are waited for who were here before the session slept.
    returns_until_ms: u64,
    /// The round whose people were waited for when they had gone in the midst of its draw.
    waited_for: Option<RoundId>,
}

impl Draws {
    pub(super) fn of(heavy: Heavy, session: &Session, now_ms: u64) -> Self {
        let returns_ms = if is_called(session) { RETURN_MS } else { 0 };
        let returns_until_ms = now_ms + returns_ms;
        Self {
            heavy,
            under_way: None,
            wants_at_ms: None,
            rests_until_ms: 0,
            returns_until_ms,
            waited_for: None,
        }
    }

    /// What came of the draw, once that is known.
    pub(super) async fn drawn(&mut self) -> Drawn {
        let Some(under_way) = &mut self.under_way else {
            return std::future::pending().await;
        };
        let drawn = under_way.await;
        self.under_way = None;
        // Whoever stops the runtime does not wait for it.
        drawn.unwrap_or(Drawn::Later)
    }

    /// What could not be stored, or found no place, is not worked out again at once, whoever is here.
    pub(super) fn rest_until(&mut self, at_ms: u64) {
        self.rests_until_ms = at_ms;
        self.put_off_until(at_ms);
    }

    fn put_off_until(&mut self, at_ms: u64) {
        self.wants_at_ms = Some(at_ms);
    }

    pub(super) fn wants_at_ms(&self) -> Option<u64> {
        self.wants_at_ms
    }
}

impl SessionActor {
    /// Begins the draw that the log says was begun, unless it is worked out already.
    pub(super) fn draw_what_is_called(&mut self, now_ms: u64) {
        let networking = &self.ledger.session.networking;
        let is_wanted = networking
            .current()
            .is_some_and(|round| round.drawing().is_some());
        if !is_wanted || self.draws.under_way.is_some() {
            self.draws.wants_at_ms = None;
            return;
        }
        let from_ms = self.draws.wants_at_ms.unwrap_or(0);
        let from_ms = from_ms.max(self.draws.returns_until_ms);
        let rests = now_ms < self.draws.rests_until_ms;
        if rests || (now_ms < from_ms && !self.all_are_back()) {
            self.draws.wants_at_ms = Some(from_ms.max(self.draws.rests_until_ms));
            return;
        }
        self.draws.wants_at_ms = None;
        let context = Context {
            now_ms,
            seed: 0,
            actor: &Actor::Clock,
            presence: &self.presence,
            zones: &WorldZones,
        };
        let Some(request) = drawing(&self.ledger.session, &context) else {
            return;
        };
        let (heavy, round) = (self.draws.heavy.clone(), request.round());
        self.draws.under_way = Some(tokio::spawn(async move {
            match heavy.draw(move || request.work()).await {
                Ok(outcome) => Drawn::Outcome(outcome),
                Err(Undone::Failed) => Drawn::Failed(round),
                Err(Undone::Busy) => Drawn::Later,
            }
        }));
    }

    /// What came of a draw, held against the session as it is now.
    pub(super) fn decide_drawn(
        &mut self,
        drawn: &Drawn,
        now_ms: u64,
        batch: &mut Batch,
    ) -> Result<Option<u64>, Rejection> {
        let command = match drawn {
            Drawn::Outcome(outcome) if self.waits_for(outcome) => {
                self.draws.put_off_until(now_ms + RETURN_MS);
                return Ok(None);
            }
            Drawn::Outcome(outcome) => networking::Command::SettleDraw {
                outcome: outcome.clone(),
            },
            Drawn::Failed(round) => networking::Command::GiveUpDraw { round: *round },
            Drawn::Later => {
                self.draws.rest_until(now_ms + RETRY_MS);
                return Ok(None);
            }
        };
        // Whoever is not seated by it is looked at next, and whoever went meanwhile.
        self.seats_changed = true;
        self.decide(&Actor::Clock, &Command::Networking(command), now_ms, batch)
    }

    /// Whether those who were drawn have lost the line: once, they are waited for, and drawn anew.
    fn waits_for(&mut self, outcome: &DrawOutcome) -> bool {
        let round = Some(outcome.round());
        let is_deserted = self.draws.waited_for != round && outcome.is_deserted(&self.presence);
        if is_deserted {
            self.draws.waited_for = round;
        }
        is_deserted
    }

    /// Puts off what is due while people come back to a round that was called before the session slept:
    /// it would be drawn without them.
    pub(super) fn wait_for_returns(&mut self) {
        let until_ms = self.draws.returns_until_ms;
        let is_over = self.clock.now_ms() >= until_ms;
        if !is_over && is_called(&self.ledger.session) && !self.all_are_back() {
            self.due_at_ms = self.due_at_ms.map(|at_ms| at_ms.max(until_ms));
        }
    }

    /// Whether everybody is here who said that they are ready for the round; where nobody was asked, that
    /// cannot be said.
    fn all_are_back(&self) -> bool {
        let round = self.ledger.session.networking.current();
        let ready = round.filter(|round| round.settings.ready_check);
        ready.is_some_and(|round| {
            round
                .ready
                .iter()
                .all(|person| self.presence.contains(person))
        })
    }
}

fn is_called(session: &Session) -> bool {
    let round = session.networking.current();
    round.is_some_and(|round| round.drawn_at_ms.is_none())
}
