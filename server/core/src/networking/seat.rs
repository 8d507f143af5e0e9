//! Who comes late, who is lost, who goes, and whoever is left alone by it (N3).

use super::call::open;
use super::draw::{Hall, letter};
use super::event::Event;
use super::{DrawnRoom, Networking, Room, Round, Tables, Unseated};
use crate::context::Context;
use crate::ids::{PersonId, RoomId};
use crate::limits;
use crate::rejection::Rejection;
use crate::session::Session;
use onefloor_matching::{Seated, Seating};

type Decided = Result<Vec<Event>, Rejection>;

/// Seats somebody who takes part and came while a round is open, and whoever waits with them; with
/// less than a minute left, or if they chose to sit out, they wait.
#[must_use]
pub fn seat_late(session: &Session, person: PersonId, context: &Context<'_>) -> Vec<Event> {
    let hall = Hall::of(session, context);
    let Some(round) = session.networking.open() else {
        return Vec::new();
    };
    if round.held.contains_key(&person) {
        return vec![Event::SeatKept { person }];
    }
    if !hall.is_for(person, round.settings.tables) || round.room_seen_by(person).is_some() {
        return Vec::new();
    }
    // Whoever was asked and said nothing is not drawn; whoever comes now says something by that.
    let says = round.settings.ready_check && !round.ready.contains(&person);
    let ready = says.then_some(Event::ReadySet {
        round: round.id,
        person,
        ready: true,
    });
    let mut then = session.networking.clone();
    ready.iter().for_each(|event| then.evolve(event));
    let seated = seat_waiting(&with(&hall, &then), Some(person));
    ready.into_iter().chain(seated).collect()
}

/// Goes out of one's room, back to the main room or to another one; or comes back from the main room.
///
/// # Errors
/// The person sits in no room, or there is no other room.
pub fn leave(
    session: &Session,
    person: PersonId,
    to_another: bool,
    context: &Context<'_>,
) -> Decided {
    let hall = Hall::of(session, context);
    let round = open(&session.networking)?;
    let Some(room) = round.room_of(person) else {
        // Whoever sat out has thought better of it.
        let sits_out = round.unseated.get(&person) == Some(&Unseated::Left);
        if !to_another || !sits_out {
            return Err(Rejection::NotInRoom);
        }
        // Another one than that which they left, if there is another.
        let mut rooms = round.rooms.iter().rev();
        let left = rooms.find(|room| room.met.contains(&person));
        let other = best_room(&hall, round, person, left.map(|room| room.id));
        let room = other.or_else(|| best_room(&hall, round, person, None));
        let room = room.ok_or(Rejection::NoOtherRoom)?;
        return Ok(vec![seated(&hall, room, person)]);
    };
    if !to_another {
        return Ok(unseat(&hall, room.id, person, Unseated::Left));
    }
    let other = best_room(&hall, round, person, Some(room.id)).ok_or(Rejection::NoOtherRoom)?;
    Ok(change_room(&hall, room.id, person, other))
}

/// Takes the other room that was offered, or stays.
///
/// # Errors
/// None is offered any more.
pub fn answer_offer(
    session: &Session,
    person: PersonId,
    accept: bool,
    context: &Context<'_>,
) -> Decided {
    let hall = Hall::of(session, context);
    let round = open(&session.networking)?;
    let offered = round.offers.get(&person).copied();
    let offered = offered.ok_or(Rejection::NoOtherRoom)?;
    let room = round.room_of(person).ok_or(Rejection::NotInRoom)?;
    if !accept {
        return Ok(vec![Event::OfferDeclined { person }]);
    }
    let has_place = round
        .room(offered)
        .is_some_and(|room| room.is_open() && room.members.len() < limits::ROOM_SIZE_MAX as usize);
    if !has_place {
        return Err(Rejection::NoOtherRoom);
    }
    Ok(change_room(&hall, room.id, person, offered))
}

/// Puts somebody into a room by the moderator's hand.
///
/// # Errors
/// No such room or person, the room is full, or somebody in it and the person block each other.
pub fn move_person(
    session: &Session,
    person: PersonId,
    to: RoomId,
    context: &Context<'_>,
) -> Decided {
    let hall = Hall::of(session, context);
    let round = open(&session.networking)?;
    let room = round.room(to).filter(|room| room.is_open());
    let room = room.ok_or(Rejection::RoomUnknown)?;
    if !session.people.contains_key(&person) {
        return Err(Rejection::PersonUnknown);
    }
    if room.members.contains(&person) {
        return Ok(Vec::new());
    }
    if room.members.len() >= limits::ROOM_SIZE_MAX as usize {
        return Err(Rejection::RoomFull);
    }
    let blocked = |other: &PersonId| session.networking.meeting.is_blocked(person, *other);
    if room.members.iter().any(blocked) {
        return Err(Rejection::PeopleBlocked);
    }
    Ok(match round.room_of(person) {
        Some(from) => change_room(&hall, from.id, person, to),
        None => vec![seated(&hall, to, person)],
    })
}

