//! What a round's deadlines ask for, with nobody asking.

use super::call::{closed, draw_ready, start};
use super::event::Event;
use super::hall::Hall;
use super::places::seat_waiting;
use super::seat::unseat;
use super::state::{ClosedBy, Round, Unseated};
use crate::ids::PersonId;
use crate::limits;

/// What is due at this moment: the draw, a warning, the end, seats held and given up, the next round.
pub(crate) fn due(hall: &Hall<'_>) -> Vec<Event> {
    let Some(round) = hall.networking.current() else {
        return next_of_series(hall);
    };
    if round.is_called() {
        if round
            .next_deadline()
            .is_none_or(|at_ms| at_ms > hall.now_ms)
        {
            return Vec::new();
        }
        let drawn = draw_ready(hall, round);
        return drawn.unwrap_or_else(|_| vec![closed(round, ClosedBy::TooFew, hall.now_ms)]);
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
    for (person, until_ms) in &round.held {
        let person = *person;
        if hall.presence.contains(&person) {
            events.push(Event::SeatKept { person });
        } else if let Some(room) = round.room_of(person)
            && *until_ms <= hall.now_ms
            && events.is_empty()
        {
            // One at a time: whoever is moved by it is seen by the next look.
            return unseat(hall, room.id, person, Unseated::Lost);
        }
    }
    let gone = absent(hall, round).filter(|it| !round.held.contains_key(it));
    let gone = gone.filter(|person| round.room_of(*person).is_some());
    events.extend(gone.map(|person| Event::SeatHeld {
        person,
        until_ms: hall.now_ms + limits::SEAT_HELD_MS,
    }));
    let left = round
        .rooms
        .visitors()
        .filter(|it| !hall.presence.contains(it));
    events.extend(left.map(|person| Event::RoomVisited {
        person,
        room: None,
        at_ms: hall.now_ms,
    }));
    events
}

/// Who sat in the round and is not connected, each once.
fn absent<'a>(hall: &Hall<'a>, round: &'a Round) -> impl Iterator<Item = PersonId> + use<'a> {
    // Both are in the order of people: nobody who is here is looked up.
    let mut here = hall.presence.iter().peekable();
    let mut last = None;
    round.rooms.ever_seated().filter(move |person| {
        while here.next_if(|other| *other < person).is_some() {}
        last.replace(*person) != Some(*person) && here.peek() != Some(&person)
    })
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
