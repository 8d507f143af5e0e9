//! Publication: what was touched is looked at anew, once for each audience that has it, and the same
//! bytes go to all its screens. What counts who is here is told at most once a second.

use std::collections::BTreeMap;

use onefloor_core::ids::{PersonId, RoomId};
use onefloor_core::touch::Touched;
use onefloor_core::view::{
    Audience, Order, Projector, may_have_gone, touched_by_presence, touched_by_time,
};

use super::{BEHIND_EVERY_MS, COUNT_EVERY_MS, PUBLISH_EVERY_MS, SHOWN_AT_ONCE_MAX, SessionActor};
use crate::protocol::Part;
use crate::session::feed::Feed;

impl SessionActor {
    pub(super) fn publish_soon(&mut self, now_ms: u64) {
        let free_at_ms = self.published_at_ms + PUBLISH_EVERY_MS;
        // A clock that was set back must not hold anything up.
        let at_ms = free_at_ms.clamp(now_ms, now_ms + PUBLISH_EVERY_MS);
        let earlier = self.publish_at_ms.map_or(at_ms, |other| other.min(at_ms));
        self.publish_at_ms = Some(earlier);
    }

    /// When what counts who is here is told, if it is to be.
    pub(super) fn count_at_ms(&self) -> Option<u64> {
        let free_at_ms = self.counted_at_ms + COUNT_EVERY_MS;
        let is_touched = !self.touched.of_counts().is_nothing();
        is_touched.then_some(free_at_ms)
    }

    pub(super) fn publish_if_time(&mut self, now_ms: u64) {
        let is_time = |at_ms: Option<u64>| at_ms.is_some_and(|at_ms| at_ms <= now_ms);
        let counts = is_time(self.count_at_ms());
        if counts || is_time(self.publish_at_ms) {
            self.publish_at_ms = None;
            self.published_at_ms = now_ms;
            self.publish(now_ms, counts);
        }
        if self.screens.has_slow_ones() && now_ms >= self.behind_at_ms {
            self.behind_at_ms = now_ms + BEHIND_EVERY_MS;
            self.bring_up_slow_readers(now_ms);
        }
    }

    /// Somebody is here, or is not any more.
    pub(super) fn touch_presence(&mut self, person: PersonId, now_ms: u64) {
        let touched = touched_by_presence(&self.ledger.session, person);
        self.touched.add(touched);
        self.publish_soon(now_ms);
    }

    /// The state is another one: nothing that was known of it holds.
    pub(super) fn touch_everything(&mut self) {
        self.order = Order::default();
        self.touched = Touched::everything();
        self.seats_touched = true;
        self.entrance_touched = true;
    }

    fn publish(&mut self, now_ms: u64, counts: bool) {
        let mut touched = std::mem::take(&mut self.touched);
        if counts {
            self.counted_at_ms = now_ms;
            touched.with_counts();
        } else {
            self.touched = touched.without_counts();
        }
        touched_by_time(&mut touched);
        let handled = self.screens.handling();
        self.begin_order();
        let projector = Projector::new(&self.ledger.session, &self.presence, now_ms);
        let projector = projector.handled(&handled).ordered(&self.order);
        let version = self.ledger.version;
        let (feeds, screens) = (&mut self.feeds, &mut self.screens);
        if let Some(staff) = feeds.get(Audience::Staff) {
            let is_shown = |item| feeds.asker(item).is_some();
            projector.touch_displaced(staff.view(), is_shown, &mut touched);
        }
        touched.find_askers(|item| feeds.asker(item));
        let mut looked_at = feeds.looked_at(&touched);
        // Their own parts are the last ones.
        let person = |audience: &Audience| match audience {
            Audience::Person(person) => Some(*person),
            Audience::Public | Audience::Staff | Audience::Room(_) => None,
        };
        let others = looked_at.partition_point(|audience| person(audience).is_none());
        let mut own = looked_at.split_off(others);
        let mut later = Vec::new();
        if own.len() > SHOWN_AT_ONCE_MAX {
            // Whoever had to wait comes first now, so that nobody waits for ever.
            let shown_up_to = self.shown_up_to;
            let first = own.partition_point(|audience| person(audience) <= shown_up_to);
            own.rotate_left(first);
            later = own.split_off(SHOWN_AT_ONCE_MAX);
            self.shown_up_to = own.last().and_then(person);
        }
        let later = touched.of_people(later.iter().filter_map(person));
        for audience in looked_at.into_iter().chain(own) {
            let wanted = audience.wanted(&touched);
            let fresh = projector.wanted(audience, wanted);
            if let Some(update) = feeds.update(audience, fresh, wanted, version) {
                screens.show(audience, &update.frame);
            }
        }
        if later != Touched::default() {
            self.touched.add(later);
            self.publish_at_ms = Some(now_ms);
        }
        if std::mem::take(&mut self.seats_touched) {
            self.show_other_rooms(now_ms);
        }
        let public = self.feeds.get(Audience::Public);
        let here = public.and_then(Feed::presence);
        let round = self.ledger.session.networking.open();
        self.instruments.published(here, round);
    }

