//! Which entries an event can change, and for whom: what publication has to look at again.
//!
//! A concept says it of its own events, in its `view.rs`. To say too much costs work; to say too
//! little would leave a screen behind, and a property test looks for that.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::ids::{ItemId, PersonId, RoomId};

/// Entries by their keys: one, such as `item/12`, or all of a family, such as `item/`. The family of the
/// empty name is everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keys {
    ones: BTreeSet<String>,
    families: BTreeSet<&'static str>,
}

impl Keys {
    fn holds(&self, key: &str) -> bool {
        let mut families = self.families.iter();
        self.ones.contains(key) || families.any(|family| key.starts_with(family))
    }

    /// Whether a key of this family may be among them.
    fn has_of(&self, family: &str) -> bool {
        let is_of = |own: &&str| own.starts_with(family) || family.starts_with(*own);
        let mut ones = self.ones.range::<str, _>(from(family));
        self.families.iter().any(is_of) || ones.next().is_some_and(|key| key.starts_with(family))
    }

    fn has_all_of(&self, family: &str) -> bool {
        let mut families = self.families.iter();
        families.any(|own| family.starts_with(own))
    }

    fn ones_of<'a>(&'a self, family: &'a str) -> impl Iterator<Item = &'a str> {
        let ones = self.ones.range::<str, _>(from(family));
        ones.map(String::as_str)
            .take_while(move |key| key.starts_with(family))
    }

    fn is_empty(&self) -> bool {
        self.ones.is_empty() && self.families.is_empty()
    }

    fn add(&mut self, other: Self) {
        self.ones.extend(other.ones);
        self.families.extend(other.families);
    }
}

/// What one event, or several, can change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Touched {
    main: Keys,
    /// Of the same part: what counts who is here. It may be told a little later.
    counts: Keys,
    everybody: Keys,
    askers: Keys,
    linked: Keys,
    rooms: Keys,
    people: BTreeMap<PersonId, Keys>,
    /// In the parts of those who brought these.
    brought: BTreeSet<ItemId>,
    of_room: BTreeMap<RoomId, Keys>,
}

impl Touched {
    /// An entry of the public's and staff's part.
    pub fn main(&mut self, key: &'static str) {
        self.main.ones.insert(key.to_owned());
    }

    /// A numbered entry of the public's and staff's part: `item` and 12.
    pub fn numbered(&mut self, family: &str, number: impl std::fmt::Display) {
        self.main.ones.insert(format!("{family}/{number}"));
    }

    /// All entries of the public's and staff's part that begin so.
    pub fn all(&mut self, family: &'static str) {
        self.main.families.insert(family);
    }

    /// An entry of the public's and staff's part that counts who is here.
    pub fn count(&mut self, key: &'static str) {
        self.counts.ones.insert(key.to_owned());
    }

    /// A numbered one.
    pub fn numbered_count(&mut self, family: &str, number: impl std::fmt::Display) {
        self.counts.ones.insert(format!("{family}/{number}"));
    }

    /// Looks at what counts who is here with the rest.
    pub fn with_counts(&mut self) {
        self.main.add(std::mem::take(&mut self.counts));
    }

    /// Leaves what counts who is here to another time; what is to be looked at then.
    #[must_use]
    pub fn without_counts(&mut self) -> Self {
        Self {
            counts: std::mem::take(&mut self.counts),
            ..Self::default()
        }
    }

