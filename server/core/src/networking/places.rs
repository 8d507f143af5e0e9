//! Where there is a place: for whoever waits, and in another room for whoever goes.
//!
//! Of thousands of rooms only some are looked at for one person, and of many who wait only some at a
//! time: whatever the size of the round, somebody who comes holds nobody up.

use std::collections::BTreeSet;

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
    let rooms = rooms_for(hall, round, person, but);
    let mut seating = Rooms::of(hall, round, &rooms, &[person])?;
    match seating.seat(person)? {
        Seated::InRoom(at) => rooms.get(at).map(|room| room.id),
        Seated::Opened { .. } | Seated::Waits => None,
    }
}

/// Seats those who are here and have no room, in the order in which they first came, a few at a time.
pub(super) fn seat_waiting(hall: &Hall<'_>, newcomer: Option<PersonId>) -> Vec<Event> {
    let Some(round) = hall.networking.open() else {
        return Vec::new();
    };
    if !takes_latecomers(hall, round) {
        return Vec::new();
    }
    let mut events = Vec::new();
    let mut then = None;
    for person in turns(hall, round, newcomer) {
        let seated = seat_one(&hall.with(then.as_ref().unwrap_or(hall.networking)), person);
        if let Some(event) = &seated {
            let then = then.get_or_insert_with(|| hall.networking.clone());
            then.evolve(event);
        }
        events.extend(seated);
    }
    events
}

/// Whether somebody is seated still: before the rooms open always, later while it is worth it.
fn takes_latecomers(hall: &Hall<'_>, round: &Round) -> bool {
    hall.now_ms < round.opened_at_ms || left_ms(hall, round) >= limits::LATECOMER_MS_MIN
}

/// Who is looked at now: whoever has just come and some of those who wait, from another place each
/// time, so that people who find no room keep nobody else waiting.
fn turns(hall: &Hall<'_>, round: &Round, newcomer: Option<PersonId>) -> BTreeSet<PersonId> {
    let mut waiting = waiting(hall, round);
    if waiting.len() > limits::SEATED_AT_ONCE_MAX {
        let from = usize::try_from(hall.seed).unwrap_or_default() % waiting.len();
        waiting.rotate_left(from);
        waiting.truncate(limits::SEATED_AT_ONCE_MAX);
    }
    let newcomer = newcomer.filter(|person| waits(round, *person));
    waiting.into_iter().chain(newcomer).collect()
}

/// Everybody who is here and waits, in the order in which they first came.
fn waiting(hall: &Hall<'_>, round: &Round) -> Vec<PersonId> {
    // Both are in the order of people: who has a seat is passed over without being looked up.
    let mut seated = round.rooms.ever_seated().peekable();
    let unseated = hall.presence.iter().copied().filter(|person| {
        while seated.next_if(|other| other < person).is_some() {}
        seated.peek() != Some(person) || round.unseated.contains_key(person)
    });
    let waits =
        |person: &PersonId| hall.plays(*person, round.settings.tables) && waits(round, *person);
    unseated.filter(waits).collect()
}

/// Seats somebody in a room under way or, together with others who wait, in a room of their own.
fn seat_one(hall: &Hall<'_>, person: PersonId) -> Option<Event> {
    let round = hall.networking.open()?;
    if round.room_of(person).is_some() {
        return None;
    }
    let rooms = rooms_for(hall, round, person, None);
    let mut seating = Rooms::of(hall, round, &rooms, &[person])?;
    if let Seated::InRoom(at) = seating.seat(person)? {
        let room = rooms.get(at)?;
        return Some(seated(hall, room.id, person));
    }
    // Whoever waited before may open a room together with this one.
    let waiting = waiting_with(hall, round, person);
    let people: Vec<PersonId> = waiting.iter().copied().chain([person]).collect();
    let mut seating = Rooms::of(hall, round, &rooms, &people)?;
    let seat = seating.seat(person)?;
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

/// Others who wait and may sit with somebody: more than a room takes are not asked.
fn waiting_with(hall: &Hall<'_>, round: &Round, person: PersonId) -> Vec<PersonId> {
    let suits = |other: &PersonId| {
        let alike = hall.at_a_table(*other) == hall.at_a_table(person);
        let together = round.settings.tables != Tables::Apart || alike;
        *other != person && together
    };
    let others = waiting(hall, round).into_iter().filter(suits);
    others.take(limits::SEATED_AT_ONCE_MAX).collect()
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

/// Some of the rooms that would take somebody, those below the wanted size first; from another place
/// for each draw of lots, so that not all are sent to the first ones.
fn rooms_for<'a>(
    hall: &Hall<'_>,
    round: &'a Round,
    person: PersonId,
    but: Option<RoomId>,
) -> Vec<&'a Room> {
    let at_a_table = hall.at_a_table(person);
    let size = round.settings.room_size as usize;
    let suits = |room: &Room| match round.settings.tables {
        // Whoever sits in the room needs a table; at one, everybody is in the room if so wanted.
        Tables::Apart => room.table.is_some() == at_a_table,
        Tables::None | Tables::Mixed => room.table.is_some() || !at_a_table,
    };
    let meeting = &hall.networking.meeting;
    let blocked = |other: &PersonId| meeting.is_blocked(person, *other);
    let max = (size + 1).min(limits::ROOM_SIZE_MAX as usize);
    let takes = |room: &&Room| {
        // An empty room is no company.
        let has_place = (1..max).contains(&room.members.len());
        let is_fit = room.is_open() && Some(room.id) != but && has_place && suits(room);
        is_fit && !room.members.iter().any(blocked)
    };
    let from = usize::try_from(hall.seed).unwrap_or_default() % round.rooms.len().max(1);
    let around = || {
        round
            .rooms
            .iter()
            .skip(from)
            .chain(round.rooms.iter().take(from))
    };
    let short = around()
        .filter(|room| room.members.len() < size)
        .filter(takes);
    let full = around()
        .filter(|room| room.members.len() >= size)
        .filter(takes);
    let mut rooms: Vec<&Room> = short.chain(full).take(limits::ROOMS_WEIGHED_MAX).collect();
    rooms.sort_unstable_by_key(|room| room.id);
    rooms
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
        // Nobody is sent back to a room where they were.
        let request = hall.seating(&ids, more, round.settings.room_size);
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
