//! Which entries an event can change, and for whom: what publication has to look at again.
//!
//! A concept says it of its own events, in its `view.rs`. To say too much costs work; to say too
//! little would leave a screen behind, and a property test looks for that.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::ids::{PersonId, RoomId};

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
    everybody: Keys,
    rooms: Keys,
    people: BTreeMap<PersonId, Keys>,
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

    /// The same for these people alone, in their own parts.
    #[must_use]
    pub fn of_people(&self, people: impl IntoIterator<Item = PersonId>) -> Self {
        let keys = |person: PersonId| {
            let mut keys = self.everybody.clone();
            keys.add(self.people.get(&person).cloned().unwrap_or_default());
            (person, keys)
        };
        Self {
            people: people.into_iter().map(keys).collect(),
            ..Self::default()
        }
    }

    /// Everything that the other one touches besides.
    pub fn add(&mut self, other: Self) {
        self.main.add(other.main);
        self.everybody.add(other.everybody);
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
        Wanted(Some([Some(&self.main), None]))
    }

    /// What is touched of one person's part.
    #[must_use]
    pub fn of_person(&self, person: PersonId) -> Wanted<'_> {
        Wanted(Some([Some(&self.everybody), self.people.get(&person)]))
    }

    /// What is touched of one room's part.
    #[must_use]
    pub fn of_room(&self, room: RoomId) -> Wanted<'_> {
        Wanted(Some([Some(&self.rooms), self.of_room.get(&room)]))
    }

    /// Whose own part is touched: everybody's, or that of a few.
    #[must_use]
    pub fn whom(&self) -> Whom<'_> {
        if self.everybody.is_empty() {
            Whom::These(&self.people)
        } else if self.everybody.families.iter().all(|family| *family == MINE) {
            Whom::AskersAnd(&self.people)
        } else {
            Whom::Everybody
        }
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
    /// Of all who have something on the floor, and of these.
    AskersAnd(&'a BTreeMap<PersonId, Keys>),
    /// Of these.
    These(&'a BTreeMap<PersonId, Keys>),
}

/// Which entries of a part are looked at; all, or those that were touched.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a>(Option<[Option<&'a Keys>; 2]>);

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
    fn few_people_are_looked_at_where_few_are_touched() {
        let mut touched = Touched::default();
        touched.person(PersonId(4), "me");
        assert!(matches!(touched.whom(), Whom::These(these) if these.len() == 1));
        touched.everybody(MINE);
        assert!(matches!(touched.whom(), Whom::AskersAnd(_)));
        assert!(touched.of_person(PersonId(9)).holds("mine/1"));
        touched.everybody("me");
        assert!(matches!(touched.whom(), Whom::Everybody));
    }
}