    /// What counts who is here, and is not looked at yet.
    #[must_use]
    pub fn of_counts(&self) -> Wanted<'_> {
        Wanted(Some([Some(&self.counts), None, None, None]))
    }

    /// An entry of one person's part.
    pub fn person(&mut self, person: PersonId, key: impl Into<String>) {
        let keys = self.people.entry(person).or_default();
        keys.ones.insert(key.into());
    }

    /// All entries of one person's part that begin so.
    pub(crate) fn all_of_person(&mut self, person: PersonId, family: &'static str) {
        let keys = self.people.entry(person).or_default();
        keys.families.insert(family);
    }

    /// All entries that begin so, in everybody's own part.
    pub fn everybody(&mut self, family: &'static str) {
        self.everybody.families.insert(family);
    }

    /// All entries that begin so, in the part of everybody who came by a role link.
    pub fn linked(&mut self, family: &'static str) {
        self.linked.families.insert(family);
    }

    /// What everybody brought to the floor, as they see it.
    pub fn all_brought(&mut self) {
        self.askers.families.insert(MINE);
    }

    /// What somebody brought to the floor, as they see it, whoever that is.
    pub fn brought(&mut self, item: ItemId) {
        self.brought.insert(item);
    }

    /// Says whose that is: of what is sealed, only whoever has it on the screen.
    pub fn find_askers(&mut self, whose: impl Fn(ItemId) -> Option<PersonId>) {
        for item in std::mem::take(&mut self.brought) {
            if let Some(person) = whose(item) {
                self.person(person, format!("{MINE}{item}"));
            }
        }
    }

    /// An entry of one room's part.
    pub fn in_room(&mut self, room: RoomId, key: impl Into<String>) {
        self.of_room
            .entry(room)
            .or_default()
            .ones
            .insert(key.into());
    }

    /// All of a room's part.
    pub fn room(&mut self, room: RoomId) {
        self.of_room.entry(room).or_default().families.insert("");
    }

    /// All of every room's part.
    pub fn rooms(&mut self) {
        self.rooms.families.insert("");
    }

    /// All that there is, whoever sees it.
    #[must_use]
    pub fn everything() -> Self {
        let mut touched = Self::default();
        touched.all("");
        touched.everybody("");
        touched.rooms();
        touched
    }

    /// Of what is sealed, nothing in an event tells whose it is: these families were touched of everybody.
    /// Whoever was heard saying it is the only one.
    pub(crate) fn said_by(&mut self, person: PersonId, families: &[&'static str]) {
        for family in families {
            if self.everybody.families.remove(family) {
                self.all_of_person(person, family);
            }
        }
    }

    /// Everything that the other one touches besides.
    pub fn add(&mut self, other: Self) {
        self.main.add(other.main);
        self.counts.add(other.counts);
        self.everybody.add(other.everybody);
        self.askers.add(other.askers);
        self.linked.add(other.linked);
        self.brought.extend(other.brought);
        self.rooms.add(other.rooms);
        for (person, keys) in other.people {
            self.people.entry(person).or_default().add(keys);
        }
        for (room, keys) in other.of_room {
            self.of_room.entry(room).or_default().add(keys);
        }
    }

    /// What is touched of the public's and staff's part.
    #[must_use]
    pub fn of_main(&self) -> Wanted<'_> {
        Wanted(Some([Some(&self.main), None, None, None]))
    }

    /// What is touched of one person's part.
    #[must_use]
    pub fn of_person(&self, person: PersonId) -> Wanted<'_> {
        let Self {
            everybody,
            askers,
            linked,
            people,
            ..
        } = self;
        let own = people.get(&person);
        Wanted(Some([Some(everybody), Some(askers), Some(linked), own]))
    }

    /// What is touched of one room's part.
    #[must_use]
    pub fn of_room(&self, room: RoomId) -> Wanted<'_> {
        let own = self.of_room.get(&room);
        Wanted(Some([Some(&self.rooms), own, None, None]))
    }

    /// Whose own part is touched.
    #[must_use]
    pub fn whom(&self) -> Whom<'_> {
        if self.everybody.is_empty() {
            Whom::These {
                askers: !self.askers.is_empty(),
                linked: !self.linked.is_empty(),
                people: &self.people,
            }
        } else {
            Whom::Everybody
        }
    }

    /// Which rooms' parts are touched; `None` for all of them.
    #[must_use]
    pub fn which_rooms(&self) -> Option<impl Iterator<Item = RoomId>> {
        let these = self.of_room.keys().copied();
        self.rooms.is_empty().then_some(these)
    }
}

/// What stands in somebody's part for each thing that they brought to the floor.
pub const MINE: &str = "mine/";

fn from(family: &str) -> (Bound<&str>, Bound<&str>) {
    (Bound::Included(family), Bound::Unbounded)
}

/// Whose own part is touched.
#[derive(Debug)]
pub enum Whom<'a> {
    /// Anybody's.
    Everybody,
    /// Of a few.
    These {
        /// Of all who have something on the floor.
        askers: bool,
        /// Of all who came by a role link.
        linked: bool,
        /// And of these.
        people: &'a BTreeMap<PersonId, Keys>,
    },
}

/// Which entries of a part are looked at; all, or those that were touched.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a>(Option<[Option<&'a Keys>; 4]>);

impl<'a> Wanted<'a> {
    /// Everything.
    pub const ALL: Self = Self(None);

