//! What each audience sees of a session: a flat map of keyed entries.
//!
//! What an audience may not see is not in its view: the entries are built for it, never filtered
//! from a fuller one. A browser merges maps and nothing else, so every meaning (who is next and
//! why, what an overrun takes from whom) is worked out here, once.

mod changed;
mod data;
mod entry;
mod floor;
mod gone;
mod hour;
mod looking;
mod report;
mod rooms;
mod stage;
mod touch;

use looking::Looking;

pub use changed::{Changed, bring_up};
pub use data::{MyData, MyItem, MyLine, MyReport, MyRoom, my_data};
pub use entry::{Entry, MeEntry, OwnEntry, View};
#[cfg(feature = "wire")]
pub use entry::{Keys, keys};
pub use gone::may_have_gone;
pub use touch::{touched, touched_by_presence, touched_by_time};

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::about;
use crate::agenda::{Plan, plan};
use crate::consensus::{ConsensusEntry, ConsensusTally, MyStanceEntry};
use crate::context::Presence;
use crate::feedback::MyFeedbackEntry;
use crate::floor::{Item, Placed, Places, When, order};
use crate::ids::{ItemId, PersonId, RoomId};
use crate::people::{self, Person};
use crate::poll::{MyPollEntry, PollEntry, PollTally, PreparedEntry};
use crate::privacy;
use crate::seal::Purpose;
use crate::session::Session;
use crate::sound::ArrivalEntry;
use crate::terms::ItemState;
use crate::touch::{MINE, Touched, Wanted};

/// The first places of the order: whoever stands there gets ready while somebody speaks.
const READY_PLACES: usize = 2;

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

impl Audience {
    /// What is touched of its view.
    #[must_use]
    pub fn wanted(self, touched: &Touched) -> Wanted<'_> {
        match self {
            Self::Public | Self::Staff => touched.of_main(),
            Self::Person(person) => touched.of_person(person),
            Self::Room(room) => touched.of_room(room),
        }
    }
}

/// Which item is in whose hands.
pub type Handling = BTreeMap<ItemId, PersonId>;

/// The view of one audience.
#[must_use]
pub fn project(session: &Session, presence: &Presence, audience: Audience, now_ms: u64) -> View {
    Projector::new(session, presence, now_ms).view(audience)
}

/// The order of one state, worked out when somebody looks at it and then kept for whoever looks next.
#[derive(Debug, Default)]
pub struct Order {
    waiting: OnceLock<Vec<Placed>>,
    places: OnceLock<Places>,
}

/// Projects one state for several audiences; what they share is worked out once, and only if it is
/// looked at.
#[derive(Debug)]
pub struct Projector<'a> {
    session: &'a Session,
    presence: &'a Presence,
    now_ms: u64,
    order: Order,
    kept_order: Option<&'a Order>,
    plan: OnceCell<Plan>,
    handled: Option<&'a Handling>,
}

impl<'a> Projector<'a> {
    /// Looks at a state at a moment.
    #[must_use]
    pub fn new(session: &'a Session, presence: &'a Presence, now_ms: u64) -> Self {
        Self {
            session,
            presence,
            now_ms,
            order: Order::default(),
            kept_order: None,
            plan: OnceCell::new(),
            handled: None,
        }
    }

    /// With what is in whose hands; that is presence, and not in the log.
    #[must_use]
    pub fn handled(self, handled: &'a Handling) -> Self {
        let handled = Some(handled);
        Self { handled, ..self }
    }

    /// With the order of this very state, in which it is found or kept.
    #[must_use]
    pub fn ordered(self, order: &'a Order) -> Self {
        let kept_order = Some(order);
        Self { kept_order, ..self }
    }

    /// The view of one audience; empty for a session, room or person that does not exist.
    #[must_use]
    pub fn view(&self, audience: Audience) -> View {
        self.wanted(audience, Wanted::ALL)
    }

    /// The entries of one audience's view that are wanted: a wanted key that is not among them is not in
    /// the view.
    #[must_use]
    pub fn wanted(&self, audience: Audience, wanted: Wanted<'_>) -> View {
        let mut view = Looking::at(wanted);
        if self.session.about.is_some() {
            match audience {
                Audience::Public => self.put_common(&mut view, false),
                Audience::Staff => self.put_staff(&mut view),
                Audience::Room(room) => {
                    rooms::put_room(&mut view, self.session, self.presence, room);
                }
                Audience::Person(person) => self.put_person(&mut view, person),
            }
        }
        view.seen()
    }

    fn order(&self) -> &[Placed] {
        let (floor, agenda) = (&self.session.floor, &self.session.agenda);
        let kept = self.kept_order.unwrap_or(&self.order);
        kept.waiting.get_or_init(|| order(floor, agenda.running()))
    }

    fn places(&self) -> &Places {
        let when = floor_when(self.session);
        let places = || Places::of(&self.session.floor, self.order(), when);
        let kept = self.kept_order.unwrap_or(&self.order);
        kept.places.get_or_init(places)
    }

