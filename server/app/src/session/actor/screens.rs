//! The screens of a session: let in, shown the view, put out.

use std::collections::BTreeMap;

use onefloor_core::ids::{ItemId, PersonId};
use onefloor_core::limits::LIMITS;
use onefloor_core::networking::Round;
use onefloor_core::seal::Seal;
use onefloor_core::terms::{Roles, is_staff};
use onefloor_core::view::Audience;
use onefloor_core::{Command, Rejection, Session};

use tokio::time::Instant;

use super::{PERSON_SCREENS_MAX, SessionActor};
use crate::protocol::{Close, Part, ServerFrame};
use crate::session::allowance::{Allowance, Owner};
use crate::session::feed::Feed;
use crate::session::subscriber::Subscriber;

impl SessionActor {
    /// Subscribes a screen, then shows it everything: nothing falls between the two.
    pub(super) fn seat(
        &mut self,
        (mut screen, secret): (Subscriber, Option<String>),
        seal: Seal,
        last_version: Option<u64>,
        now_ms: u64,
    ) -> (u64, Allowance) {
        let person = screen.person.map(Owner::Person);
        let owner = person.or(screen.link.map(|(link, _)| Owner::Link(link)));
        let allowance = self.allowances.of(owner, Instant::now());
        self.make_room_for(&screen, now_ms);
        let welcome = ServerFrame::Welcome {
            you: screen.person,
            roles: &screen.roles,
            may: Command::allowed(&screen.roles),
            link: screen.link.map(|(id, _)| id),
            secret,
            server_time_ms: now_ms,
            limits: &LIMITS,
            operator: self.policy.operator.as_deref(),
            retention_days: self.policy.retention_days,
            connection: screen.call,
        };
        screen.show(welcome.frame());
        if let Some(person) = screen.person
            && self.presence.insert(person, seal)
        {
            self.touch_presence(person, now_ms);
        }
        let id = self.screens.seat(screen);
        self.show_all(id, last_version, now_ms);
        (id, allowance)
    }

    /// A person holds so many screens and no more: the oldest goes.
    fn make_room_for(&mut self, coming: &Subscriber, now_ms: u64) {
        let Some(person) = coming.person else { return };
        let theirs = self.screens.of_person(person);
        if let Some(oldest) = theirs
            .first()
            .filter(|_| theirs.len() >= PERSON_SCREENS_MAX)
        {
            self.screens
                .with(*oldest, |screen| screen.close(Close::TooManyScreens));
            self.leave(*oldest, now_ms);
        }
    }

    /// All parts of its view: the main one from the version that it has, the others whole.
    pub(super) fn show_all(&mut self, id: u64, last_version: Option<u64>, now_ms: u64) {
        let Some(screen) = self.screens.get(id) else {
            return;
        };
        let (main, person) = (screen.main, screen.person);
        let main = self.feed(main, now_ms).catch_up(last_version);
        self.screens.with(id, |screen| screen.show(main));
        if let Some(person) = person {
            let own = self.feed(Audience::Person(person), now_ms).snapshot();
            self.screens.with(id, |screen| screen.show(own));
            let known = self.ledger.session.people.get(&person);
            if known.is_some_and(|person| person.link.is_some()) {
                self.feeds.has_link(person);
            }
            let room = room_of(&self.ledger.session, person);
            self.move_to(id, room);
        }
        self.show_room(id, now_ms);
    }

    /// The part of the room that its person is in.
    pub(super) fn show_room(&mut self, id: u64, now_ms: u64) {
        let room = self.screens.get(id).and_then(|screen| screen.room);
        let whole = match room {
            Some(room) => self.feed(Audience::Room(room), now_ms).snapshot(),
            None => Feed::new(Part::Room, BTreeMap::new(), self.ledger.version).snapshot(),
        };
        self.screens.with(id, |screen| screen.show(whole));
    }

