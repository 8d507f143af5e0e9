//! A round as a whole: previewed, called, drawn, lengthened, spoken to, closed.

use std::collections::BTreeSet;

use super::command::Command;
use super::draw::{Drawn, Hall, RoundPreview, draw};
use super::event::Event;
use super::settings::length_in_bounds;
use super::{ClosedBy, Networking, Round, RoundSettings};
use crate::context::Context;
use crate::ids::{PersonId, RoomId, RoundId};
use crate::limits;
use crate::people::{self, Person};
use crate::rejection::{Field, Rejection};
use crate::session::Session;

type Decided = Result<Vec<Event>, Rejection>;

/// What a draw with these settings would come to now.
///
/// # Errors
/// The screen may not call a round, or a setting is past its bound.
pub fn preview(
    session: &Session,
    settings: &RoundSettings,
    context: &Context<'_>,
) -> Result<RoundPreview, Rejection> {
    Command::DrawRound.right().check(context.actor)?;
    let settings = settings.checked()?;
    Ok(super::draw::preview(&Hall::of(session, context), &settings))
}

/// Calls the first round of a series.
///
/// # Errors
/// A round is under way, fewer than two take part, or a setting is past its bound.
pub fn call(session: &Session, settings: &RoundSettings, context: &Context<'_>) -> Decided {
    if session.networking.current().is_some() {
        return Err(Rejection::RoundOpen);
    }
    let settings = settings.checked()?;
    start(&Hall::of(session, context), settings, 1)
}

/// Calls the next round of the series.
///
/// # Errors
/// None is to come, or fewer than two take part.
pub fn next(session: &Session, context: &Context<'_>) -> Decided {
    if session.networking.current().is_some() {
        return Err(Rejection::RoundOpen);
    }
    let last = session.networking.awaiting_next();
    let last = last.ok_or(Rejection::NoNextRound)?;
    let hall = Hall::of(session, context);
    start(&hall, last.settings.clone(), last.number + 1)
}

/// Calls a round and, unless people are asked first, draws it.
pub(super) fn start(hall: &Hall<'_>, settings: RoundSettings, number: u32) -> Decided {
    let rounds = hall.networking.rounds.len();
    if rounds >= limits::ROUNDS_MAX {
        return Err(Rejection::Full {
            field: Field::Rounds,
            max: limits::ROUNDS_MAX,
        });
    }
    let players = hall.players(settings.tables);
    if players.len() < 2 {
        let people = players.len();
        return Err(Rejection::TooFewPeople { people });
    }
    let (round, at_ms) = (
        RoundId(u32::try_from(rounds).unwrap_or(u32::MAX) + 1),
        hall.now_ms,
    );
    let drawn = match settings.ready_check {
        true => None,
        false => Some(drawn(hall, (round, number), &settings, &players)?),
    };
    let called = Event::RoundCalled {
        round,
        number,
        draws_at_ms: drawn.is_none().then_some(at_ms + limits::READY_MS),
        settings,
        at_ms,
    };
    Ok(std::iter::once(called).chain(drawn).collect())
}

/// Says that one is ready, or not any more; once everybody is, the round is drawn at once. Whoever
/// says it after the draw is a latecomer.
///
/// # Errors
/// No round is under way, or this one is not for people in the room.
pub(super) fn set_ready<E>(
    session: &Session,
    person: PersonId,
    ready: bool,
    context: &Context<'_>,
) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<people::Event>,
{
    let current = session.networking.current();
    let round = current.ok_or(Rejection::RoundNotCalled)?;
    if !round.is_called() {
        // Too late for the draw, in time for a seat.
        let late = || super::seat_late(session, person, context);
        let seated = ready.then(late).unwrap_or_default();
        return Ok(seated.into_iter().map(E::from).collect());
    }
    let hall = Hall::of(session, context);
    if !hall.is_for(person, round.settings.tables) {
        return Err(Rejection::NotMatched);
    }
    if round.ready.contains(&person) == ready {
        return Ok(Vec::new());
    }
    let mut events: Vec<E> = Vec::new();
    let person_known = session.people.get(&person);
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
        if players.len() > 1 && players.is_subset(&all) {
            let round_of = (round.id, round.number);
            let drawn = drawn(&hall, round_of, &round.settings, &players).ok();
            events.extend(drawn.map(E::from));
        }
    }
    Ok(events)
}

/// Draws the called round without waiting longer.
///
/// # Errors
/// No round is called, or fewer than two are ready.
pub fn draw_now(session: &Session, context: &Context<'_>) -> Decided {
    let round = called(&session.networking)?;
    draw_ready(&Hall::of(session, context), round).map(|drawn| vec![drawn])
}

