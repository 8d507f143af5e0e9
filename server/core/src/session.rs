//! The state of a session: events folded in order.
//!
//! [`Session::evolve`] holds no rule: it writes down what an event says. An event about something
//! unknown changes nothing, so that no log can make it panic.

use std::collections::{BTreeMap, BTreeSet};

use crate::about::{About, Imported};
use crate::agenda::Agenda;
use crate::capture::Capture;
use crate::conduct::Conduct;
use crate::consensus::Consensus;
use crate::event::Event;
use crate::floor::Floor;
use crate::ids::{LinkId, PersonId};
use crate::networking::Networking;
use crate::people::{Link, Person};
use crate::poll::Polls;
use crate::report::{Draft, Form};
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

    /// Folds one event into the state.
    pub fn evolve(&mut self, event: &Event) {
        match event {
            Event::SessionCreated { plan, .. } => {
                let scheduled_start_ms = plan.about.scheduled_start_ms();
                self.agenda = Agenda::planned(&plan.agenda, scheduled_start_ms);
                self.about = Some(Box::new(plan.about.clone()));
                self.about_revision = 1;
                self.imported = Some(Box::new(plan.taken_in()));
            }
            Event::AboutRevised {
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
            Event::LinkIssued { link } => {
                self.links.insert(link.id, link.clone());
            }
            Event::LinkRotated { link, generation } => {
                self.link(*link, |link| link.generation = *generation);
            }
            Event::LinkRevoked { link } => self.link(*link, |link| link.revoked = true),
            Event::DoorSet { open } => self.door_closed = !open,
            Event::PersonJoined { .. }
            | Event::PersonLinked { .. }
            | Event::PersonIntroduced { .. }
            | Event::NetworkingChosen { .. } => self.evolve_people(event),
            Event::SegmentStarted { .. }
            | Event::SegmentEnded { .. }
            | Event::ClockPaused { .. }
            | Event::ClockResumed { .. }
            | Event::LengthSet { .. }
            | Event::EndSet { .. }
            | Event::SessionEnded { .. }
            | Event::SessionReopened { .. }
            | Event::SegmentInserted { .. }
            | Event::SegmentEdited { .. }
            | Event::SlotsSet { .. }
            | Event::SegmentMoved { .. }
            | Event::SegmentRemoved { .. }
            | Event::SegmentSkippedSet { .. }
            | Event::SegmentsRefitted { .. } => self.agenda.evolve(event),
            Event::VoiceTaken { .. }
            | Event::VoiceExtended { .. }
            | Event::VoiceYielded { .. }
            | Event::SpeakerDescribed { .. } => self.speaking.evolve(event, &self.agenda),
            Event::CueSent { .. }
            | Event::CueCleared { .. }
            | Event::CueSeen { .. }
            | Event::ThresholdsSet { .. }
            | Event::DisplaySet { .. } => self.stage.evolve(event),
            Event::ItemEntered { item } => {
                if let Some(person) = item.asker.and_then(|asker| self.people.get_mut(&asker)) {
                    person.items.push(item.id);
                }
                self.floor.evolve(event);
            }
            Event::PersonMutedSet { .. }
            | Event::PersonBannedSet { .. }
            | Event::WordListSet { .. } => self.conduct.evolve(event),
            Event::ItemMoved { .. }
            | Event::ItemRestored { .. }
            | Event::ItemsMerged { .. }
            | Event::ItemReworded { .. }
            | Event::ItemPlaced { .. }
            | Event::ReadyConfirmed { .. }
            | Event::LastWordGiven { .. }
            | Event::SegmentOrderSet { .. }
            | Event::VoteCast { .. }
            | Event::VoteRetracted { .. }
            | Event::FloorSet { .. } => self.floor.evolve(event),
            Event::PollOpened { .. }
            | Event::PollAnswered { .. }
            | Event::HandsCounted { .. }
            | Event::PollClosed { .. } => self.polls.evolve(event),
            Event::RoundCalled { .. }
            | Event::ReadySet { .. }
            | Event::RoundDrawn { .. }
            | Event::SeriesEnded { .. }
            | Event::RoundOpened { .. }
            | Event::RoundWarned { .. }
            | Event::RoundExtended { .. }
            | Event::RoomsMessaged { .. }
            | Event::PersonSeated { .. }
            | Event::PersonUnseated { .. }
            | Event::RoomAdded { .. }
            | Event::SeatHeld { .. }
            | Event::SeatKept { .. }
            | Event::RoomOffered { .. }
            | Event::OfferDeclined { .. }
            | Event::RoomClosed { .. }
            | Event::NotesEdited { .. }
            | Event::TakeawaySet { .. }
            | Event::NamingAgreed { .. }
            | Event::CallSet { .. }
            | Event::RoomVisited { .. }
            | Event::DiscussionSet { .. }
            | Event::BlockSet { .. }
            | Event::PersonReported { .. }
            | Event::ReportHandledSet { .. }
            | Event::ContactSet { .. }
            | Event::ContactOffered { .. }
            | Event::LineSaid { .. }
            | Event::RoundClosed { .. } => self.networking.evolve(event),
            Event::EntryAdded { .. }
            | Event::EntryRevised { .. }
            | Event::EntryEdited { .. }
            | Event::EntryRestored { .. }
            | Event::EntryDescribed { .. }
            | Event::EntryPlaced { .. }
            | Event::EntryRemovedSet { .. }
            | Event::ChathamSet { .. }
            | Event::ReportWritten { .. }
            | Event::ReportEdited { .. }
            | Event::ReportRestored { .. } => self.capture.evolve(event),
            Event::BlockSigned { .. }
            | Event::BlockReopened { .. }
            | Event::ReportRulesSet { .. }
            | Event::DeadlineSet { .. }
            | Event::TimeZoneSet { .. } => self.form.evolve(event),
            Event::DraftAssembled { .. }
            | Event::DraftLineSet { .. }
            | Event::DraftWritten { .. } => self.draft.evolve(event),
            Event::ConsensusPut { .. }
            | Event::ConsensusAnswered { .. }
            | Event::StancesCounted { .. }
            | Event::ConsensusClosed { .. } => self.consensus.evolve(event),
        }
    }

    fn link(&mut self, id: LinkId, change: impl FnOnce(&mut Link)) {
        self.links.get_mut(&id).map(change).unwrap_or_default();
    }

    fn evolve_people(&mut self, event: &Event) {
        match event {
            Event::PersonJoined {
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
            Event::PersonLinked { person, link } => {
                if let Some(person) = self.people.get_mut(person) {
                    person.link = Some(*link);
                }
            }
            Event::PersonIntroduced { person, profile } => {
                if let Some(person) = self.people.get_mut(person) {
                    person.profile = profile.clone();
                }
            }
            Event::NetworkingChosen { person, takes_part } => {
                if let Some(person) = self.people.get_mut(person) {
                    person.networking = Some(*takes_part);
                }
            }
            _ => {}
        }
    }
}
