//! Publication: what was touched is looked at anew, once for each audience that has it, and the same
//! bytes go to all its screens.

use std::collections::BTreeMap;

use onefloor_core::ids::{PersonId, RoomId};
use onefloor_core::touch::{MINE, Touched, Wanted, Whom};
use onefloor_core::view::{Audience, Projector, touched_by_presence, touched_by_time};

use super::{PUBLISH_EVERY_MS, SHOWN_AT_ONCE_MAX, SWEEP_EVERY_MS, SessionActor};
use crate::protocol::Part;
use crate::session::feed::Feed;

impl SessionActor {
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

    /// Screens whose sockets ended without a word; most say it.
    fn sweep(&mut self, now_ms: u64) {
        // A clock that was set back must not hold it up.
        if now_ms.abs_diff(self.swept_at_ms) < SWEEP_EVERY_MS {
            return;
        }
        self.swept_at_ms = now_ms;
        for id in self.screens.gone() {
            self.leave(id, now_ms);
        }
    }

    /// Somebody is here, or is not any more: that is told with the next publication.
    pub(super) fn touch_presence(&mut self, person: PersonId) {
        let touched = touched_by_presence(&self.ledger.session, person);
        self.touched.add(touched);
    }

    /// The state is another one: nothing that was known of it holds.
    pub(super) fn touch_everything(&mut self) {
        self.touched = Touched::everything();
        self.seats_touched = true;
        self.entrance_touched = true;
    }

    fn publish(&mut self, now_ms: u64) {
        let mut touched = std::mem::take(&mut self.touched);
        touched_by_time(&mut touched);
        let handled = self.screens.handling();
        let projector = Projector::new(&self.ledger.session, &self.presence, now_ms);
        let projector = projector.handled(&handled);
        let version = self.ledger.version;
        let (presence, screens) = (&self.presence, &mut self.screens);
        self.feeds.retain(|audience, _| match audience {
            Audience::Public | Audience::Staff => true,
            Audience::Person(person) => presence.contains(person),
            Audience::Room(room) => screens.is_room_seen(*room),
        });
        let mut looked_at = looked_at(&touched, &self.feeds);
        let is_own =
            |(audience, _): &(Audience, Wanted<'_>)| matches!(audience, Audience::Person(_));
        // Their own parts are the last ones.
        let others = looked_at
            .iter()
            .filter(|audience| !is_own(audience))
            .count();
        let later = looked_at.split_off(looked_at.len().min(others + SHOWN_AT_ONCE_MAX));
        let later = later.iter().filter_map(|(audience, _)| match audience {
            Audience::Person(person) => Some(*person),
            Audience::Public | Audience::Staff | Audience::Room(_) => None,
        });
        let later = touched.of_people(later);
        for (audience, wanted) in looked_at {
            let Some(feed) = self.feeds.get_mut(&audience) else {
                continue;
            };
            let fresh = projector.wanted(audience, wanted);
            if let Some(frame) = feed.update(fresh, wanted, version) {
                screens.show(audience, &frame);
            }
        }
        if later != Touched::default() {
            self.touched.add(later);
            self.publish_at_ms = Some(now_ms);
        }
        if std::mem::take(&mut self.seats_touched) {
            self.show_other_rooms(now_ms);
        }
        let here = self.feeds[&Audience::Public].presence();
        let round = self.ledger.session.networking.open();
        self.instruments.published(here, round);
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
            if self.screens.move_to(id, room) {
                self.show_room(id, now_ms);
            }
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

    pub(super) fn start_feeds(&mut self, now_ms: u64) {
        self.feed(Audience::Public, now_ms);
        self.feed(Audience::Staff, now_ms);
    }

    /// The feed of an audience, begun if nobody of it was here.
    pub(super) fn feed(&mut self, audience: Audience, now_ms: u64) -> &mut Feed {
        let part = match audience {
            Audience::Public | Audience::Staff => Part::Main,
            Audience::Person(_) => Part::Person,
            Audience::Room(_) => Part::Room,
        };
        let (ledger, presence, screens) = (&self.ledger, &self.presence, &self.screens);
        self.feeds.entry(audience).or_insert_with(|| {
            let handled = screens.handling();
            let projector = Projector::new(&ledger.session, presence, now_ms).handled(&handled);
            Feed::new(part, projector.view(audience), ledger.version)
        })
    }
}

/// The audiences of which something is looked at, and what.
fn looked_at<'t>(
    touched: &'t Touched,
    feeds: &BTreeMap<Audience, Feed>,
) -> Vec<(Audience, Wanted<'t>)> {
    let mut looked_at = vec![
        (Audience::Public, touched.of_main()),
        (Audience::Staff, touched.of_main()),
    ];
    let rooms = feeds.range(Audience::Room(RoomId(0))..=Audience::Room(RoomId(u32::MAX)));
    looked_at.extend(rooms.filter_map(|(audience, _)| match audience {
        Audience::Room(room) => Some((*audience, touched.of_room(*room))),
        _ => None,
    }));
    let person = |person: PersonId| (Audience::Person(person), touched.of_person(person));
    let people = || {
        let people = Audience::Person(PersonId(0))..=Audience::Person(PersonId(u32::MAX));
        feeds
            .range(people)
            .filter_map(|(audience, feed)| match audience {
                Audience::Person(person) => Some((*person, feed)),
                _ => None,
            })
    };
    match touched.whom() {
        Whom::Everybody => looked_at.extend(people().map(|(id, _)| person(id))),
        Whom::AskersAnd(these) => {
            let asks = |(id, feed): &(PersonId, &Feed)| feed.has_of(MINE) || these.contains_key(id);
            looked_at.extend(people().filter(asks).map(|(id, _)| person(id)));
        }
        Whom::These(these) => looked_at.extend(these.keys().map(|id| person(*id))),
    }
    looked_at.retain(|(_, wanted)| !wanted.is_nothing());
    looked_at
}