/// Draws those who are here and said that they are ready.
pub(super) fn draw_ready(hall: &Hall<'_>, round: &Round) -> Result<Event, Rejection> {
    let players = hall.players(round.settings.tables);
    let ready = players.intersection(&round.ready).copied().collect();
    drawn(hall, (round.id, round.number), &round.settings, &ready)
}

fn drawn(
    hall: &Hall<'_>,
    (round, number): (RoundId, u32),
    settings: &RoundSettings,
    players: &BTreeSet<PersonId>,
) -> Result<Event, Rejection> {
    let left = settings.rounds.saturating_sub(number) + 1;
    let Drawn { rooms, waiting } = draw(hall, players, settings, left);
    if rooms.is_empty() {
        let people = players.len();
        return Err(Rejection::TooFewPeople { people });
    }
    let opens_at_ms = hall.now_ms + limits::ANNOUNCE_MS;
    Ok(Event::RoundDrawn {
        round,
        rooms,
        waiting,
        seed: hall.seed,
        at_ms: hall.now_ms,
        opens_at_ms,
        closes_at_ms: opens_at_ms + settings.length_ms,
    })
}

/// Calls a round off before anybody meets, or ends a series before its next round.
///
/// # Errors
/// The round is open, or nothing is to come.
pub fn call_off(networking: &Networking, now_ms: u64) -> Decided {
    let Some(round) = networking.current() else {
        networking.awaiting_next().ok_or(Rejection::NoNextRound)?;
        return Ok(vec![Event::SeriesEnded { at_ms: now_ms }]);
    };
    if round.drawn_at_ms.is_some() && round.opened_at_ms <= now_ms {
        return Err(Rejection::RoundOpen);
    }
    let by = ClosedBy::CalledOff;
    Ok(vec![closed(round, by, now_ms)])
}

/// Closes the round before its time.
///
/// # Errors
/// None is under way.
pub fn close(networking: &Networking, by: ClosedBy, now_ms: u64) -> Decided {
    let round = networking.current().ok_or(Rejection::RoundNotOpen)?;
    let nobody_met = round.drawn_at_ms.is_none() && by == ClosedBy::Moderator;
    let by = if nobody_met { ClosedBy::CalledOff } else { by };
    Ok(vec![closed(round, by, now_ms)])
}

pub(super) fn closed(round: &Round, by: ClosedBy, at_ms: u64) -> Event {
    let round = round.id;
    Event::RoundClosed { round, at_ms, by }
}

/// Closes one room; its people are back in the main room.
///
/// # Errors
/// No round is open, or the room is none of it.
pub fn close_one(networking: &Networking, room: RoomId, now_ms: u64) -> Decided {
    let known = open(networking)?.room(room).ok_or(Rejection::RoomUnknown)?;
    let closed = Event::RoomClosed {
        room,
        at_ms: now_ms,
    };
    Ok(known.is_open().then_some(closed).into_iter().collect())
}

/// Gives or takes whole minutes.
///
/// # Errors
/// None is open, or what is left would be too short or too long.
pub fn extend(networking: &Networking, minutes: i32, now_ms: u64) -> Decided {
    let round = open(networking)?;
    let delta_ms = u64::from(minutes.unsigned_abs()).saturating_mul(60_000);
    let closes_at_ms = if minutes < 0 {
        round.closes_at_ms.saturating_sub(delta_ms)
    } else {
        round.closes_at_ms.saturating_add(delta_ms)
    };
    length_in_bounds(closes_at_ms.saturating_sub(now_ms))?;
    Ok(vec![Event::RoundExtended {
        round: round.id,
        at_ms: now_ms,
        closes_at_ms,
    }])
}

/// Says something to all rooms.
///
/// # Errors
/// No round is open, or the text is empty or too long.
pub fn message(networking: &Networking, typed: &str, now_ms: u64) -> Decided {
    let round = open(networking)?.id;
    let text = Field::Message.line(typed, limits::ROOMS_MESSAGE_CHARS_MAX)?;
    Ok(vec![Event::RoomsMessaged {
        round,
        text,
        at_ms: now_ms,
    }])
}

fn called(networking: &Networking) -> Result<&Round, Rejection> {
    let called = networking.current().filter(|round| round.is_called());
    called.ok_or(Rejection::RoundNotCalled)
}

pub(super) fn open(networking: &Networking) -> Result<&Round, Rejection> {
    networking.open().ok_or(Rejection::RoundNotOpen)
}