    /// Whose own items stand elsewhere than in the order that staff has, if the order is touched at all.
    /// `is_shown` says of an item whether it stands on a screen as somebody's own.
    pub fn touch_displaced(
        &self,
        staff: &View,
        is_shown: impl Fn(ItemId) -> bool,
        touched: &mut Touched,
    ) {
        if touched.of_main().holds("floor/order") {
            let before = match staff.get("floor/order") {
                Some(Entry::Order(before)) => before.places.as_slice(),
                _ => &[],
            };
            touch::touched_by_order(self.session, [before, self.order()], is_shown, touched);
        }
    }

    fn plan(&self) -> &Plan {
        self.plan
            .get_or_init(|| plan(&self.session.agenda, self.now_ms))
    }

    fn put_common(&self, view: &mut Looking<'_>, for_staff: bool) {
        let session = self.session;
        view.put_any("session", || {
            let about = session.about.as_deref()?;
            let about = about::session(about, !session.links.door_closed);
            Some(Entry::Session(Box::new(about)))
        });
        view.put("privacy", || {
            Entry::Privacy(privacy::privacy(&session.privacy))
        });
        view.put("presence", || {
            Entry::Presence(people::presence(
                &session.people,
                &session.links,
                self.presence,
            ))
        });
        hour::put_common(view, session, || self.plan());
        stage::put_common(view, session, for_staff, self.now_ms);
        report::put_common(view, session);
        floor::put_common(view, session, || self.order(), for_staff);
        rooms::put_common(view, session, self.presence);
        let attendees = session.attendees(self.presence);
        for poll in session.polls.by_id.values() {
            view.put(&format!("poll/{}", poll.asked.id), || {
                Entry::Poll(Box::new(PollEntry::of(poll)))
            });
            view.put(&format!("tally/{}", poll.asked.id), || {
                Entry::Tally(PollTally::of(poll, attendees, for_staff))
            });
        }
        view.put_any("consensus", || {
            ConsensusEntry::of(&session.consensus).map(Entry::Consensus)
        });
        if let Some(check) = session.consensus.checks.last() {
            for put in &check.put.entries {
                view.put(&format!("consensus/{}", put.entry), || {
                    Entry::Stances(ConsensusTally::of(check, put, attendees, for_staff))
                });
            }
        }
    }

    fn put_staff(&self, view: &mut Looking<'_>) {
        self.put_common(view, true);
        view.put_any("prepared", || {
            PreparedEntry::of(&self.session.polls).map(Entry::Prepared)
        });
        report::put_staff(view, self.session);
        floor::put_staff(view, self.session, self.handled);
        hour::put_staff(view, self.session);
        stage::put_staff(view, self.session, self.presence);
        rooms::put_staff(view, self.session, self.presence);
    }

    fn put_person(&self, view: &mut Looking<'_>, id: PersonId) {
        let (session, presence) = (self.session, self.presence);
        let person = session.people.get(&id);
        let Some(person) = person.filter(|person| !person.erased) else {
            return;
        };
        view.put("me", || Entry::Me(Box::new(self.me(person))));
        stage::put_own(view, session, person);
        if view.has_of(MINE) {
            let asking = crate::floor::Asking {
                person,
                sealed: presence.pseudonym(id, Purpose::Asking),
            };
            for item in asking.items(&session.floor) {
                view.put(&format!("{MINE}{}", item.entered.id), || {
                    Entry::Mine(Box::new(self.own(item)))
                });
            }
        }
        if view.has_of("answer/") {
            for poll in session.polls.by_id.values() {
                view.put_any(&format!("answer/{}", poll.asked.id), || {
                    MyPollEntry::of(poll, presence, id).map(Entry::MyPoll)
                });
            }
        }
        if view.has_of("stance/") {
            for stance in MyStanceEntry::of(&session.consensus, presence, id) {
                let key = format!("stance/{}", stance.entry);
                view.put(&key, || Entry::MyStance(stance));
            }
        }
        view.put_any("feedback/mine", || {
            MyFeedbackEntry::of(&session.feedback, presence, id).map(Entry::MyFeedback)
        });
    }

    fn own(&self, item: &Item) -> OwnEntry {
        let session = self.session;
        let mine = crate::floor::mine(&session.floor, self.places(), item);
        let is_first = mine.place.is_some_and(|place| place <= READY_PLACES);
        let is_near = item.state == ItemState::Next || (is_first && session.has_floor());
        OwnEntry {
            mine,
            arrival: ArrivalEntry::of(&session.sound, item, is_near),
        }
    }

    fn me(&self, person: &Person) -> MeEntry {
        let session = self.session;
        let hand = crate::floor::raised_hand(&session.floor, person);
        let sealed = self.presence.pseudonym(person.id, Purpose::Asking);
        let silence = session.floor.silence_of(sealed);
        let muted = session.conduct.muted.contains(&person.id) || silence.is_some();
        MeEntry {
            person: people::me(
                person,
                hand,
                crate::floor::supported(&session.floor, person.id),
                muted,
            ),
            networking: rooms::mine(session, self.presence, person),
        }
    }
}

/// When people are called to the floor.
fn floor_when(session: &Session) -> When {
    let discusses = session.networking.discussion.is_some();
    When::of(&session.floor, &session.agenda, discusses)
}
