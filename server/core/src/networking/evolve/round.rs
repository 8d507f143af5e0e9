//! What becomes of the round under way: drawn, lengthened, seats taken and left, rooms closed.

use super::super::event::{Event, of_meeting, of_room, of_rounds};
use super::super::state::{DrawnRoom, Room, Round, Unseated};
use super::meeting::set;
use crate::ids::{PersonId, RoomId};

impl Round {
    pub(super) fn evolve(&mut self, event: &Event) {
        match event {
            Event::ReadySet { person, ready, .. } => {
                set(&mut self.ready, *person, *ready);
            }
            Event::RoundDrawn {
                rooms,
                at_ms,
                opens_at_ms,
                closes_at_ms,
                ..
            } => self.draw(rooms, *at_ms, (*opens_at_ms, *closes_at_ms)),
            Event::RoundWarned { left_ms, .. } => {
                self.warned_ms.insert(*left_ms);
            }
            Event::RoundExtended {
                at_ms,
                closes_at_ms,
                ..
            } => {
                self.closes_at_ms = *closes_at_ms;
                self.rearm_warnings(*at_ms);
            }
            Event::RoomsMessaged { text, at_ms, .. } => {
                self.message = Some((text.clone(), *at_ms));
            }
            Event::RoundClosed { at_ms, by, .. } => self.closed = Some((*at_ms, *by)),
            Event::RoomAdded { room, .. } => self.add_room(room),
            Event::PersonSeated { room, person, .. } => self.take_seat(*person, Some(*room)),
            Event::PersonUnseated {
                room, person, why, ..
            } => self.leave_seat(*room, *person, *why),
            Event::SeatHeld { person, until_ms } => {
                self.held.insert(*person, *until_ms);
            }
            Event::SeatKept { person } => {
                self.held.remove(person);
            }
            Event::RoomOffered { person, room, .. } => {
                self.offers.insert(*person, *room);
            }
            Event::OfferDeclined { person } => {
                self.offers.remove(person);
            }
            Event::RoomClosed { room, at_ms } => self.close_room(*room, *at_ms),
            Event::RoomVisited { person, room, .. } => self.look_in(*person, *room),
            of_room!() => self.evolve_room(event),
            of_rounds!() | of_meeting!() => {}
        }
    }

    pub(super) fn draw(&mut self, rooms: &[DrawnRoom], at_ms: u64, (opens, closes): (u64, u64)) {
        self.rooms = rooms.iter().map(Room::from).collect();
        self.drawn_at_ms = Some(at_ms);
        self.draws_at_ms = None;
        (self.opened_at_ms, self.closes_at_ms) = (opens, closes);
        self.rearm_warnings(opens);
    }

    /// A seat ends whatever was before it; company ends the offer to whoever was alone.
    fn take_seat(&mut self, person: PersonId, room: Option<RoomId>) {
        self.unseated.remove(&person);
        self.held.remove(&person);
        self.offers.remove(&person);
        self.leave_visited(person);
        let Some(room) = room else { return };
        let mut company = Vec::new();
        self.in_room(room, |room| {
            company.clone_from(&room.members);
            room.members.push(person);
            room.met.insert(person);
        });
        for other in company {
            self.offers.remove(&other);
        }
    }

    fn add_room(&mut self, drawn: &DrawnRoom) {
        for person in &drawn.members {
            self.take_seat(*person, None);
        }
        self.rooms.push(Room::from(drawn));
    }

    fn leave_seat(&mut self, room: RoomId, person: PersonId, why: Unseated) {
        self.in_room(room, |room| room.members.retain(|other| *other != person));
        self.held.remove(&person);
        self.offers.remove(&person);
        self.unseated.insert(person, why);
    }

    /// Nobody looks into two rooms at once.
    fn look_in(&mut self, person: PersonId, room: Option<RoomId>) {
        self.leave_visited(person);
        if let Some(room) = room {
            self.in_room(room, |room| {
                room.visitors.insert(person);
            });
        }
    }

    fn leave_visited(&mut self, person: PersonId) {
        for room in &mut self.rooms {
            room.visitors.remove(&person);
        }
    }

    fn close_room(&mut self, room: RoomId, at_ms: u64) {
        let mut back = Vec::new();
        self.in_room(room, |room| {
            room.closed_at_ms = Some(at_ms);
            room.visitors.clear();
            room.called_at_ms = None;
            back.clone_from(&room.members);
        });
        for person in back {
            self.held.remove(&person);
            self.offers.remove(&person);
            self.unseated.insert(person, Unseated::Left);
        }
        self.offers.retain(|_, offered| *offered != room);
    }

    pub(super) fn in_room(&mut self, id: RoomId, change: impl FnOnce(&mut Room)) {
        let mut rooms = self.rooms.iter_mut();
        rooms
            .find(|room| room.id == id)
            .map(change)
            .unwrap_or_default();
    }
}
