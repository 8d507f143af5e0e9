//! A round as it is called, drawn and called off.

use std::collections::BTreeSet;

use super::draw::{Drawn, draw};
use super::event::Event;
use super::hall::Hall;
use super::settings::RoundSettings;
use super::state::{ClosedBy, Round};
use crate::ids::{PersonId, RoundId};
use crate::limits;
use crate::rejection::{Field, Rejection};

type Decided = Result<Vec<Event>, Rejection>;

/// Calls the first round of a series.
///
/// # Errors
/// The session is over, a round is under way, fewer than two take part, or a setting is past its
/// bound.
pub(super) fn call(hall: &Hall<'_>, settings: &RoundSettings) -> Decided {
    hall.not_ended()?;
    if hall.networking.current().is_some() {
        return Err(Rejection::RoundOpen);
    }
    start(hall, settings.checked()?, 1)
}

/// Calls the next round of the series.
///
/// # Errors
/// The session is over, a round is under way, none is to come, or fewer than two take part.
pub(super) fn next(hall: &Hall<'_>) -> Decided {
    hall.not_ended()?;
    if hall.networking.current().is_some() {
        return Err(Rejection::RoundOpen);
    }
    let last = hall.networking.awaiting_next();
    let last = last.ok_or(Rejection::NoNextRound)?;
    start(hall, last.settings.clone(), last.number + 1)
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

/// Draws the called round without waiting longer.
///
/// # Errors
/// No round is called, or fewer than two are ready.
pub(super) fn draw_now(hall: &Hall<'_>) -> Decided {
    let called = hall.networking.current().filter(|round| round.is_called());
    let round = called.ok_or(Rejection::RoundNotCalled)?;
    draw_ready(hall, round).map(|drawn| vec![drawn])
}

/// Draws those who are here and said that they are ready.
pub(super) fn draw_ready(hall: &Hall<'_>, round: &Round) -> Result<Event, Rejection> {
    let players = hall.players(round.settings.tables);
    let ready = players.intersection(&round.ready).copied().collect();
    drawn(hall, (round.id, round.number), &round.settings, &ready)
}

/// Draws these people into rooms, which open a little later.
pub(super) fn drawn(
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
pub(super) fn call_off(hall: &Hall<'_>) -> Decided {
    let Some(round) = hall.networking.current() else {
        hall.networking
            .awaiting_next()
            .ok_or(Rejection::NoNextRound)?;
        return Ok(vec![Event::SeriesEnded { at_ms: hall.now_ms }]);
    };
    if round.drawn_at_ms.is_some() && round.opened_at_ms <= hall.now_ms {
        return Err(Rejection::RoundOpen);
    }
    Ok(vec![closed(round, ClosedBy::CalledOff, hall.now_ms)])
}

/// A round is over.
pub(super) fn closed(round: &Round, by: ClosedBy, at_ms: u64) -> Event {
    let round = round.id;
    Event::RoundClosed { round, at_ms, by }
}
