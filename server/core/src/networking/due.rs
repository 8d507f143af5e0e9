//! What a round's deadlines ask for, with nobody asking.

use super::call::{closed, draw_ready, start};
use super::event::Event;
use super::hall::Hall;
use super::places::seat_waiting;
use super::seat::unseat;
use super::state::{ClosedBy, Round, Unseated};
use crate::limits;

/// What is due at this moment: the draw, a warning, the end, seats held and given up, the next round.
pub(crate) fn due(hall: &Hall<'_>) -> Vec<Event> {
    let Some(round) = hall.networking.current() else {
        return next_of_series(hall);
    };
    if round.is_called() {
        let is_due = round.draws_at_ms.is_some_and(|at_ms| at_ms <= hall.now_ms);
        let drawn = || {
            let drawn = draw_ready(hall, round);
            drawn.unwrap_or_else(|_| closed(round, ClosedBy::TooFew, hall.now_ms))
        };
        return is_due.then(drawn).into_iter().collect();
    }
    if round.closes_at_ms <= hall.now_ms {
        return vec![closed(round, ClosedBy::Time, round.closes_at_ms)];
    }
    let mut events = warnings(round, hall.now_ms);
    events.extend(seats(hall, round));
    if events.is_empty() {
        // A round that was made longer, or a block that was lifted, makes room.
        events = seat_waiting(hall, None);
    }
    events
}

/// After a pause of the server two may be due at once; both are done with, the last one is shown.
fn warnings(round: &Round, now_ms: u64) -> Vec<Event> {
    let left_ms = round.closes_at_ms - now_ms;
    let due = round
        .warnings_ahead()
        .filter(|warning_ms| *warning_ms >= left_ms);
    due.map(|left_ms| Event::RoundWarned {
        round: round.id,
        left_ms,
    })
    .collect()
}

/// Holds the seat of whoever is not connected, gives it back to whoever returned, gives it up when
/// the time is over, and lets visitors who are gone leave the room.
fn seats(hall: &Hall<'_>, round: &Round) -> Vec<Event> {
    let mut events = Vec::new();
    for room in round.rooms.iter().filter(|room| room.is_open()) {
        for person in &room.members {
            let is_here = hall.presence.contains(person);
            let person = *person;
            match round.held.get(&person) {
                Some(_) if is_here => events.push(Event::SeatKept { person }),
                None if !is_here => events.push(Event::SeatHeld {
                    person,
                    until_ms: hall.now_ms + limits::SEAT_HELD_MS,
                }),
                // One at a time: whoever is moved by it is seen by the next look.
                Some(until_ms) if *until_ms <= hall.now_ms && events.is_empty() => {
                    return unseat(hall, room.id, person, Unseated::Lost);
                }
                _ => {}
            }
        }
        let gone = room
            .visitors
            .iter()
            .filter(|it| !hall.presence.contains(it));
        events.extend(gone.map(|person| Event::RoomVisited {
            person: *person,
            room: None,
            at_ms: hall.now_ms,
        }));
    }
    events
}

fn next_of_series(hall: &Hall<'_>) -> Vec<Event> {
    let Some(last) = hall.networking.awaiting_next() else {
        return Vec::new();
    };
    if hall.is_over || last.next_call().is_none_or(|at_ms| at_ms > hall.now_ms) {
        return Vec::new();
    }
    let next = start(hall, last.settings.clone(), last.number + 1);
    // Nobody to draw: a series that goes on by itself would try for ever.
    next.unwrap_or_else(|_| vec![Event::SeriesEnded { at_ms: hall.now_ms }])
}
