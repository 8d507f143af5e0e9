//! Who says that they are ready for a called round.

use super::call::drawn;
use super::event::Event;
use super::hall::Hall;
use super::seat::seat_late;
use crate::ids::PersonId;
use crate::people::{self, Person};
use crate::rejection::Rejection;

/// Says that one is ready, or not any more; once everybody is, the round is drawn at once. Whoever
/// says it after the draw is a latecomer.
///
/// # Errors
/// No round is under way, or this one is not for people in the room.
pub(super) fn set_ready<E>(
    hall: &Hall<'_>,
    person: PersonId,
    ready: bool,
) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<people::Event>,
{
    let current = hall.networking.current();
    let round = current.ok_or(Rejection::RoundNotCalled)?;
    if !round.is_called() {
        // Too late for the draw, in time for a seat.
        let late = || seat_late(hall, person);
        let seated = ready.then(late).unwrap_or_default();
        return Ok(seated.into_iter().map(E::from).collect());
    }
    if !hall.is_for(person, round.settings.tables) {
        return Err(Rejection::NotMatched);
    }
    if round.ready.contains(&person) == ready {
        return Ok(Vec::new());
    }
    let mut events: Vec<E> = Vec::new();
    let person_known = hall.people.get(&person);
    if ready && !person_known.is_some_and(Person::takes_part) {
        let chosen = people::Event::NetworkingChosen {
            person,
            takes_part: true,
        };
        events.push(chosen.into());
    }
    let set = Event::ReadySet {
        round: round.id,
        person,
        ready,
    };
    events.push(set.into());
    let mut all = round.ready.clone();
    if ready {
        all.insert(person);
        let mut players = hall.players(round.settings.tables);
        players.insert(person);
        let waits = round.drawing().is_none() && players.len() > 1;
        if waits && players.is_subset(&all) {
            let round_of = (round.id, round.number);
            let drawn = drawn(hall, round_of, &round.settings, &players);
            events.extend(drawn.unwrap_or_default().into_iter().map(E::from));
        }
    }
    Ok(events)
}
