//! The rooms of a round, found by their number and by who sits, sat or looks in: nobody walks through
//! thousands of them for one person, and a copy of them shares all that is not changed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Index;
use std::slice::Iter;
use std::sync::Arc;

use super::room::{DrawnRoom, Room};
use crate::ids::{PersonId, RoomId};

/// Rooms in the order in which they came to be, and so in the order of their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rooms {
    rooms: Vec<Arc<Room>>,
    /// Who ever sat where.
    sat: BTreeSet<(PersonId, RoomId)>,
    /// Where staff looks in.
    visits: BTreeMap<PersonId, RoomId>,
}

impl Rooms {
    /// How many there are, with those that are closed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rooms.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rooms.is_empty()
    }

    /// All of them, those that are closed too.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Room> + Clone {
        self.rooms.iter().map(Arc::as_ref)
    }

    /// The one with this number.
    #[must_use]
    pub fn get(&self, id: RoomId) -> Option<&Room> {
        self.rooms.get(self.place(id)?).map(Arc::as_ref)
    }

    /// All in which somebody ever sat.
    pub fn ever_of(&self, person: PersonId) -> impl DoubleEndedIterator<Item = &Room> {
        let sat = self
            .sat
            .range((person, RoomId(0))..=(person, RoomId(u32::MAX)));
        sat.filter_map(|(_, room)| self.get(*room))
    }

    /// The open one in which somebody sits.
    #[must_use]
    pub fn of(&self, person: PersonId) -> Option<&Room> {
        let mut sat = self.ever_of(person);
        sat.find(|room| room.is_open() && room.members.contains(&person))
    }

    /// The open one into which somebody of staff looks.
    #[must_use]
    pub fn visited_by(&self, person: PersonId) -> Option<&Room> {
        let room = self.get(*self.visits.get(&person)?)?;
        room.is_open().then_some(room)
    }

    /// Everybody who ever sat in one of them, in the order of their ids, as often as in different rooms.
    pub(crate) fn ever_seated(&self) -> impl Iterator<Item = PersonId> {
        self.sat.iter().map(|(person, _)| *person)
    }

    /// Everybody who looks in.
    pub(crate) fn visitors(&self) -> impl Iterator<Item = PersonId> {
        self.visits.keys().copied()
    }

    pub(in super::super) fn add(&mut self, drawn: &DrawnRoom) {
        let sat = drawn.members.iter().map(|person| (*person, drawn.id));
        self.sat.extend(sat);
        let room = Arc::new(Room::from(drawn));
        // In a log that says so in another order they are found all the same.
        let place = self.rooms.partition_point(|other| other.id < room.id);
        self.rooms.insert(place, room);
    }

    pub(in super::super) fn seat(&mut self, person: PersonId, id: RoomId) {
        let mut is_there = false;
        self.change(id, |room| {
            room.members.push(person);
            room.met.insert(person);
            is_there = true;
        });
        if is_there {
            self.sat.insert((person, id));
        }
    }

    /// Nobody looks into two at once.
    pub(in super::super) fn look_in(&mut self, person: PersonId, into: Option<RoomId>) {
        if let Some(before) = self.visits.remove(&person) {
            self.change(before, |room| {
                room.visitors.remove(&person);
            });
        }
        if let Some(id) = into.filter(|id| self.place(*id).is_some()) {
            self.visits.insert(person, id);
            self.change(id, |room| {
                room.visitors.insert(person);
            });
        }
    }

    /// Closes one; whoever looked in is out of it.
    pub(in super::super) fn close(&mut self, id: RoomId, at_ms: u64) {
        self.visits.retain(|_, visited| *visited != id);
        self.change(id, |room| {
            room.closed_at_ms = Some(at_ms);
            room.visitors.clear();
            room.called_at_ms = None;
        });
    }

    /// Changes what is said and written in one; who sits there is changed above.
    pub(in super::super) fn change(&mut self, id: RoomId, change: impl FnOnce(&mut Room)) {
        let place = self.place(id);
        let room = place.and_then(|place| self.rooms.get_mut(place));
        room.map(Arc::make_mut).map(change).unwrap_or_default();
    }

    /// Changes what is said and written in each.
    pub(in super::super) fn change_all(&mut self, change: impl FnMut(&mut Room)) {
        self.rooms.iter_mut().map(Arc::make_mut).for_each(change);
    }

    fn place(&self, id: RoomId) -> Option<usize> {
        self.rooms.binary_search_by_key(&id, |room| room.id).ok()
    }
}

impl Index<usize> for Rooms {
    type Output = Room;

    fn index(&self, place: usize) -> &Room {
        &self.rooms[place]
    }
}

impl<'a> IntoIterator for &'a Rooms {
    type Item = &'a Room;
    type IntoIter = std::iter::Map<Iter<'a, Arc<Room>>, fn(&'a Arc<Room>) -> &'a Room>;

    fn into_iter(self) -> Self::IntoIter {
        let room: fn(&'a Arc<Room>) -> &'a Room = Arc::as_ref;
        self.rooms.iter().map(room)
    }
}