/// Takes somebody out of a room; who waits may come in, and who is left alone is offered another.
pub(super) fn unseat(hall: &Hall<'_>, room: RoomId, person: PersonId, why: Unseated) -> Vec<Event> {
    let gone = Event::PersonUnseated {
        room,
        person,
        why,
        at_ms: hall.now_ms,
    };
    let mut then = hall.networking.clone();
    then.evolve(&gone);
    let waiting = seat_waiting(&with(hall, &then), None);
    waiting.iter().for_each(|event| then.evolve(event));
    let offer = offer(&with(hall, &then), room);
    std::iter::once(gone).chain(waiting).chain(offer).collect()
}

fn change_room(hall: &Hall<'_>, from: RoomId, person: PersonId, to: RoomId) -> Vec<Event> {
    let gone = Event::PersonUnseated {
        room: from,
        person,
        why: Unseated::Moved,
        at_ms: hall.now_ms,
    };
    let mut events = vec![gone, seated(hall, to, person)];
    let mut then = hall.networking.clone();
    events.iter().for_each(|event| then.evolve(event));
    let waiting = seat_waiting(&with(hall, &then), None);
    waiting.iter().for_each(|event| then.evolve(event));
    let offer = offer(&with(hall, &then), from);
    events.extend(waiting);
    events.extend(offer);
    events
}

/// Another room for whoever is alone in this one.
fn offer(hall: &Hall<'_>, room: RoomId) -> Option<Event> {
    let round = hall.networking.open()?;
    let [person] = *round.room(room)?.members.as_slice() else {
        return None;
    };
    if left_ms(hall, round) < limits::OFFER_MS_MIN {
        return None;
    }
    let other = best_room(hall, round, person, Some(room))?;
    Some(Event::RoomOffered {
        person,
        room: other,
        at_ms: hall.now_ms,
    })
}

/// The room with people in it that suits somebody best, besides their own.
fn best_room(
    hall: &Hall<'_>,
    round: &Round,
    person: PersonId,
    but: Option<RoomId>,
) -> Option<RoomId> {
    let rooms = rooms_for(hall, round, person);
    let rooms: Vec<&Room> = rooms
        .into_iter()
        .filter(|room| Some(room.id) != but)
        .collect();
    // An empty room is no company.
    let rooms: Vec<&Room> = rooms
        .into_iter()
        .filter(|room| !room.members.is_empty())
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
    late.retain(|person| {
        let was_asked = !round.settings.ready_check || round.ready.contains(person);
        let sits_out = round.unseated.get(person) == Some(&Unseated::Left);
        let looks_in = round.room_seen_by(*person).is_some();
        was_asked && !sits_out && !looks_in
    });
    let mut events = Vec::new();
    let mut then = hall.networking.clone();
    for person in late {
        let seated = seat_one(&with(hall, &then), person);
        seated.iter().for_each(|event| then.evolve(event));
        events.extend(seated);
    }
    events
}

fn seat_one(hall: &Hall<'_>, person: PersonId) -> Option<Event> {
    let round = hall.networking.open()?;
    if round.room_of(person).is_some() {
        return None;
    }
    let waiting: Vec<PersonId> = hall
        .players(round.settings.tables)
        .into_iter()
        .filter(|other| {
            let alike = hall.at_a_table(*other) == hall.at_a_table(person);
            let together = round.settings.tables != Tables::Apart || alike;
            let sits_out = round.unseated.get(other) == Some(&Unseated::Left);
            let seated = round.room_seen_by(*other).is_some();
            let asked = !round.settings.ready_check || round.ready.contains(other);
            *other != person && asked && together && !sits_out && !seated
        })
        .collect();
    let rooms = rooms_for(hall, round, person);
    let people: Vec<PersonId> = waiting.iter().copied().chain([person]).collect();
    let mut seating = Rooms::of(hall, round, &rooms, &people)?;
    // Whoever waited before may open a room together with this one.
    let opened = |seating: &mut Rooms, seat: Seated| match seat {
        Seated::Opened { people, .. } => Some(seating.named(&people)),
        Seated::InRoom(_) | Seated::Waits => None,
    };
    let seat = seating.seat(person)?;
    if let Seated::InRoom(at) = seat {
        let room = rooms.get(at)?;
        return Some(seated(hall, room.id, person));
    }
    let mut members = opened(&mut seating, seat);
    for other in waiting {
        if members.is_some() {
            break;
        }
        let seat = seating.seat(other)?;
        members = opened(&mut seating, seat);
    }
    let members = members.filter(|members| members.contains(&person))?;
    let has_table = members.iter().any(|person| hall.at_a_table(*person));
    let tables = round.rooms.iter().filter(|room| room.table.is_some());
    Some(Event::RoomAdded {
        room: DrawnRoom {
            id: RoomId(hall.next_room()),
            members,
            table: has_table.then(|| letter(tables.count())),
        },
        at_ms: hall.now_ms,
    })
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

    fn named(&self, places: &[usize]) -> Vec<PersonId> {
        places.iter().map(|at| self.ids[*at]).collect()
    }
}

fn seated(hall: &Hall<'_>, room: RoomId, person: PersonId) -> Event {
    Event::PersonSeated {
        room,
        person,
        at_ms: hall.now_ms,
    }
}

fn left_ms(hall: &Hall<'_>, round: &Round) -> u64 {
    round.closes_at_ms.saturating_sub(hall.now_ms)
}

fn with<'a>(hall: &Hall<'a>, networking: &'a Networking) -> Hall<'a> {
    Hall {
        networking,
        ..*hall
    }
}
