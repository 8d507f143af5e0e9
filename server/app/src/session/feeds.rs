//! The feeds of a session by audience, and whose screens show what they brought to the floor: nothing that
//! concerns a few of them walks them all.

use std::collections::{BTreeMap, BTreeSet};

use onefloor_core::ids::{ItemId, PersonId, RoomId};
use onefloor_core::touch::{MINE, Touched, Wanted, Whom};
use onefloor_core::view::{Audience, View};

use super::feed::{Feed, Update};
use crate::protocol::Part;

#[derive(Debug, Default)]
pub(super) struct Feeds {
    main: BTreeMap<Audience, Feed>,
    people: BTreeMap<PersonId, Feed>,
    rooms: BTreeMap<RoomId, Feed>,
    /// On whose screens an item stands as their own.
    brought: BTreeMap<ItemId, PersonId>,
    /// Who came by a role link.
    linked: BTreeSet<PersonId>,
}

impl Feeds {
    pub(super) fn get(&self, audience: Audience) -> Option<&Feed> {
        match audience {
            Audience::Public | Audience::Staff => self.main.get(&audience),
            Audience::Person(person) => self.people.get(&person),
            Audience::Room(room) => self.rooms.get(&room),
        }
    }

    /// The feed of an audience, begun with this view if there is none.
    pub(super) fn or_begin(
        &mut self,
        audience: Audience,
        version: u64,
        view: impl FnOnce() -> View,
    ) -> &mut Feed {
        match audience {
            Audience::Public | Audience::Staff => {
                let begin = || Feed::new(Part::Main, view(), version);
                self.main.entry(audience).or_insert_with(begin)
            }
            Audience::Room(room) => {
                let begin = || Feed::new(Part::Room, view(), version);
                self.rooms.entry(room).or_insert_with(begin)
            }
            Audience::Person(person) => self.people.entry(person).or_insert_with(|| {
                let view = view();
                for item in view.keys().filter_map(|key| brought(key)) {
                    self.brought.insert(item, person);
                }
                Feed::new(Part::Person, view, version)
            }),
        }
    }

    /// Takes what was looked at anew for an audience, if it has a feed; what its screens are told.
    pub(super) fn update(
        &mut self,
        audience: Audience,
        fresh: View,
        wanted: Wanted<'_>,
        version: u64,
    ) -> Option<Update> {
        let feed = match audience {
            Audience::Public | Audience::Staff => self.main.get_mut(&audience),
            Audience::Person(person) => self.people.get_mut(&person),
            Audience::Room(room) => self.rooms.get_mut(&room),
        };
        let update = feed?.update(fresh, wanted, version)?;
        if let Audience::Person(person) = audience {
            for item in update.changed.put.iter().filter_map(|key| brought(key)) {
                self.brought.insert(item, person);
            }
            for item in update.changed.del.iter().filter_map(|key| brought(key)) {
                self.brought.remove(&item);
            }
        }
        Some(update)
    }

    /// Notes that somebody came by a role link.
    pub(super) fn has_link(&mut self, person: PersonId) {
        self.linked.insert(person);
    }

    /// Nobody looks at somebody's part any more.
    pub(super) fn forget_person(&mut self, person: PersonId) {
        let feed = self.people.remove(&person);
        for item in feed
            .iter()
            .flat_map(Feed::keys)
            .filter_map(|key| brought(key))
        {
            self.brought.remove(&item);
        }
        self.linked.remove(&person);
    }

    /// Nobody looks at a room's part any more.
    pub(super) fn forget_room(&mut self, room: RoomId) {
        self.rooms.remove(&room);
    }

    /// Nothing of what is known holds.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// On whose screens an item stands as their own.
    pub(super) fn asker(&self, item: ItemId) -> Option<PersonId> {
        self.brought.get(&item).copied()
    }

