//! Who comes late, who goes, who is moved, and whoever is left alone by it.

use super::event::Event;
use super::hall::Hall;
use super::places::{best_room, left_ms, seat_waiting, seated};
use super::state::{Round, Unseated};
use crate::ids::{PersonId, RoomId};
use crate::limits;
use crate::rejection::Rejection;

type Decided = Result<Vec<Event>, Rejection>;

/// Seats somebody who takes part and came while a round is open, and whoever waits with them; with
/// less than a minute left, or if they chose to sit out, they wait.
pub(crate) fn seat_late(hall: &Hall<'_>, person: PersonId) -> Vec<Event> {
    let Some(round) = hall.networking.open() else {
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
    let Some(ready) = ready else {
        return seat_waiting(hall, Some(person));
    };
    let mut then = hall.networking.clone();
    then.evolve(&ready);
    let seated = seat_waiting(&hall.with(&then), Some(person));
    std::iter::once(ready).chain(seated).collect()
}

/// Goes out of one's room, back to the main room or to another one; or comes back from the main room.
///
/// # Errors
/// The person sits in no room, or there is no other room.
pub(super) fn leave(hall: &Hall<'_>, person: PersonId, to_another: bool) -> Decided {
    let round = hall.open()?;
    let Some(room) = round.room_of(person) else {
        return come_back(hall, round, person, to_another);
    };
    if !to_another {
        return Ok(unseat(hall, room.id, person, Unseated::Left));
    }
    let other = best_room(hall, round, person, Some(room.id)).ok_or(Rejection::NoOtherRoom)?;
    Ok(change_room(hall, room.id, person, other))
}

/// Seats whoever sat out and has thought better of it, in another room than the one they left if
/// there is another.
fn come_back(hall: &Hall<'_>, round: &Round, person: PersonId, to_another: bool) -> Decided {
    let sits_out = round.unseated.get(&person) == Some(&Unseated::Left);
    if !to_another || !sits_out {
        return Err(Rejection::NotInRoom);
    }
    let mut rooms = round.rooms.iter().rev();
    let left = rooms.find(|room| room.met.contains(&person));
    let other = best_room(hall, round, person, left.map(|room| room.id));
    let room = other.or_else(|| best_room(hall, round, person, None));
    let room = room.ok_or(Rejection::NoOtherRoom)?;
    Ok(vec![seated(hall, room, person)])
}

/// Takes the other room that was offered, or stays.
///
/// # Errors
/// None is offered any more.
pub(super) fn answer_offer(hall: &Hall<'_>, person: PersonId, accept: bool) -> Decided {
    let round = hall.open()?;
    let offered = round.offers.get(&person).copied();
    let offered = offered.ok_or(Rejection::NoOtherRoom)?;
    let room = round.room_of(person).ok_or(Rejection::NotInRoom)?;
    if !accept {
        return Ok(vec![Event::OfferDeclined { person }]);
    }
    // Since it was offered, the room may have filled, closed, or come to hold somebody blocked.
    let blocked = |other: &PersonId| hall.networking.meeting.is_blocked(person, *other);
    let is_fit = round.room(offered).is_some_and(|room| {
        let has_place = room.members.len() < limits::ROOM_SIZE_MAX as usize;
        room.is_open() && has_place && !room.members.iter().any(blocked)
    });
    if !is_fit {
        return Err(Rejection::NoOtherRoom);
    }
    Ok(change_room(hall, room.id, person, offered))
}

/// Whoever goes for good leaves their room, and is not waited for.
pub(crate) fn leave_for_good(hall: &Hall<'_>, person: PersonId) -> Vec<Event> {
    let Some(round) = hall.networking.current() else {
        return Vec::new();
    };
    let ready = round.ready.contains(&person).then_some(Event::ReadySet {
        round: round.id,
        person,
        ready: false,
    });
    let visits = round.rooms.iter().any(|it| it.visitors.contains(&person));
    let visited = visits.then_some(Event::RoomVisited {
        person,
        room: None,
        at_ms: hall.now_ms,
    });
    let unseated = round.room_of(person).map(|room| room.id);
    let unseated = unseated.map(|room| unseat(hall, room, person, Unseated::Left));
    ready
        .into_iter()
        .chain(visited)
        .chain(unseated.into_iter().flatten())
        .collect()
}

/// Puts somebody into a room by the moderator's hand.
///
/// # Errors
/// No such room or person, the room is full, or somebody in it and the person block each other.
pub(super) fn move_person(hall: &Hall<'_>, person: PersonId, to: RoomId) -> Decided {
    let round = hall.open()?;
    let room = round.room(to).filter(|room| room.is_open());
    let room = room.ok_or(Rejection::RoomUnknown)?;
    if !hall.people.contains_key(&person) {
        return Err(Rejection::PersonUnknown);
    }
    if room.members.contains(&person) {
        return Ok(Vec::new());
    }
    if room.members.len() >= limits::ROOM_SIZE_MAX as usize {
        return Err(Rejection::RoomFull);
    }
    let blocked = |other: &PersonId| hall.networking.meeting.is_blocked(person, *other);
    if room.members.iter().any(blocked) {
        return Err(Rejection::PeopleBlocked);
    }
    Ok(match round.room_of(person) {
        Some(from) => change_room(hall, from.id, person, to),
        None => vec![seated(hall, to, person)],
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
    filled(hall, vec![gone], room)
}

fn change_room(hall: &Hall<'_>, from: RoomId, person: PersonId, to: RoomId) -> Vec<Event> {
    let gone = Event::PersonUnseated {
        room: from,
        person,
        why: Unseated::Moved,
        at_ms: hall.now_ms,
    };
    filled(hall, vec![gone, seated(hall, to, person)], from)
}

/// After these events: who waits may come in, and who is alone in the room that was left is offered
/// another.
fn filled(hall: &Hall<'_>, mut events: Vec<Event>, left: RoomId) -> Vec<Event> {
    let mut then = hall.networking.clone();
    events.iter().for_each(|event| then.evolve(event));
    let waiting = seat_waiting(&hall.with(&then), None);
    waiting.iter().for_each(|event| then.evolve(event));
    events.extend(waiting);
    events.extend(offer(&hall.with(&then), left));
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
