//! Events of the rounds folded into them.

use std::collections::{BTreeMap, BTreeSet};

use super::event::Event;
use super::{DrawnRoom, Line, Networking, Room, Round, RoundSettings};
use crate::ids::{PersonId, RoomId};
use crate::shared_text::SharedText;

impl Networking {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            // As rounds were opened before they were called and drawn.
            Event::RoundOpened {
                round,
                prompt,
                rooms,
                at_ms,
                closes_at_ms,
                ..
            } => {
                let length_ms = closes_at_ms.saturating_sub(*at_ms);
                let size = rooms.iter().map(|room| room.members.len()).max();
                let size = u32::try_from(size.unwrap_or_default()).unwrap_or_default();
                let settings = RoundSettings::new(prompt, size, length_ms);
                let mut opened = called(*round, 1, &settings, *at_ms, None);
                opened.draw(rooms, *at_ms, (*at_ms, *closes_at_ms));
                self.rounds.push(opened);
            }
            Event::RoundCalled {
                round,
                number,
                settings,
                at_ms,
                draws_at_ms,
            } => {
                self.series_ended = false;
                let called = called(*round, *number, settings, *at_ms, *draws_at_ms);
                self.rounds.push(called);
            }
            Event::SeriesEnded { .. } => self.series_ended = true,
            Event::DiscussionSet { prompt, at_ms } => {
                self.discussion = prompt.clone().map(|prompt| (prompt, *at_ms));
            }
            _ => {
                self.meeting.evolve(event);
                if let Some(round) = self.rounds.last_mut() {
                    round.evolve(event);
                }
            }
        }
    }
}

fn called(
    id: crate::ids::RoundId,
    number: u32,
    settings: &RoundSettings,
    at_ms: u64,
    draws_at_ms: Option<u64>,
) -> Round {
    Round {
        id,
        number,
        settings: settings.clone(),
        called_at_ms: at_ms,
        draws_at_ms,
        ready: BTreeSet::new(),
        drawn_at_ms: None,
        opened_at_ms: at_ms,
        closes_at_ms: at_ms,
        rooms: Vec::new(),
        held: BTreeMap::new(),
        unseated: BTreeMap::new(),
        offers: BTreeMap::new(),
        warned_ms: BTreeSet::new(),
        message: None,
        closed: None,
    }
}

impl Round {
    fn evolve(&mut self, event: &Event) {
        match event {
            Event::ReadySet { person, ready, .. } => {
                if *ready {
                    self.ready.insert(*person);
                } else {
                    self.ready.remove(person);
                }
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
            Event::RoomAdded { room, .. } => {
                let added = Room::from(room);
                for person in &added.members {
                    self.take_seat(*person, None);
                }
                self.rooms.push(added);
            }
            Event::PersonSeated { room, person, .. } => self.take_seat(*person, Some(*room)),
            Event::PersonUnseated {
                room, person, why, ..
            } => {
                self.in_room(*room, |room| room.members.retain(|other| other != person));
                self.held.remove(person);
                self.offers.remove(person);
                self.unseated.insert(*person, *why);
            }
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
            _ => self.evolve_room(event),
        }
    }

    fn evolve_room(&mut self, event: &Event) {
        match event {
            Event::LineSaid {
                room,
                number,
                person,
                text,
                at_ms,
            } => self.in_room(*room, |room| {
                room.lines.push(Line {
                    number: *number,
                    person: *person,
                    text: text.clone(),
                    at_ms: *at_ms,
                });
            }),
            Event::NotesEdited {
                room,
                splice,
                revision,
                ..
            } => self.in_room(*room, |room| room.notes.apply(splice, *revision)),
            Event::TakeawaySet {
                room,
                text,
                revision,
                ..
            } => self.in_room(*room, |room| {
                room.takeaway.clone_from(text);
                room.takeaway_revision = *revision;
            }),
            Event::NamingAgreed {
                room,
                person,
                agrees,
            } => self.in_room(*room, |room| {
                if *agrees {
                    room.agreed.insert(*person);
                } else {
                    room.agreed.remove(person);
                }
            }),
            Event::CallSet {
                room,
                calling,
                at_ms,
            } => self.in_room(*room, |room| {
                room.called_at_ms = calling.then_some(*at_ms);
            }),
            Event::RoomVisited { person, room, .. } => {
                for other in &mut self.rooms {
                    other.visitors.remove(person);
                }
                if let Some(room) = room {
                    self.in_room(*room, |room| {
                        room.visitors.insert(*person);
                    });
                }
            }
            _ => {}
        }
    }

    fn draw(&mut self, rooms: &[DrawnRoom], at_ms: u64, (opens, closes): (u64, u64)) {
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
        for other in &mut self.rooms {
            other.visitors.remove(&person);
        }
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
            self.unseated.insert(person, super::Unseated::Left);
        }
        self.offers.retain(|_, offered| *offered != room);
    }

    fn in_room(&mut self, id: RoomId, change: impl FnOnce(&mut Room)) {
        let mut rooms = self.rooms.iter_mut();
        rooms
            .find(|room| room.id == id)
            .map(change)
            .unwrap_or_default();
    }
}

impl From<&DrawnRoom> for Room {
    fn from(drawn: &DrawnRoom) -> Self {
        Self {
            id: drawn.id,
            table: drawn.table.clone(),
            drawn: drawn.members.len(),
            members: drawn.members.clone(),
            met: drawn.members.iter().copied().collect(),
            visitors: BTreeSet::new(),
            lines: Vec::new(),
            notes: SharedText::default(),
            takeaway: String::new(),
            takeaway_revision: 0,
            agreed: BTreeSet::new(),
            called_at_ms: None,
            closed_at_ms: None,
        }
    }
}
