//! What becomes of the round under way: drawn, lengthened, seats taken and left, rooms closed.

use super::super::event::{Event, of_meeting, of_room, of_rounds};
use super::super::state::{Drawing, DrawnRoom, Room, Rooms, Round, Unseated};
use super::meeting::set;
use crate::ids::{PersonId, RoomId};

impl Round {
    pub(super) fn evolve(&mut self, event: &Event) {
        match event {
            Event::ReadySet { person, ready, .. } => {
                set(&mut self.ready, *person, *ready);
            }
            Event::DrawBegun { seed, at_ms, .. } => {
                let (seed, began_at_ms) = (*seed, *at_ms);
                self.drawing = Some(Drawing { seed, began_at_ms });
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
            Event::RoomVisited { person, room, .. } => self.rooms.look_in(*person, *room),
            of_room!() => self.evolve_room(event),
            of_rounds!() | of_meeting!() => {}
        }
    }

    pub(super) fn draw(&mut self, rooms: &[DrawnRoom], at_ms: u64, (opens, closes): (u64, u64)) {
        self.rooms = Rooms::default();
        rooms.iter().for_each(|room| self.rooms.add(room));
        self.drawn_at_ms = Some(at_ms);
        self.draws_at_ms = None;
        self.drawing = None;
        (self.opened_at_ms, self.closes_at_ms) = (opens, closes);
        self.rearm_warnings(opens);
    }

    /// A seat ends whatever was before it; company ends the offer to whoever was alone.
    fn take_seat(&mut self, person: PersonId, room: Option<RoomId>) {
        self.unseated.remove(&person);
        self.held.remove(&person);
        self.offers.remove(&person);
        self.rooms.look_in(person, None);
        let Some(room) = room else { return };
        for other in self.rooms.get(room).into_iter().flat_map(|it| &it.members) {
            self.offers.remove(other);
        }
        self.rooms.seat(person, room);
    }

    fn add_room(&mut self, drawn: &DrawnRoom) {
        for person in &drawn.members {
            self.take_seat(*person, None);
        }
        self.rooms.add(drawn);
    }

    fn leave_seat(&mut self, room: RoomId, person: PersonId, why: Unseated) {
        self.in_room(room, |room| room.members.retain(|other| *other != person));
        self.held.remove(&person);
        self.offers.remove(&person);
        self.unseated.insert(person, why);
    }

    fn close_room(&mut self, room: RoomId, at_ms: u64) {
        self.rooms.close(room, at_ms);
        for person in self.rooms.get(room).into_iter().flat_map(|it| &it.members) {
            self.held.remove(person);
            self.offers.remove(person);
            self.unseated.insert(*person, Unseated::Left);
        }
        self.offers.retain(|_, offered| *offered != room);
    }

    pub(super) fn in_room(&mut self, id: RoomId, change: impl FnOnce(&mut Room)) {
        self.rooms.change(id, change);
    }
}