    fn keys(&self) -> impl Iterator<Item = &'a Keys> + use<'a> {
        self.0.into_iter().flatten().flatten()
    }

    /// Whether this entry is.
    #[must_use]
    pub fn holds(&self, key: &str) -> bool {
        self.0.is_none() || self.keys().any(|keys| keys.holds(key))
    }

    /// Whether any entry of a family may be.
    #[must_use]
    pub fn has_of(&self, family: &str) -> bool {
        self.0.is_none() || self.keys().any(|keys| keys.has_of(family))
    }

    /// Whether nothing is.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.0.is_some() && self.keys().all(Keys::is_empty)
    }

    /// The numbers of a family that are looked at; `None` for all of them.
    #[must_use]
    pub fn numbers(&self, family: &str) -> Option<BTreeSet<u32>> {
        if self.0.is_none() || self.keys().any(|keys| keys.has_all_of(family)) {
            return None;
        }
        let ones = self.keys().flat_map(|keys| keys.ones_of(family));
        let number = |key: &str| key.get(family.len()..)?.parse().ok();
        Some(ones.filter_map(number).collect())
    }

    /// The keys of a map that are looked at.
    #[must_use]
    pub fn among<V>(&self, map: &BTreeMap<String, V>) -> Vec<String> {
        let mut among = BTreeSet::new();
        if self.0.is_none() {
            among.extend(map.keys());
        }
        for keys in self.keys() {
            for one in &keys.ones {
                among.extend(map.get_key_value(one).map(|(key, _)| key));
            }
            for family in &keys.families {
                let of_family = map.range::<str, _>(from(family));
                let of_family = of_family.map(|(key, _)| key);
                among.extend(of_family.take_while(|key| key.starts_with(family)));
            }
        }
        among.into_iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_touched_is_found_by_key_by_family_and_by_number() {
        let mut touched = Touched::default();
        touched.main("floor");
        touched.numbered("item", 12);
        touched.numbered("item", 3);
        touched.all("poll/");
        let main = touched.of_main();
        for key in ["floor", "item/12", "poll/1"] {
            assert!(main.holds(key), "{key}");
        }
        for key in ["floor/order", "item/1", "polls", "me"] {
            assert!(!main.holds(key), "{key}");
        }
        assert!(main.has_of("item/") && main.has_of("poll/") && !main.has_of("capture/"));
        assert_eq!(main.numbers("item/"), Some(BTreeSet::from([3, 12])));
        assert_eq!(main.numbers("poll/"), None);
        let map = ["floor", "item/1", "item/3", "poll/1", "poll/2"].map(|key| (key.to_owned(), ()));
        let among = main.among(&map.into());
        assert_eq!(among, ["floor", "item/3", "poll/1", "poll/2"]);
        assert!(touched.of_person(PersonId(1)).is_nothing());
        assert!(!main.is_nothing() && !Wanted::ALL.is_nothing() && Wanted::ALL.holds("me"));
    }

    #[test]
    fn what_counts_who_is_here_may_wait() {
        let mut touched = Touched::default();
        touched.main("floor");
        touched.count("presence");
        let mut later = touched.without_counts();
        assert!(later.of_counts().holds("presence") && later.of_main().is_nothing());
        assert!(touched.of_counts().is_nothing() && !touched.of_main().holds("presence"));
        later.with_counts();
        assert!(later.of_main().holds("presence") && later.of_counts().is_nothing());
    }

    #[test]
    fn few_people_are_looked_at_where_few_are_touched() {
        let mut touched = Touched::default();
        touched.person(PersonId(4), "me");
        touched.brought(ItemId(7));
        touched.find_askers(|_| Some(PersonId(4)));
        let these = |touched: &Touched| match touched.whom() {
            Whom::These {
                askers,
                linked,
                people,
            } => (askers, linked, people.len()),
            Whom::Everybody => panic!("a few are touched"),
        };
        assert_eq!(these(&touched), (false, false, 1));
        assert!(touched.of_person(PersonId(4)).holds("mine/7"));
        touched.all_brought();
        assert_eq!(these(&touched), (true, false, 1));
        assert!(touched.of_person(PersonId(9)).holds("mine/1"));
        touched.linked("cue");
        assert_eq!(these(&touched), (true, true, 1));
        touched.everybody("me");
        assert!(matches!(touched.whom(), Whom::Everybody));
    }
}
