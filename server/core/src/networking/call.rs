//! A round as it is called, drawn and called off.

use std::collections::BTreeSet;

use super::draw::{DrawOutcome, DrawRequest, ahead, is_short};
use super::event::Event;
use super::hall::Hall;
use super::places::seat_waiting;
use super::settings::RoundSettings;
use super::state::{ClosedBy, DrawnRoom, Round};
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
        true => Vec::new(),
        false => drawn(hall, (round, number), &settings, &players)?,
    };
    let called = Event::RoundCalled {
        round,
        number,
        draws_at_ms: drawn.is_empty().then_some(at_ms + limits::READY_MS),
        settings,
        at_ms,
    };
    Ok(std::iter::once(called).chain(drawn).collect())
}

/// Draws the called round without waiting longer. While it is being drawn, that is so already.
///
/// # Errors
/// No round is called, or fewer than two are ready.
pub(super) fn draw_now(hall: &Hall<'_>) -> Decided {
    let called = hall.networking.current().filter(|round| round.is_called());
    let round = called.ok_or(Rejection::RoundNotCalled)?;
    match round.drawing() {
        Some(_) => Ok(Vec::new()),
        None => draw_ready(hall, round),
    }
}

/// Draws those who are here and said that they are ready.
pub(super) fn draw_ready(hall: &Hall<'_>, round: &Round) -> Decided {
    let ready = ready(hall, round);
    drawn(hall, (round.id, round.number), &round.settings, &ready)
}

/// Who is drawn into a called round: those who are here, and said that they are ready if they were asked.
fn ready(hall: &Hall<'_>, round: &Round) -> BTreeSet<PersonId> {
    let mut players = hall.players(round.settings.tables);
    players.retain(|person| !round.settings.ready_check || round.ready.contains(person));
    players
}

/// Draws these people into rooms, which open a little later: at once where that is short, or else it
/// is begun, and worked out beside the session.
pub(super) fn drawn(
    hall: &Hall<'_>,
    (round, number): (RoundId, u32),
    settings: &RoundSettings,
    players: &BTreeSet<PersonId>,
) -> Decided {
    let people = players.len();
    if people >= 2 && !is_short(people, ahead(settings, number)) {
        let (seed, at_ms) = (hall.seed, hall.now_ms);
        return Ok(vec![Event::DrawBegun { round, seed, at_ms }]);
    }
    let request = DrawRequest::of(hall, (round, number), settings, players, hall.seed);
    let drawn = request.work().settled(hall, settings, players);
    let drawn = drawn.ok_or(Rejection::TooFewPeople { people })?;
    Ok(vec![drawn])
}

/// The draw that was begun, to be worked out beside the session.
pub(crate) fn drawing(hall: &Hall<'_>) -> Option<DrawRequest> {
    let round = hall.networking.current()?;
    let seed = round.drawing()?.seed;
    let (of, ready) = ((round.id, round.number), ready(hall, round));
    Some(DrawRequest::of(hall, of, &round.settings, &ready, seed))
}

/// What came of a draw that was begun, held against who is here and ready now. Who has come since, or
/// lost their company by this, gets a seat as a latecomer does. Of a round that was called off
/// meanwhile, nothing comes.
pub(super) fn settle(hall: &Hall<'_>, outcome: &DrawOutcome) -> Vec<Event> {
    let current = hall.networking.current();
    let Some(round) = current.filter(|round| outcome.answers(round)) else {
        return Vec::new();
    };
    let players = ready(hall, round);
    let drawn = outcome.clone().settled(hall, &round.settings, &players);
    let Some(drawn) = drawn else {
        return vec![closed(round, ClosedBy::TooFew, hall.now_ms)];
    };
    let seats = |rooms: &[DrawnRoom]| rooms.iter().map(|room| room.members.len()).sum::<usize>();
    if matches!(&drawn, Event::RoundDrawn { rooms, .. } if seats(rooms) == players.len()) {
        return vec![drawn];
    }
    let mut then = hall.networking.clone();
    then.evolve(&drawn);
    let seated = seat_waiting(&hall.with(&then), None);
    std::iter::once(drawn).chain(seated).collect()
}

/// Ends a round whose draw failed: it would fail again.
pub(super) fn give_up(hall: &Hall<'_>, id: RoundId) -> Vec<Event> {
    let current = hall.networking.current().filter(|round| round.id == id);
    let drawing = current.filter(|round| round.drawing().is_some());
    let closed = drawing.map(|round| closed(round, ClosedBy::NotDrawn, hall.now_ms));
    closed.into_iter().collect()
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
