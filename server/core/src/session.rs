//! The state of a session: events folded in order.
//!
//! [`Session::evolve`] holds no rule: it writes down what an event says. An event about something
//! unknown changes nothing, so that no log can make it panic.

mod before;
mod forget;
mod remains;

pub use forget::{forget, sealed_words};

use serde::{Deserialize, Serialize};

use crate::about::{self, Subject};
use crate::agenda::Agenda;
use crate::capture::Capture;
use crate::conduct::Conduct;
use crate::consensus::Consensus;
use crate::context::{Context, Presence};
use crate::draft::Draft;
use crate::event::Event;
use crate::feedback::Feedback;
use crate::floor::{self, Floor};
use crate::form::Form;
use crate::links::Links;
use crate::networking::Networking;
use crate::people::{People, Person};
use crate::poll::{Attendees, Polls};
use crate::privacy::{self, Privacy};
use crate::rejection::Rejection;
use crate::sound::Sound;
use crate::speaking::{Roster, Speaking};
use crate::stage::Stage;
use crate::undo::{self, Undo};

/// A session. The default value is one that does not exist yet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Session {
    /// What it is about; nothing before it was created.
    pub about: Subject,
    /// The hour and its clock.
    pub agenda: Agenda,
    /// Questions, hands, microphones.
    pub floor: Floor,
    /// Who is muted or kept out, and which words wait.
    pub conduct: Conduct,
    /// Who speaks, and for how long everybody has.
    pub speaking: Speaking,
    /// Where voices are heard, and which ones are on their way.
    pub sound: Sound,
    /// The display of the room and the speakers' screens.
    pub stage: Stage,
    /// Temperature checks.
    pub polls: Polls,
    /// Breakout rounds.
    pub networking: Networking,
    /// Takeaways, calls to action, notes, and the report's text.
    pub capture: Capture,
    /// The IGF's form: what is signed, and when it is due.
    pub form: Form,
    /// The draft of the report.
    pub draft: Draft,
    /// What was put to everybody.
    pub consensus: Consensus,
    /// What people said of it after the end.
    pub feedback: Feedback,
    /// What is kept of people, and for how long.
    pub privacy: Privacy,
    /// What was done last, and may be taken back.
    pub undo: Undo,
    /// Everybody who ever joined.
    pub people: People,
    /// Role links and the door.
    pub links: Links,
}

impl Session {
    /// The state after these events.
    #[must_use]
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut session = Self::default();
        events.into_iter().for_each(|event| session.evolve(event));
        session
    }

    /// Everybody who ever joined, and who of them is here.
    #[must_use]
    pub fn attendees<'a>(&'a self, presence: &'a Presence) -> Attendees<'a> {
        Attendees {
            people: &self.people,
            links: &self.links,
            presence,
            conduct: &self.conduct,
        }
    }

    /// Everybody who may have the voice, and what is known of them.
    #[must_use]
    pub fn roster(&self) -> Roster<'_> {
        Roster {
            speaking: &self.speaking,
            floor: &self.floor,
            links: &self.links,
            people: &self.people,
            about: self.about.as_deref(),
        }
    }

    /// Whether somebody may have the floor now.
    #[must_use]
    pub fn has_floor(&self) -> bool {
        let discusses = self.networking.discussion.is_some();
        floor::has_floor(&self.floor, &self.agenda, discusses)
    }

    /// Since when people are called to the floor; nothing where they are not.
    pub(crate) fn floor_since_ms(&self) -> Option<u64> {
        let since_ms = self.agenda.segment_since_ms();
        self.has_floor().then_some(since_ms)
    }

    /// Whoever asks.
    ///
    /// # Errors
    /// Nobody of this session sits in front of the screen.
    pub(crate) fn asking(&self, context: &Context<'_>) -> Result<&Person, Rejection> {
        self.people.asking(context.actor.person())
    }

    /// Folds one event into the state.
    pub fn evolve(&mut self, event: &Event) {
        match event {
            Event::About(event) => self.evolve_about(event),
            Event::Links(event) => self.links.evolve(event),
            Event::People(event) => self.people.evolve(event),
            Event::Agenda(event) => self.agenda.evolve(event),
            Event::Speaking(event) => self.speaking.evolve(event, &self.agenda),
            Event::Sound(event) => self.sound.evolve(event),
            Event::Stage(event) => self.stage.evolve(event),
            Event::Floor(event) => {
                if let floor::Event::ItemEntered { item } = event
                    && let Some(asker) = item.asker
                {
                    self.people.brought(asker, item.id);
                }
                self.floor.evolve(event);
                self.sound.follow(event, &self.floor);
            }
            Event::Conduct(event) => {
                self.conduct.evolve(event);
                if let Some(person) = event.person() {
                    self.silence(person);
                }
            }
            Event::Poll(event) => self.polls.evolve(event),
            Event::Networking(event) => self.networking.evolve(event),
            Event::Capture(event) => self.capture.evolve(event),
            Event::Form(event) => self.form.evolve(event),
            Event::Draft(event) => self.draft.evolve(event),
            Event::Consensus(event) => self.consensus.evolve(event),
            Event::Feedback(event) => self.feedback.evolve(event),
            Event::Undo(event) => {
                if let undo::Event::ActUndone { at_ms, .. } = event {
                    self.take_back(*at_ms);
                }
                let mut undo = std::mem::take(&mut self.undo);
                undo.evolve(event, |act| self.before(act));
                self.undo = undo;
            }
            Event::Privacy(event) => {
                if let Some(forgotten) = self.forgotten(event) {
                    self.forget(&forgotten);
                }
                if let privacy::Event::SessionPurged { purge } = event {
                    let remains = self.remains();
                    *self = Self::replay(&remains);
                    self.agenda.started_at_ms = purge.started_at_ms;
                    self.agenda.ended_at_ms = purge.ended_at_ms;
                }
                self.privacy.evolve(event);
            }
        }
    }

    /// Whoever is muted or kept out supports nothing that is counted.
    fn silence(&mut self, person: crate::ids::PersonId) {
        let is_silenced = self.conduct.silences(person);
        self.floor.silence(person, is_silenced);
    }

    fn evolve_about(&mut self, event: &about::Event) {
        self.about.evolve(event);
        match event {
            about::Event::SessionCreated {
                plan,
                scheduled_start_ms,
                ..
            } => self.agenda = Agenda::planned(&plan.agenda, scheduled_start_ms.ms()),
            about::Event::AboutRevised {
                scheduled_start_ms, ..
            } => self.agenda.scheduled_start_ms = *scheduled_start_ms,
        }
    }
}
