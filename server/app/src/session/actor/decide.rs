//! What is decided of a drain: each message in turn, on the state that the ones before it left.

use onefloor_core::ids::PersonId;
use onefloor_core::seal::minute_of;
use onefloor_core::view::touched;
use onefloor_core::{Actor, Command, Context, Event, Rejection, decide, networking, privacy};
use tokio::time::Instant;
use uuid::Uuid;

use super::{Outcome, SessionActor, TURN_DECIDES};
use crate::session::handle::Message;
use crate::session::normalised;
use crate::session::subscriber::Subscriber;
use crate::store::{Answered, Batch};
use crate::zones::WorldZones;

impl SessionActor {
    /// What comes of the messages, or of the first of them where they take too long.
    pub(super) fn decide_all(&mut self, drained: &[Message], now_ms: u64) -> (Vec<Outcome>, Batch) {
        let mut batch = Batch {
            version: self.ledger.version + 1,
            at_ms: now_ms,
            answered: Vec::new(),
            events: Vec::new(),
        };
        let began = Instant::now();
        let mut outcomes = Vec::with_capacity(drained.len());
        for message in drained {
            outcomes.push(self.decide_one(message, now_ms, &mut batch));
            if began.elapsed() > TURN_DECIDES {
                break;
            }
        }
        if batch.events.iter().any(Event::is_sealed) {
            batch.at_ms = minute_of(batch.at_ms);
        }
        (outcomes, batch)
    }

    fn decide_one(&mut self, message: &Message, now_ms: u64, batch: &mut Batch) -> Outcome {
        let decided = match message {
            Message::Leave { .. }
            | Message::Look { .. }
            | Message::Signal { .. }
            | Message::Keep { .. }
            | Message::Handle { .. } => Ok(None),
            Message::Settle { .. } => {
                self.settle();
                Ok(None)
            }
            Message::EraseSealed { by } => return self.decide_sealed(*by, now_ms, batch),
            Message::Due => {
                self.seats_changed = false;
                let before = batch.events.len();
                let due = self.decide(&Actor::Clock, &Command::MeetDeadlines, now_ms, batch);
                self.seats_changed |= batch.events[before..].iter().any(seats_somebody);
                due
            }
            Message::Drawn(drawn) => self.decide_drawn(drawn, now_ms, batch),
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
        id: Uuid,
        command: &Command,
        now_ms: u64,
        batch: &mut Batch,
    ) -> Result<Option<u64>, Rejection> {
        let actor = self.screens.get(screen).map(Subscriber::actor);
        let actor = actor.ok_or(Rejection::NotAllowed)?;
        self.decide_once(&actor, id, command, now_ms, batch)
    }

    fn decide_once(
        &mut self,
        actor: &Actor,
        id: Uuid,
        command: &Command,
        now_ms: u64,
        batch: &mut Batch,
    ) -> Result<Option<u64>, Rejection> {
        // A display gives no commands, and behind another system sits nobody: people count from 1.
        let person = actor.person().unwrap_or(PersonId(0));
        let answered = Answered::of(person, id);
        let before = self.ledger.outcome(&answered);
        if before.is_some() || batch.answered.contains(&answered) {
            return Ok(before);
        }
        self.is_confirmed(command)?;
        let decided = self.decide(actor, command, now_ms, batch);
        if decided.is_ok() {
            batch.answered.push(answered);
        }
        decided
    }

    /// What nobody can take back is asked for with the session's code, typed once more.
    fn is_confirmed(&self, command: &Command) -> Result<(), Rejection> {
        match command {
            Command::Privacy(privacy::Command::DeleteSession { confirm })
                if normalised(confirm).as_ref() != Some(&self.code) =>
            {
                Err(Rejection::ConfirmationWrong)
            }
            _ => Ok(()),
        }
    }

    pub(super) fn decide(
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
            self.touch(event, actor.person());
        }
        batch.events.extend(events);
        Ok(is_so_already.then_some(self.ledger.version))
    }

    /// Notes what a publication has to look at; `by` is whoever caused the event.
    fn touch(&mut self, event: &Event, by: Option<PersonId>) {
        let touched = touched(&self.ledger.session, event, by);
        // Whoever comes into a room or goes out of one changes what all rooms show.
        self.seats_touched |= touched.which_rooms().is_none();
        self.touched.add(touched);
        match event {
            Event::Links(_) | Event::About(_) | Event::Conduct(_) | Event::Undo(_) => {
                self.entrance_touched = true;
            }
            Event::People(_)
            | Event::Agenda(_)
            | Event::Networking(_)
            | Event::Privacy(_)
            | Event::Speaking(_)
            | Event::Sound(_)
            | Event::Stage(_)
            | Event::Floor(_)
            | Event::Poll(_)
            | Event::Capture(_)
            | Event::Form(_)
            | Event::Draft(_)
            | Event::Consensus(_)
            | Event::Feedback(_) => {}
        }
    }
}

/// Whether somebody who waited got a seat by it: of many only some are looked at, and then the next.
fn seats_somebody(event: &Event) -> bool {
    use networking::Event::{PersonSeated, RoomAdded};
    let networking = match event {
        Event::Networking(event) => Some(event),
        _ => None,
    };
    networking.is_some_and(|event| matches!(event, PersonSeated { .. } | RoomAdded { .. }))
}