    /// The audiences of which something is looked at.
    pub(super) fn looked_at(&self, touched: &Touched) -> Vec<Audience> {
        let mut looked_at = Vec::new();
        if !touched.of_main().is_nothing() {
            looked_at.extend([Audience::Public, Audience::Staff]);
        }
        match touched.which_rooms() {
            None => looked_at.extend(self.rooms.keys().copied().map(Audience::Room)),
            Some(rooms) => {
                let seen = rooms.filter(|room| self.rooms.contains_key(room));
                looked_at.extend(seen.map(Audience::Room));
            }
        }
        let mut whom = BTreeSet::new();
        match touched.whom() {
            Whom::Everybody => whom.extend(self.people.keys()),
            Whom::These {
                askers,
                linked,
                people,
            } => {
                whom.extend(people.keys().filter(|id| self.people.contains_key(id)));
                if askers {
                    whom.extend(self.brought.values());
                }
                if linked {
                    whom.extend(&self.linked);
                }
            }
        }
        looked_at.extend(whom.into_iter().map(Audience::Person));
        looked_at
    }
}

/// The item behind a key of somebody's part.
fn brought(key: &str) -> Option<ItemId> {
    key.strip_prefix(MINE)?.parse().ok().map(ItemId)
}

#[cfg(test)]
mod tests {
    use onefloor_core::people::PresenceEntry;
    use onefloor_core::view::Entry;

    use super::*;

    fn view(keys: &[&str]) -> View {
        let entry = || Entry::Presence(PresenceEntry::default());
        keys.iter()
            .map(|key| ((*key).to_owned(), entry()))
            .collect()
    }

    fn askers(feeds: &Feeds) -> Vec<Audience> {
        let mut touched = Touched::default();
        touched.all_brought();
        feeds.looked_at(&touched)
    }

    #[test]
    fn whoever_brought_something_is_known_as_long_as_it_stands_on_their_screen() {
        let mut feeds = Feeds::default();
        let (ana, bao) = (PersonId(1), PersonId(2));
        feeds.or_begin(Audience::Person(ana), 1, || view(&["me", "mine/4"]));
        feeds.or_begin(Audience::Person(bao), 1, || view(&["me"]));
        assert_eq!(askers(&feeds), [Audience::Person(ana)]);
        let mut touched = Touched::default();
        touched.all_brought();
        let told = feeds.update(
            Audience::Person(bao),
            view(&["mine/5"]),
            touched.of_person(bao),
            2,
        );
        assert_eq!(told.unwrap().changed.put, ["mine/5"]);
        assert_eq!(feeds.asker(ItemId(5)), Some(bao));
        let told = feeds.update(
            Audience::Person(ana),
            View::new(),
            touched.of_person(ana),
            2,
        );
        assert_eq!(told.unwrap().changed.del, ["mine/4"]);
        assert_eq!(askers(&feeds), [Audience::Person(bao)]);
        feeds.forget_person(bao);
        assert!(askers(&feeds).is_empty() && feeds.asker(ItemId(5)).is_none());
    }

    #[test]
    fn those_with_a_link_are_found_without_the_others() {
        let mut feeds = Feeds::default();
        for person in 1..=3 {
            feeds.or_begin(Audience::Person(PersonId(person)), 1, || view(&["me"]));
        }
        feeds.has_link(PersonId(2));
        let mut touched = Touched::default();
        touched.linked("cue");
        assert_eq!(feeds.looked_at(&touched), [Audience::Person(PersonId(2))]);
        touched.everybody("me");
        assert_eq!(feeds.looked_at(&touched).len(), 3);
    }

    #[test]
    fn a_room_is_looked_at_when_it_is_touched_and_somebody_sees_it() {
        let mut feeds = Feeds::default();
        feeds.or_begin(Audience::Room(RoomId(1)), 1, || view(&["room"]));
        feeds.or_begin(Audience::Room(RoomId(2)), 1, || view(&["room"]));
        let mut touched = Touched::default();
        touched.in_room(RoomId(2), "room");
        touched.in_room(RoomId(3), "room");
        assert_eq!(feeds.looked_at(&touched), [Audience::Room(RoomId(2))]);
        touched.rooms();
        assert_eq!(feeds.looked_at(&touched).len(), 2);
        feeds.forget_room(RoomId(2));
        assert_eq!(feeds.looked_at(&touched), [Audience::Room(RoomId(1))]);
    }
}
