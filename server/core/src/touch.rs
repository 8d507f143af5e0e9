//! Which entries an event can change, and for whom: what publication has to look at again.
//!
//! A concept says it of its own events, in its `view.rs`. To say too much costs work; to say too
//! little would leave a screen behind, and a property test looks for that.

use std::collections::BTreeSet;

use crate::ids::{PersonId, RoomId};

/// Whose part of the view an entry is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The public's and staff's.
    Main,
    /// One person's.
    Person(PersonId),
    /// Everybody's own.
    Everybody,
    /// One room's.
    Room(RoomId),
    /// Every room's.
    Rooms,
}

/// Entries of a part: one by its key, or all whose keys begin alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entries {
    /// `floor/order`, `item/12`.
    One(String),
    /// `item/`; all of the part where it is empty.
    All(&'static str),
}

/// What one event, or several, can change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Touched(BTreeSet<(Part, Entries)>);

impl Touched {
    /// An entry of the public's and staff's part.
    pub fn main(&mut self, key: &'static str) {
        self.0.insert((Part::Main, Entries::One(key.to_owned())));
    }

    /// A numbered entry of the public's and staff's part: `item` and 12.
    pub fn numbered(&mut self, family: &str, number: impl std::fmt::Display) {
        let key = format!("{family}/{number}");
        self.0.insert((Part::Main, Entries::One(key)));
    }

    /// All entries of the public's and staff's part that begin so.
    pub fn all(&mut self, prefix: &'static str) {
        self.0.insert((Part::Main, Entries::All(prefix)));
    }

    /// An entry of one person's part.
    pub fn person(&mut self, person: PersonId, key: impl Into<String>) {
        self.0
            .insert((Part::Person(person), Entries::One(key.into())));
    }

    /// All entries of one person's part that begin so.
    pub(crate) fn all_of_person(&mut self, person: PersonId, prefix: &'static str) {
        self.0.insert((Part::Person(person), Entries::All(prefix)));
    }

    /// All entries that begin so, in everybody's own part.
    pub fn everybody(&mut self, prefix: &'static str) {
        self.0.insert((Part::Everybody, Entries::All(prefix)));
    }

    /// An entry of one room's part.
    pub fn in_room(&mut self, room: RoomId, key: impl Into<String>) {
        self.0.insert((Part::Room(room), Entries::One(key.into())));
    }

    /// All of a room's part.
    pub fn room(&mut self, room: RoomId) {
        self.0.insert((Part::Room(room), Entries::All("")));
    }

    /// All of every room's part.
    pub fn rooms(&mut self) {
        self.0.insert((Part::Rooms, Entries::All("")));
    }

    /// Whether this entry of this part is touched.
    #[must_use]
    pub fn holds(&self, part: Part, key: &str) -> bool {
        let of_part = |wanted: Part| {
            let mut of = self.0.iter().filter(move |(part, _)| *part == wanted);
            of.any(|(_, entries)| match entries {
                Entries::One(one) => one == key,
                Entries::All(prefix) => key.starts_with(prefix),
            })
        };
        of_part(part)
            || match part {
                Part::Person(_) => of_part(Part::Everybody),
                Part::Room(_) => of_part(Part::Rooms),
                Part::Main | Part::Everybody | Part::Rooms => false,
            }
    }
}