    /// The order that was kept is that of the present version, or none.
    fn begin_order(&mut self) {
        if self.ordered_at != self.ledger.version {
            self.order = Order::default();
            self.ordered_at = self.ledger.version;
        }
    }

    /// Whoever came into another room gets its part, and whoever went out of one an empty one.
    fn show_other_rooms(&mut self, now_ms: u64) {
        let seen = self.rooms_seen();
        let screens = self.screens.iter();
        let moved = screens.filter_map(|(id, screen)| {
            let room = screen.person.and_then(|person| seen.get(&person).copied());
            (room != screen.room).then_some((id, room))
        });
        let mut moved: Vec<_> = moved.collect();
        if moved.len() > SHOWN_AT_ONCE_MAX {
            moved.truncate(SHOWN_AT_ONCE_MAX);
            self.seats_touched = true;
            self.publish_at_ms = Some(now_ms);
        }
        for (id, room) in moved {
            if self.move_to(id, room) {
                self.show_room(id, now_ms);
            }
        }
    }

    /// Gives a screen another room's part, or none; whether that is new.
    pub(super) fn move_to(&mut self, id: u64, room: Option<RoomId>) -> bool {
        let before = self.screens.get(id).and_then(|screen| screen.room);
        let is_new = self.screens.move_to(id, room);
        self.forget_room(before);
        is_new
    }

    /// Nobody may look at this room any more: its feed goes with the last screen.
    pub(super) fn forget_room(&mut self, room: Option<RoomId>) {
        if let Some(room) = room.filter(|room| !self.screens.is_room_seen(*room)) {
            self.feeds.forget_room(room);
        }
    }

    /// The room that each person sits in or looks into.
    fn rooms_seen(&self) -> BTreeMap<PersonId, RoomId> {
        let Some(round) = self.ledger.session.networking.open() else {
            return BTreeMap::new();
        };
        let people = round.rooms.iter().flat_map(|room| {
            let members = room.members.iter();
            members.chain(&room.visitors).copied()
        });
        people
            .filter_map(|person| Some((person, round.room_seen_by(person)?.id)))
            .collect()
    }

    fn bring_up_slow_readers(&mut self, now_ms: u64) {
        for (id, owed) in self.screens.caught_up() {
            if let Some(screen) = self.screens.get(id) {
                tracing::debug!(call = %screen.call, "a slow reader gets the whole");
            }
            self.show_all(id, None, now_ms);
            for frame in owed {
                self.screens.with(id, |screen| screen.answer(frame));
            }
        }
    }

    /// Begins what everybody and staff see; the state was just read.
    pub(super) fn start_feeds(&mut self, now_ms: u64) {
        self.order = Order::default();
        let mut recent = self.ledger.recent.take();
        if let Some(recent) = &mut recent {
            // Who was here, what was in whose hands and what time it was is not in the log: whatever shows
            // it is told again.
            let mut volatile = touched_by_presence(&self.ledger.session, PersonId(0));
            volatile.main("floor/handled");
            touched_by_time(&mut volatile);
            recent.note(self.ledger.version, &volatile);
        }
        let handled = self.screens.handling();
        for audience in [Audience::Public, Audience::Staff] {
            let (session, version) = (&self.ledger.session, self.ledger.version);
            let projector = Projector::new(session, &self.presence, now_ms);
            let view = projector.handled(&handled).view(audience);
            let feed = match &recent {
                Some(recent) => Feed::resumed(Part::Main, (view, version), recent, |key| {
                    may_have_gone(session, audience, key)
                }),
                None => Feed::new(Part::Main, view, version),
            };
            self.feeds.begin_main(audience, feed);
        }
    }

    /// The feed of an audience, begun if nobody of it was here.
    pub(super) fn feed(&mut self, audience: Audience, now_ms: u64) -> &mut Feed {
        self.begin_order();
        let (ledger, presence, screens) = (&self.ledger, &self.presence, &self.screens);
        let order = &self.order;
        self.feeds.or_begin(audience, ledger.version, || {
            let handled = screens.handling();
            let projector = Projector::new(&ledger.session, presence, now_ms);
            projector.handled(&handled).ordered(order).view(audience)
        })
    }
}
