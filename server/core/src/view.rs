//! What each audience sees of a session: a flat map of keyed entries.
//!
//! What an audience may not see is not in its view: the entries are built for it, never filtered
//! from a fuller one. A browser merges maps and nothing else, so every meaning (who is next and
//! why, what an overrun takes from whom) is worked out here, once.

mod entry;
mod floor;
mod hour;
mod report;
mod rooms;

pub use crate::networking::{
    ContactEntry, DiscussionEntry, HarvestEntry, LineEntry, MyNetworking, NamedPerson, NotesEntry,
    OfferEntry, OfferedMember, ReportedEntry, ReportsEntry, RoomEntry, RoomGuest, RoomMember,
    RoomsEntry, RoundEntry, RoundMessage, SeatEntry, StaffRoom, TableEntry, UnseatedPerson,
    WhyUnseated,
};
pub use entry::{
    AgendaEntry, AskerPart, ClockEntry, Coming, ConductEntry, CueEntry, Entry, FloorEntry, Handled,
    HandledEntry, ItemEntry, LengthChange, MeEntry, MineEntry, MoveEntry, OrderEntry, PersonFace,
    PresenceEntry, ReplanEntry, RundownEntry, SegmentDraft, SegmentEntry, SentEntry, SessionEntry,
    ShareEntry, SlotEntry, SpeakerEntry, SpeakersEntry, StaffPart, StageEntry, TakeawaysEntry,
    ThresholdsEntry, VoiceEntry,
};
pub use hour::Showing;
pub use report::{
    BlockEntry, BlockStanding, CapturedEntry, CapturedOrder, DraftEntry, HistoryEntry, KeptText,
    ReportEntry,
};

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::agenda::{Plan, plan};
use crate::consensus::{ConsensusEntry, MyStanceEntry};
use crate::context::Presence;
use crate::floor::{Anonymity, Item, Placed, order};
use crate::ids::{ItemId, PersonId, RoomId};
use crate::people::Person;
use crate::poll::{MyPollEntry, PollEntry};
use crate::session::Session;
use crate::terms::{Attendance, Role};

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

/// Entries by key.
pub type View = BTreeMap<String, Entry>;

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
        let Some(about) = &session.about else {
            return view;
        };
        let mut put = |key: &str, entry: Entry| view.insert(key.to_owned(), entry);
        put("session", SessionEntry::of(about, session.door_closed));
        if let Some(clock) = &session.agenda.clock {
            put("clock", ClockEntry::of(clock));
        }
        put("presence", self.presence_entry());
        hour::put_common(&mut view, session, &self.plan);
        floor::put_common(&mut view, session, &self.order, for_staff);
        rooms::put_common(&mut view, session, self.presence);
        for poll in session.polls.by_id.values() {
            let entry = PollEntry::of(session, poll, self.presence, for_staff);
            view.insert(format!("poll/{}", poll.asked.id), Entry::Poll(entry));
        }
        let consensus = ConsensusEntry::of(session, self.presence, for_staff);
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
        hour::put_staff(&mut view, self.session, self.presence);
        rooms::put_staff(&mut view, self.session, self.presence);
        view
    }

    fn presence_entry(&self) -> Entry {
        let mut counts = PresenceEntry::default();
        for id in self.presence {
            let Some(person) = self.session.people.get(id) else {
                continue;
            };
            if person.link.is_some() {
                counts.staff += 1;
                continue;
            }
            match person.profile.attendance {
                Attendance::Online => counts.online += 1,
                Attendance::Room => counts.room += 1,
                Attendance::Hub => counts.hub += 1,
            }
        }
        counts.taking_part = self.session.taking_part(self.presence).len();
        Entry::Presence(counts)
    }

    fn person(&self, id: PersonId) -> View {
        let Some(person) = self.session.people.get(&id) else {
            return View::new();
        };
        let mut view = View::from([("me".to_owned(), Entry::Me(Box::new(self.me(person))))]);
        let cue = person
            .link
            .and_then(|link| hour::cue_for(self.session, link));
        view.extend(cue.map(|cue| ("cue".to_owned(), cue)));
        let link = person.link.and_then(|link| self.session.links.get(&link));
        if link.is_some_and(|link| !link.revoked && link.roles.contains(&Role::Speaker)) {
            view.insert("thresholds".to_owned(), hour::thresholds(self.session));
        }
        let items = person.items.iter();
        for item in items.filter_map(|id| self.session.floor.items.get(id)) {
            let key = format!("mine/{}", item.entered.id);
            let mine = floor::mine(self.session, &self.order, item);
            view.insert(key, Entry::Mine(mine));
        }
        let polls = self.session.polls.by_id.values();
        for answer in polls.filter_map(|poll| MyPollEntry::of(poll, id)) {
            view.insert(format!("answer/{}", answer.poll), Entry::MyPoll(answer));
        }
        for stance in MyStanceEntry::of(&self.session.consensus, id) {
            view.insert(format!("stance/{}", stance.entry), Entry::MyStance(stance));
        }
        view
    }

    /// What a person supports; support for one that was merged is support for the one it is asked
    /// with. Worked out once for everybody.
    fn supports(&self, person: PersonId) -> Vec<ItemId> {
        let supports = self.supports.get_or_init(|| {
            let mut supports: BTreeMap<PersonId, BTreeSet<ItemId>> = BTreeMap::new();
            let floor = &self.session.floor;
            for item in floor.items.values().filter(|item| !item.votes.is_empty()) {
                let root = floor.root(item.entered.id);
                for voter in &item.votes {
                    supports.entry(*voter).or_default().insert(root);
                }
            }
            supports
        });
        let own = supports.get(&person).into_iter().flatten();
        own.copied().collect()
    }

    fn me(&self, person: &Person) -> MeEntry {
        let session = self.session;
        let item = |id| session.floor.items.get(id);
        let hand =
            person.items.iter().filter_map(item).find(|item| {
                item.entered.kind == crate::floor::ItemKind::Hand && item.state.is_open()
            });
        MeEntry {
            person: person.id,
            profile: person.profile.clone(),
            takes_part: person.takes_part(),
            hand: hand.map(|item| item.entered.id),
            supports: self.supports(person.id),
            muted: session.conduct.muted.contains(&person.id),
            networking: rooms::mine(session, self.presence, person),
        }
    }
}

/// Whether the public may know who asks.
pub(crate) fn is_named(item: &Item) -> bool {
    item.entered.anonymity == Anonymity::Named
}
