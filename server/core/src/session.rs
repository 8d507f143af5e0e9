//! The state of a session: events folded in order.
//!
//! [`Session::evolve`] holds no rule: it writes down what an event says. An event about something
//! unknown changes nothing, so that no log can make it panic.

use std::collections::{BTreeMap, BTreeSet};

use crate::about::{self, About, Imported};
use crate::agenda::Agenda;
use crate::capture::Capture;
use crate::conduct::Conduct;
use crate::consensus::Consensus;
use crate::context::Context;
use crate::draft::Draft;
use crate::event::Event;
use crate::floor::{self, Floor};
use crate::form::Form;
use crate::ids::{LinkId, PersonId};
use crate::links;
use crate::networking::Networking;
use crate::people::{self, Link, Person};
use crate::poll::Polls;
use crate::rejection::Rejection;
use crate::speaking::Speaking;
use crate::stage::Stage;

/// A session. The default value is one that does not exist yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Session {
    /// What it is about; `None` before it was created.
    pub about: Option<Box<About>>,
    /// Counts changes of it, so that of two organisers the second sees the first one's.
    pub about_revision: u32,
    /// The page as it was last taken in.
    pub imported: Option<Box<Imported>>,
    /// The hour and its clock.
    pub agenda: Agenda,
    /// Questions, hands, microphones.
    pub floor: Floor,
    /// Who is muted or kept out, and which words wait.
    pub conduct: Conduct,
    /// Who speaks, and for how long everybody has.
    pub speaking: Speaking,
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
    /// Everybody who ever joined.
    pub people: BTreeMap<PersonId, Person>,
    /// The same, by the hash of the key in their browser.
    pub person_by_key: BTreeMap<String, PersonId>,
    /// Role links.
    pub links: BTreeMap<LinkId, Link>,
    /// Whether new participants are kept out.
    pub door_closed: bool,
}

impl Session {
    /// The state after these events.
    #[must_use]
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut session = Self::default();
        events.into_iter().for_each(|event| session.evolve(event));
        session
    }

    /// Who takes part in a round and is here.
    #[must_use]
    pub fn taking_part(&self, presence: &BTreeSet<PersonId>) -> BTreeSet<PersonId> {
        let takes_part = |id: &&PersonId| self.people.get(id).is_some_and(Person::takes_part);
        presence.iter().filter(takes_part).copied().collect()
    }

    /// Whoever asks.
    ///
    /// # Errors
    /// Nobody of this session sits in front of the screen.
    pub(crate) fn asking(&self, context: &Context<'_>) -> Result<&Person, Rejection> {
        let person = context.actor.person().and_then(|id| self.people.get(&id));
        person.ok_or(Rejection::PersonUnknown)
    }

    /// Refuses what makes no sense once the session is over.
    ///
    /// # Errors
    /// It is.
    pub(crate) fn not_ended(&self) -> Result<(), Rejection> {
        if self.agenda.ended_at_ms.is_some() {
            Err(Rejection::SessionEnded)
        } else {
            Ok(())
        }
    }

    /// Folds one event into the state.
    pub fn evolve(&mut self, event: &Event) {
        match event {
            Event::About(event) => self.evolve_about(event),
            Event::Links(event) => self.evolve_links(event),
            Event::People(event) => self.evolve_people(event),
            Event::Agenda(event) => self.agenda.evolve(event),
            Event::Speaking(event) => self.speaking.evolve(event, &self.agenda),
            Event::Stage(event) => self.stage.evolve(event),
            Event::Floor(event) => {
                if let floor::Event::ItemEntered { item } = event
                    && let Some(person) = item.asker.and_then(|asker| self.people.get_mut(&asker))
                {
                    person.items.push(item.id);
                }
                self.floor.evolve(event);
            }
            Event::Conduct(event) => self.conduct.evolve(event),
            Event::Poll(event) => self.polls.evolve(event),
            Event::Networking(event) => self.networking.evolve(event),
            Event::Capture(event) => self.capture.evolve(event),
            Event::Form(event) => self.form.evolve(event),
            Event::Draft(event) => self.draft.evolve(event),
            Event::Consensus(event) => self.consensus.evolve(event),
        }
    }

    fn evolve_about(&mut self, event: &about::Event) {
        match event {
            about::Event::SessionCreated { plan, .. } => {
                let scheduled_start_ms = plan.about.scheduled_start_ms();
                self.agenda = Agenda::planned(&plan.agenda, scheduled_start_ms);
                self.about = Some(Box::new(plan.about.clone()));
                self.about_revision = 1;
                self.imported = Some(Box::new(plan.taken_in()));
            }
            about::Event::AboutRevised {
                about,
                imported,
                scheduled_start_ms,
                revision,
                ..
            } => {
                self.about = Some(about.clone());
                self.about_revision = *revision;
                self.imported = imported.clone().or(self.imported.take());
                self.agenda.scheduled_start_ms = *scheduled_start_ms;
            }
        }
    }

    fn evolve_links(&mut self, event: &links::Event) {
        match event {
            links::Event::LinkIssued { link } => {
                self.links.insert(link.id, link.clone());
            }
            links::Event::LinkRotated { link, generation } => {
                self.link(*link, |link| link.generation = *generation);
            }
            links::Event::LinkRevoked { link } => self.link(*link, |link| link.revoked = true),
            links::Event::DoorSet { open } => self.door_closed = !open,
        }
    }
    fn link(&mut self, id: LinkId, change: impl FnOnce(&mut Link)) {
        self.links.get_mut(&id).map(change).unwrap_or_default();
    }

    fn evolve_people(&mut self, event: &people::Event) {
        match event {
            people::Event::PersonJoined {
                person: id,
                key_hash,
                link,
                profile,
                ..
            } => {
                let (key_hash, profile) = (key_hash.clone(), profile.clone());
                self.person_by_key.insert(key_hash.clone(), *id);
                let (networking, items) = (None, Vec::new());
                let person = Person {
                    id: *id,
                    key_hash,
                    link: *link,
                    profile,
                    networking,
                    items,
                };
                self.people.insert(*id, person);
            }
            people::Event::PersonLinked { person, link } => {
                if let Some(person) = self.people.get_mut(person) {
                    person.link = Some(*link);
                }
            }
            people::Event::PersonIntroduced { person, profile } => {
                if let Some(person) = self.people.get_mut(person) {
                    person.profile = profile.clone();
                }
            }
            people::Event::NetworkingChosen { person, takes_part } => {
                if let Some(person) = self.people.get_mut(person) {
                    person.networking = Some(*takes_part);
                }
            }
        }
    }
}
