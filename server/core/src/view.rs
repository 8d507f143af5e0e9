//! What each audience sees of a session: a flat map of keyed entries.
//!
//! What an audience may not see is not in its view: the entries are built for it, never filtered
//! from a fuller one. A browser merges maps and nothing else, so every meaning (who is next and
//! why, what an overrun takes from whom) is worked out here, once.

mod data;
mod entry;
mod floor;
mod hour;
mod report;
mod rooms;
mod stage;
mod touch;

pub use data::{MyData, MyItem, MyLine, MyReport, MyRoom, my_data};
pub use entry::{Entry, MeEntry, View};
#[cfg(feature = "typescript")]
pub use entry::{Keys, keys};
pub use touch::touched;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::about;
use crate::agenda::{self, Plan, plan};
use crate::consensus::{ConsensusEntry, MyStanceEntry};
use crate::context::Presence;
use crate::floor::{Placed, order};
use crate::ids::{ItemId, PersonId, RoomId};
use crate::people::{self, Person};
use crate::poll::{MyPollEntry, PollEntry};
use crate::privacy;
use crate::seal::Purpose;
use crate::session::Session;

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Participants, speakers, the display.
    Public,
    /// Whoever works for the session.
    Staff,
    /// Those who sit in a room of the open round.
    Room(RoomId),
    /// One person, on all their screens.
    Person(PersonId),
}

/// Which item is in whose hands.
pub type Handling = BTreeMap<ItemId, PersonId>;

/// The view of one audience.
#[must_use]
pub fn project(session: &Session, presence: &Presence, audience: Audience, now_ms: u64) -> View {
    Projector::new(session, presence, now_ms).view(audience)
}

/// Projects one state for several audiences; what they share is worked out once.
#[derive(Debug)]
pub struct Projector<'a> {
    session: &'a Session,
    presence: &'a Presence,
    order: Vec<Placed>,
    plan: Plan,
    handled: Option<&'a Handling>,
    supports: OnceCell<BTreeMap<PersonId, BTreeSet<ItemId>>>,
}

impl<'a> Projector<'a> {
    /// Looks at a state at a moment.
    #[must_use]
    pub fn new(session: &'a Session, presence: &'a Presence, now_ms: u64) -> Self {
        Self {
            session,
            presence,
            order: order(&session.floor, session.agenda.running()),
            plan: plan(&session.agenda, now_ms),
            handled: None,
            supports: OnceCell::new(),
        }
    }

    /// With what is in whose hands; that is presence, and not in the log.
    #[must_use]
    pub fn handled(self, handled: &'a Handling) -> Self {
        let handled = Some(handled);
        Self { handled, ..self }
    }

    /// The view of one audience; empty for a session, room or person that does not exist.
    #[must_use]
    pub fn view(&self, audience: Audience) -> View {
        match audience {
            Audience::Public => self.common(false),
            Audience::Staff => self.staff(),
            Audience::Room(room) => rooms::room(self.session, self.presence, room),
            Audience::Person(person) => self.person(person),
        }
    }

    fn common(&self, for_staff: bool) -> View {
        let mut view = View::new();
        let session = self.session;
        let Some(about) = session.about.as_deref() else {
            return view;
        };
        let mut put = |key: &str, entry: Entry| view.insert(key.to_owned(), entry);
        let about = about::session(about, !session.links.door_closed);
        put("session", Entry::Session(Box::new(about)));
        put(
            "privacy",
            Entry::Privacy(privacy::privacy(&session.privacy)),
        );
        if let Some(clock) = &session.agenda.clock {
            put("clock", Entry::Clock(agenda::clock(clock)));
        }
        let presence = people::presence(&session.people, self.presence);
        put("presence", Entry::Presence(presence));
        hour::put_common(&mut view, session, &self.plan);
        stage::put_common(&mut view, session);
        floor::put_common(&mut view, session, &self.order, for_staff);
        rooms::put_common(&mut view, session, self.presence);
        for poll in session.polls.by_id.values() {
            let entry = PollEntry::of(poll, session.attendees(self.presence), for_staff);
            view.insert(format!("poll/{}", poll.asked.id), Entry::Poll(entry));
        }
        let consensus = ConsensusEntry::of(
            &session.consensus,
            session.attendees(self.presence),
            for_staff,
        );
        view.extend(consensus.map(|it| ("consensus".to_owned(), Entry::Consensus(it))));
        view
    }

    fn staff(&self) -> View {
        let mut view = self.common(true);
        if self.session.about.is_none() {
            return view;
        }
        report::put_staff(&mut view, self.session);
        floor::put_staff(&mut view, self.session, self.handled);
        hour::put_staff(&mut view, self.session);
        stage::put_staff(&mut view, self.session, self.presence);
        rooms::put_staff(&mut view, self.session, self.presence);
        view
    }

    fn person(&self, id: PersonId) -> View {
        let person = self.session.people.get(&id);
        let Some(person) = person.filter(|person| !person.erased) else {
            return View::new();
        };
        let mut view = View::from([("me".to_owned(), Entry::Me(Box::new(self.me(person))))]);
        stage::put_own(&mut view, self.session, person);
        let asking = crate::floor::Asking {
            person,
            sealed: self.presence.pseudonym(id, Purpose::Asking),
        };
        for item in asking.items(&self.session.floor) {
            let key = format!("mine/{}", item.entered.id);
            let mine = crate::floor::mine(&self.session.floor, &self.order, item);
            view.insert(key, Entry::Mine(mine));
        }
        let polls = self.session.polls.by_id.values();
        for answer in polls.filter_map(|poll| MyPollEntry::of(poll, self.presence, id)) {
            view.insert(format!("answer/{}", answer.poll), Entry::MyPoll(answer));
        }
        for stance in MyStanceEntry::of(&self.session.consensus, self.presence, id) {
            view.insert(format!("stance/{}", stance.entry), Entry::MyStance(stance));
        }
        view
    }

    /// What a person supports; worked out once for everybody.
    fn supports(&self, person: PersonId) -> Vec<ItemId> {
        let supports = self
            .supports
            .get_or_init(|| crate::floor::supported(&self.session.floor));
        let own = supports.get(&person).into_iter().flatten();
        own.copied().collect()
    }

    fn me(&self, person: &Person) -> MeEntry {
        let session = self.session;
        let hand = crate::floor::raised_hand(&session.floor, person);
        let muted = session.conduct.muted.contains(&person.id);
        MeEntry {
            person: people::me(person, hand, self.supports(person.id), muted),
            networking: rooms::mine(session, self.presence, person),
        }
    }
}
