//! The screens of a session: let in, shown the view, brought up when slow, put out.

use std::collections::BTreeMap;

use onefloor_core::ids::{ItemId, PersonId};
use onefloor_core::limits::LIMITS;
use onefloor_core::networking::Round;
use onefloor_core::seal::Seal;
use onefloor_core::terms::{Roles, is_staff};
use onefloor_core::view::{Audience, Handling, Projector};
use onefloor_core::{Command, Rejection, Session};

use tokio::time::Instant;

use super::{PERSON_SCREENS_MAX, PRESENCE_EVERY_MS, PUBLISH_EVERY_MS, SessionActor};
use crate::protocol::{Close, Part, ServerFrame};
use crate::session::allowance::{Allowance, Owner};
use crate::session::feed::Feed;
use crate::session::subscriber::Subscriber;

impl SessionActor {
    /// Subscribes a screen, then shows it everything: nothing falls between the two.
    pub(super) fn seat(
        &mut self,
        mut screen: Subscriber,
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
            server_time_ms: now_ms,
            limits: &LIMITS,
            operator: self.policy.operator.as_deref(),
            retention_days: self.policy.retention_days,
            connection: screen.call,
        };
        screen.show(welcome.text());
        if let Some(person) = screen.person
            && self.presence.insert(person, seal)
        {
            self.publish_soon(now_ms, PRESENCE_EVERY_MS);
        }
        let id = self.next_screen;
        self.next_screen += 1;
        self.show_all(&mut screen, last_version, now_ms);
        self.screens.insert(id, screen);
        (id, allowance)
    }

    /// A person holds so many screens and no more: the oldest goes.
    fn make_room_for(&mut self, coming: &Subscriber, now_ms: u64) {
        let Some(person) = coming.person else { return };
        let screens = self.screens.iter();
        let theirs = screens.filter(|(_, screen)| screen.person == Some(person));
        let theirs: Vec<u64> = theirs.map(|(id, _)| *id).collect();
        if theirs.len() < PERSON_SCREENS_MAX {
            return;
        }
        if let Some(oldest) = theirs.into_iter().min() {
            self.screens[&oldest].close(Close::TooManyScreens);
            self.leave(oldest, now_ms);
        }
    }

    /// All parts of its view: the main one from the version that it has, the others whole.
    fn show_all(&mut self, screen: &mut Subscriber, last_version: Option<u64>, now_ms: u64) {
        let main = self.feed(screen.main, now_ms);
        screen.show(main.catch_up(last_version));
        if let Some(person) = screen.person {
            let own = self.feed(Audience::Person(person), now_ms).snapshot();
            screen.show(own);
            screen.room = room_of(&self.ledger.session, person);
        }
        self.show_room(screen, now_ms);
    }

    fn show_room(&mut self, screen: &mut Subscriber, now_ms: u64) {
        let whole = match screen.room {
            Some(room) => self.feed(Audience::Room(room), now_ms).snapshot(),
            None => Feed::new(Part::Room, BTreeMap::new(), self.ledger.version).snapshot(),
        };
        screen.show(whole);
    }

    pub(super) fn leave(&mut self, screen: u64, now_ms: u64) {
        let Some(left) = self.screens.remove(&screen) else {
            return;
        };
        let is_here = |person| {
            let mut screens = self.screens.values();
            screens.any(|screen| screen.person == Some(person))
        };
        if let Some(person) = left.person
            && !is_here(person)
        {
            self.presence.remove(&person);
            self.publish_soon(now_ms, PRESENCE_EVERY_MS);
            if room_of(&self.ledger.session, person).is_some() {
                self.seats_changed = true;
                self.due_at_ms = Some(now_ms);
            }
        }
        self.idle_since_ms = now_ms;
    }

    /// Rotating or revoking a link puts its holders out.
    pub(super) fn close_old_links(&mut self, now_ms: u64) {
        let links = &self.ledger.session.links;
        let is_old = |screen: &Subscriber| {
            screen.link.is_some_and(|(id, generation)| {
                let link = links.get(&id);
                link.is_none_or(|link| link.revoked || link.generation != generation)
            })
        };
        let screens = self.screens.iter().filter(|(_, screen)| is_old(screen));
        let old: Vec<u64> = screens.map(|(id, _)| *id).collect();
        for id in old {
            self.screens[&id].close(Close::LinkUnknown);
            self.leave(id, now_ms);
        }
    }

    /// Whoever is kept out leaves at once.
    pub(super) fn close_banned(&mut self, now_ms: u64) {
        let banned = &self.ledger.session.conduct.banned;
        if banned.is_empty() {
            return;
        }
        let is_banned = |screen: &Subscriber| {
            let person = screen.person.as_ref();
            person.is_some_and(|person| banned.contains(person))
        };
        let screens = self.screens.iter().filter(|(_, screen)| is_banned(screen));
        let out: Vec<u64> = screens.map(|(id, _)| *id).collect();
        for id in out {
            self.screens[&id].close(Close::Banned);
            self.leave(id, now_ms);
        }
    }

    /// Notes which item a screen of staff works on.
    pub(super) fn handle(&mut self, screen: u64, item: Option<ItemId>, now_ms: u64) {
        let screen = self.screens.get_mut(&screen);
        let Some(screen) = screen.filter(|screen| screen.main == Audience::Staff) else {
            return;
        };
        if screen.handles != item {
            screen.handles = item;
            self.publish_soon(now_ms, 0);
        }
    }

    /// Passes a signal on to all screens of somebody in the same room. It is not owed: a reader
    /// that is behind asks again.
    pub(super) fn signal(&mut self, screen: u64, to: PersonId, payload: &serde_json::Value) {
        let from = self.screens.get(&screen).and_then(|screen| screen.person);
        let session = &self.ledger.session;
        let same_room = from.is_some_and(|from| {
            let room = room_of(session, from);
            room.is_some() && room == room_of(session, to)
        });
        if let Some(from) = from.filter(|_| same_room) {
            let frame = ServerFrame::Signal { from, payload }.text();
            let screens = self.screens.values_mut();
            let theirs = screens.filter(|screen| screen.person == Some(to));
            theirs.for_each(|screen| screen.pass(frame.clone()));
        } else if let Some(screen) = self.screens.get_mut(&screen) {
            let (id, rejection) = (None, &Rejection::NotInRoom);
            screen.answer(ServerFrame::Refused { id, rejection }.text());
        }
    }

    /// Which items are in somebody's hands.
    fn handled(&self) -> Handling {
        let screens = self.screens.values();
        screens
            .filter_map(|screen| Some((screen.handles?, screen.person?)))
            .collect()
    }

    pub(super) fn publish_soon(&mut self, now_ms: u64, after_ms: u64) {
        let wanted_at_ms = now_ms + after_ms;
        let free_at_ms = self.published_at_ms + PUBLISH_EVERY_MS;
        // A clock that was set back must not hold anything up.
        let at_ms = free_at_ms.clamp(wanted_at_ms, wanted_at_ms + PUBLISH_EVERY_MS);
        let earlier = self.publish_at_ms.map_or(at_ms, |other| other.min(at_ms));
        self.publish_at_ms = Some(earlier);
    }

    pub(super) fn publish_if_time(&mut self, now_ms: u64) {
        self.sweep(now_ms);
        if self.publish_at_ms.is_some_and(|at_ms| at_ms <= now_ms) {
            self.publish_at_ms = None;
            self.published_at_ms = now_ms;
            self.publish(now_ms);
        }
        self.bring_up_slow_readers(now_ms);
    }

    /// Screens whose sockets ended without a word.
    fn sweep(&mut self, now_ms: u64) {
        let screens = self.screens.iter();
        let gone: Vec<u64> = screens
            .filter(|(_, screen)| screen.is_gone())
            .map(|(id, _)| *id)
            .collect();
        for id in gone {
            self.leave(id, now_ms);
        }
    }

    fn publish(&mut self, now_ms: u64) {
        let version = self.ledger.version;
        let handled = self.handled();
        let projector = Projector::new(&self.ledger.session, &self.presence, now_ms);
        let projector = projector.handled(&handled);
        let in_use = |audience: &Audience| match audience {
            Audience::Public | Audience::Staff => true,
            Audience::Person(person) => self.presence.contains(person),
            Audience::Room(room) => {
                let mut screens = self.screens.values();
                screens.any(|screen| screen.room == Some(*room))
            }
        };
        self.feeds.retain(|audience, _| in_use(audience));
        let mut frames = BTreeMap::new();
        for (audience, feed) in &mut self.feeds {
            if let Some(frame) = feed.update(projector.view(*audience), version) {
                frames.insert(*audience, frame);
            }
        }
        let mut moved = Vec::new();
        for (id, screen) in &mut self.screens {
            let own = screen.person.map(Audience::Person);
            let room = screen.room.map(Audience::Room);
            for audience in [Some(screen.main), own, room].into_iter().flatten() {
                if let Some(frame) = frames.get(&audience) {
                    screen.show(frame.clone());
                }
            }
            let person = screen.person;
            let room = person.and_then(|person| room_of(&self.ledger.session, person));
            if room != screen.room {
                screen.room = room;
                moved.push(*id);
            }
        }
        for id in moved {
            self.with_screen(id, |actor, screen| actor.show_room(screen, now_ms));
        }
        let here = self.feeds[&Audience::Public].presence();
        let round = self.ledger.session.networking.open();
        self.instruments.published(here, round);
    }

    fn bring_up_slow_readers(&mut self, now_ms: u64) {
        let ids: Vec<u64> = self.screens.keys().copied().collect();
        for id in ids {
            self.with_screen(id, |actor, screen| {
                if let Some(owed) = screen.caught_up() {
                    tracing::debug!(call = %screen.call, "a slow reader gets the whole");
                    actor.show_all(screen, None, now_ms);
                    owed.into_iter().for_each(|frame| screen.answer(frame));
                }
            });
        }
    }

    fn with_screen(&mut self, id: u64, act: impl FnOnce(&mut Self, &mut Subscriber)) {
        if let Some(mut screen) = self.screens.remove(&id) {
            act(self, &mut screen);
            self.screens.insert(id, screen);
        }
    }

    pub(super) fn start_feeds(&mut self, now_ms: u64) {
        self.feed(Audience::Public, now_ms);
        self.feed(Audience::Staff, now_ms);
    }

    /// The feed of an audience, begun if nobody of it was here.
    fn feed(&mut self, audience: Audience, now_ms: u64) -> &mut Feed {
        let part = match audience {
            Audience::Public | Audience::Staff => Part::Main,
            Audience::Person(_) => Part::Person,
            Audience::Room(_) => Part::Room,
        };
        let handled = self.handled();
        let (ledger, presence) = (&self.ledger, &self.presence);
        self.feeds.entry(audience).or_insert_with(|| {
            let projector = Projector::new(&ledger.session, presence, now_ms).handled(&handled);
            Feed::new(part, projector.view(audience), ledger.version)
        })
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
