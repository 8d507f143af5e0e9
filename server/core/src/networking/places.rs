//! Where there is a place: for whoever waits, and in another room for whoever goes.

use onefloor_matching::{Seated, Seating};

use super::draw::letter;
use super::event::Event;
use super::hall::Hall;
use super::settings::Tables;
use super::state::{DrawnRoom, Room, Round, Unseated};
use crate::ids::{PersonId, RoomId};
use crate::limits;

/// The room with people in it that suits somebody best, besides their own.
pub(super) fn best_room(
    hall: &Hall<'_>,
    round: &Round,
    person: PersonId,
    but: Option<RoomId>,
) -> Option<RoomId> {
    let rooms = rooms_for(hall, round, person);
    // An empty room is no company.
    let rooms: Vec<&Room> = rooms
        .into_iter()
        .filter(|room| Some(room.id) != but && !room.members.is_empty())
        .collect();
    let mut seating = Rooms::of(hall, round, &rooms, &[person])?;
    match seating.seat(person)? {
        Seated::InRoom(at) => rooms.get(at).map(|room| room.id),
        Seated::Opened { .. } | Seated::Waits => None,
    }
}

/// Seats those who are here and have no room, in the order in which they first came.
pub(super) fn seat_waiting(hall: &Hall<'_>, newcomer: Option<PersonId>) -> Vec<Event> {
    let Some(round) = hall.networking.open() else {
        return Vec::new();
    };
    if left_ms(hall, round) < limits::LATECOMER_MS_MIN {
        return Vec::new();
    }
    let mut late = hall.players(round.settings.tables);
    late.extend(newcomer);
    late.retain(|person| waits(round, *person));
    let mut events = Vec::new();
    let mut then = hall.networking.clone();
    for person in late {
        let seated = seat_one(&hall.with(&then), person);
        seated.iter().for_each(|event| then.evolve(event));
        events.extend(seated);
    }
    events
}

/// Seats somebody in a room under way or, together with others who wait, in a room of their own.
fn seat_one(hall: &Hall<'_>, person: PersonId) -> Option<Event> {
    let round = hall.networking.open()?;
    if round.room_of(person).is_some() {
        return None;
    }
    let waiting = waiting_with(hall, round, person);
    let rooms = rooms_for(hall, round, person);
    let people: Vec<PersonId> = waiting.iter().copied().chain([person]).collect();
    let mut seating = Rooms::of(hall, round, &rooms, &people)?;
    let seat = seating.seat(person)?;
    if let Seated::InRoom(at) = seat {
        let room = rooms.get(at)?;
        return Some(seated(hall, room.id, person));
    }
    // Whoever waited before may open a room together with this one.
    let mut members = seating.opened(seat);
    for other in waiting {
        if members.is_some() {
            break;
        }
        let seat = seating.seat(other)?;
        members = seating.opened(seat);
    }
    let members = members.filter(|members| members.contains(&person))?;
    Some(added(hall, round, members))
}

/// Others who wait and may sit with somebody.
fn waiting_with(hall: &Hall<'_>, round: &Round, person: PersonId) -> Vec<PersonId> {
    let suits = |other: &PersonId| {
        let alike = hall.at_a_table(*other) == hall.at_a_table(person);
        let together = round.settings.tables != Tables::Apart || alike;
        *other != person && together && waits(round, *other)
    };
    let players = hall.players(round.settings.tables);
    players.into_iter().filter(suits).collect()
}

/// Whether somebody who takes part was asked, sits nowhere and does not sit out.
fn waits(round: &Round, person: PersonId) -> bool {
    let was_asked = !round.settings.ready_check || round.ready.contains(&person);
    let sits_out = round.unseated.get(&person) == Some(&Unseated::Left);
    let looks_in = round.room_seen_by(person).is_some();
    was_asked && !sits_out && !looks_in
}

/// One more room, with these people in it.
fn added(hall: &Hall<'_>, round: &Round, members: Vec<PersonId>) -> Event {
    let has_table = members.iter().any(|person| hall.at_a_table(*person));
    let tables = round.rooms.iter().filter(|room| room.table.is_some());
    Event::RoomAdded {
        room: DrawnRoom {
            id: RoomId(hall.next_room()),
            members,
            table: has_table.then(|| letter(tables.count())),
        },
        at_ms: hall.now_ms,
    }
}

/// The rooms in which somebody may sit at all.
fn rooms_for<'a>(hall: &Hall<'_>, round: &'a Round, person: PersonId) -> Vec<&'a Room> {
    let at_a_table = hall.at_a_table(person);
    let suits = |room: &&Room| match round.settings.tables {
        // Whoever sits in the room needs a table; at one, everybody is in the room if so wanted.
        Tables::Apart => room.table.is_some() == at_a_table,
        Tables::None | Tables::Mixed => room.table.is_some() || !at_a_table,
    };
    let open = round.rooms.iter().filter(|room| room.is_open());
    open.filter(suits).collect()
}

/// Rooms under way in the terms of the matching.
struct Rooms {
    ids: Vec<PersonId>,
    seating: Seating,
}

impl Rooms {
    fn of(hall: &Hall<'_>, round: &Round, rooms: &[&Room], more: &[PersonId]) -> Option<Self> {
        let seated = rooms.iter().flat_map(|room| room.members.iter().copied());
        let mut ids: Vec<PersonId> = seated.chain(more.iter().copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        let place = |person: &PersonId| ids.binary_search(person).ok();
        let places = rooms.iter().map(|room| {
            let members = room.members.iter();
            members.filter_map(place).collect::<Vec<usize>>()
        });
        let places: Vec<Vec<usize>> = places.collect();
        let mut request = hall.request(&ids, round.settings.room_size);
        // Nobody is sent back to a room where they were, and rooms may not grow past the bound.
        request.max = request.max.min(limits::ROOM_SIZE_MAX as usize);
        let seating = Seating::new(&request, &places).ok()?;
        Some(Self { ids, seating })
    }

    fn seat(&mut self, person: PersonId) -> Option<Seated> {
        let at = self.ids.binary_search(&person).ok()?;
        self.seating.seat_latecomer(at).ok()
    }

    /// Who opened a room of their own by this.
    fn opened(&self, seat: Seated) -> Option<Vec<PersonId>> {
        let Seated::Opened { people, .. } = seat else {
            return None;
        };
        Some(people.iter().map(|at| self.ids[*at]).collect())
    }
}

/// Somebody takes a seat.
pub(super) fn seated(hall: &Hall<'_>, room: RoomId, person: PersonId) -> Event {
    Event::PersonSeated {
        room,
        person,
        at_ms: hall.now_ms,
    }
}

/// What is left of the round, in milliseconds.
pub(super) fn left_ms(hall: &Hall<'_>, round: &Round) -> u64 {
    round.closes_at_ms.saturating_sub(hall.now_ms)
}