    pub(super) fn leave(&mut self, screen: u64, now_ms: u64) {
        let Some(left) = self.screens.remove(screen) else {
            return;
        };
        if left.handles.is_some() {
            self.touched.main("floor/handled");
            self.publish_soon(now_ms);
        }
        self.forget_room(left.room);
        if let Some(person) = left.person
            && !self.screens.is_here(person)
        {
            if self.ledger.session.conduct.silences(person) {
                self.presence.remove_silenced(person);
            } else {
                self.presence.remove(&person);
            }
            self.feeds.forget_person(person);
            self.touch_presence(person, now_ms);
            if room_of(&self.ledger.session, person).is_some() {
                self.seats_changed = true;
                self.due_at_ms = Some(now_ms);
            }
        }
        self.idle_since_ms = now_ms;
    }

    /// Puts out whoever may not be here any more; only what was decided of links and of conduct changes
    /// that.
    pub(super) fn put_out(&mut self, now_ms: u64) {
        if std::mem::take(&mut self.entrance_touched) {
            self.close_old_links(now_ms);
            self.close_banned(now_ms);
        }
    }

    /// Rotating or revoking a link puts its holders out. Whoever rotated it comes back at once, and is
    /// told the new one then.
    fn close_old_links(&mut self, now_ms: u64) {
        let links = &self.ledger.session.links;
        let why = |screen: &Subscriber| {
            let (id, generation) = screen.link?;
            match links.get(&id) {
                Some(link) if link.revoked => Some(Close::LinkUnknown),
                Some(link) if link.generation == generation => None,
                Some(link) if link.rotated_by.is_some() && link.rotated_by == screen.person => {
                    Some(Close::LinkRenewed)
                }
                _ => Some(Close::LinkUnknown),
            }
        };
        let screens = self.screens.iter();
        let old: Vec<(u64, Close)> = screens
            .filter_map(|(id, screen)| Some((id, why(screen)?)))
            .collect();
        for (id, why) in old {
            self.close(id, why, now_ms);
        }
    }

    /// Whoever is kept out leaves at once.
    fn close_banned(&mut self, now_ms: u64) {
        let banned = self.ledger.session.conduct.banned.iter();
        let out = banned.flat_map(|person| self.screens.of_person(*person));
        for id in out.collect::<Vec<u64>>() {
            self.close(id, Close::Banned, now_ms);
        }
    }

    pub(super) fn close(&mut self, id: u64, why: Close, now_ms: u64) {
        self.screens.with(id, |screen| screen.close(why));
        self.leave(id, now_ms);
    }

    /// Notes which item a screen of staff works on.
    pub(super) fn handle(&mut self, screen: u64, item: Option<ItemId>, now_ms: u64) {
        let main = self.screens.get(screen).map(|screen| screen.main);
        if main == Some(Audience::Staff) && self.screens.works_on(screen, item) {
            self.touched.main("floor/handled");
            self.publish_soon(now_ms);
        }
    }

    /// Passes a signal on to all screens of somebody in the same room. It is not owed: a reader
    /// that is behind asks again.
    pub(super) fn signal(&mut self, screen: u64, to: PersonId, payload: &serde_json::Value) {
        let from = self.screens.get(screen).and_then(|screen| screen.person);
        let session = &self.ledger.session;
        let same_room = from.is_some_and(|from| {
            let room = room_of(session, from);
            room.is_some() && room == room_of(session, to)
        });
        if let Some(from) = from.filter(|_| same_room) {
            let frame = ServerFrame::Signal { from, payload }.frame();
            for id in self.screens.of_person(to) {
                self.screens.with(id, |screen| screen.pass(frame.clone()));
            }
        } else {
            let (id, rejection) = (None, &Rejection::NotInRoom);
            let frame = ServerFrame::Refused { id, rejection }.frame();
            self.screens.with(screen, |screen| screen.answer(frame));
        }
    }
}

pub(super) fn main_audience(roles: &Roles) -> Audience {
    if is_staff(roles) {
        Audience::Staff
    } else {
        Audience::Public
    }
}

fn room_of(session: &Session, person: PersonId) -> Option<onefloor_core::ids::RoomId> {
    let round: Option<&Round> = session.networking.open();
    round?.room_seen_by(person).map(|room| room.id)
}
