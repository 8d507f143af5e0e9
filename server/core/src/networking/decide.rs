//! Commands and deadlines of a round.

use std::collections::{BTreeMap, BTreeSet};

use super::draw::draw;
use super::{ClosedBy, DrawnRoom, Networking, Round};
use crate::event::Event;
use crate::ids::{PersonId, RoomId, RoundId};
use crate::limits;
use crate::people::Person;
use crate::rejection::{Field, Rejection};
use crate::text;

type Decided = Result<Vec<Event>, Rejection>;

/// Milliseconds left at which the rooms are warned.
const WARNINGS_MS: [u64; 2] = [60_000, 10_000];

/// Draws the rooms and opens them.
///
/// # Errors
/// A round is open, fewer than two take part, or size, length or prompt is past its bound.
pub fn open_round(
    networking: &Networking,
    (taking_part, people): (&BTreeSet<PersonId>, &BTreeMap<PersonId, Person>),
    prompt: &str,
    (room_size, length_ms): (u32, u64),
    seed: u64,
    now_ms: u64,
) -> Decided {
    if networking.open().is_some() {
        return Err(Rejection::RoundOpen);
    }
    if networking.rounds.len() >= limits::ROUNDS_MAX {
        return Err(Rejection::Full {
            field: Field::Prompt,
            max: limits::ROUNDS_MAX,
        });
    }
    let prompt = text::line(Field::Prompt, prompt, limits::PROMPT_CHARS_MAX)?;
    let (min, max) = (limits::ROOM_SIZE_MIN, limits::ROOM_SIZE_MAX);
    if !(min..=max).contains(&room_size) {
        let (min, max) = (u64::from(min), u64::from(max));
        return Err(Rejection::OutOfRange {
            field: Field::RoomSize,
            min,
            max,
        });
    }
    length_in_bounds(length_ms)?;
    if taking_part.len() < 2 {
        return Err(Rejection::TooFewPeople {
            people: taking_part.len(),
        });
    }
    let opened: usize = networking
        .rounds
        .iter()
        .map(|round| round.rooms.len())
        .sum();
    let first = u32::try_from(opened).unwrap_or(u32::MAX) + 1;
    let rooms = (first..)
        .zip(draw(
            taking_part,
            people,
            &networking.rounds,
            room_size,
            seed,
        ))
        .map(|(id, members)| DrawnRoom {
            id: RoomId(id),
            members,
        })
        .collect();
    let round = RoundId(u32::try_from(networking.rounds.len()).unwrap_or(u32::MAX) + 1);
    let closes_at_ms = now_ms + length_ms;
    Ok(vec![Event::RoundOpened {
        round,
        prompt,
        rooms,
        seed,
        at_ms: now_ms,
        closes_at_ms,
    }])
}

/// Closes the open round before its time.
///
/// # Errors
/// None is open.
pub fn close_round(networking: &Networking, by: ClosedBy, now_ms: u64) -> Decided {
    let round = open(networking)?;
    Ok(vec![Event::RoundClosed {
        round: round.id,
        at_ms: now_ms,
        by,
    }])
}

/// Gives or takes whole minutes.
///
/// # Errors
/// None is open, or what is left would be too short or too long.
pub fn extend_round(networking: &Networking, minutes: i32, now_ms: u64) -> Decided {
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

/// Seats a latecomer in the smallest room, if enough time is left (N3); otherwise they wait.
#[must_use]
pub fn seat(networking: &Networking, person: PersonId, now_ms: u64) -> Vec<Event> {
    let Some(round) = networking.open() else {
        return Vec::new();
    };
    let left_ms = round.closes_at_ms.saturating_sub(now_ms);
    if round.room_of(person).is_some() || left_ms < limits::LATECOMER_MS_MIN {
        return Vec::new();
    }
    let roomy = |size: usize| size < limits::ROOM_SIZE_MAX as usize;
    let smallest = round
        .rooms
        .iter()
        .filter(|room| roomy(room.members.len()))
        .min_by_key(|room| (room.members.len(), room.id));
    smallest
        .map(|room| Event::PersonSeated {
            room: room.id,
            person,
            at_ms: now_ms,
        })
        .into_iter()
        .collect()
}

/// Says a line in the person's room.
///
/// # Errors
/// No round is open, the person sits in none of its rooms, the room is full or the text is.
pub fn say(networking: &Networking, person: PersonId, typed: &str, now_ms: u64) -> Decided {
    let room = open(networking)?
        .room_of(person)
        .ok_or(Rejection::NotInRoom)?;
    if room.lines.len() >= limits::LINES_MAX {
        return Err(Rejection::Full {
            field: Field::Line,
            max: limits::LINES_MAX,
        });
    }
    let text = text::lines(Field::Line, typed, limits::LINE_CHARS_MAX)?;
    let number = room.lines.last().map_or(1, |line| line.number + 1);
    Ok(vec![Event::LineSaid {
        room: room.id,
        number,
        person,
        text,
        at_ms: now_ms,
    }])
}

/// What the round's deadlines ask for at this moment.
#[must_use]
pub fn due(networking: &Networking, now_ms: u64) -> Vec<Event> {
    let Some(round) = networking.open() else {
        return Vec::new();
    };
    if round.closes_at_ms <= now_ms {
        let (round, at_ms) = (round.id, round.closes_at_ms);
        return vec![Event::RoundClosed {
            round,
            at_ms,
            by: ClosedBy::Time,
        }];
    }
    let left_ms = round.closes_at_ms - now_ms;
    // After a pause of the server two may be due at once; both are done with, the last one is shown.
    let due = round
        .warnings_ahead()
        .filter(|warning_ms| *warning_ms >= left_ms);
    due.map(|left_ms| Event::RoundWarned {
        round: round.id,
        left_ms,
    })
    .collect()
}

impl Round {
    /// When the round next wants something.
    #[must_use]
    pub fn next_deadline(&self) -> Option<u64> {
        self.closed.is_none().then(|| {
            let warning_ms = self.warnings_ahead().max().unwrap_or(0);
            self.closes_at_ms.saturating_sub(warning_ms)
        })
    }

    /// Forgets the warnings that a new closing time makes due again, and skips those already past.
    pub(crate) fn rearm_warnings(&mut self, now_ms: u64) {
        let left_ms = self.closes_at_ms.saturating_sub(now_ms);
        let past = WARNINGS_MS
            .into_iter()
            .filter(|warning_ms| *warning_ms >= left_ms);
        self.warned_ms = past.collect();
    }

    fn warnings_ahead(&self) -> impl Iterator<Item = u64> {
        WARNINGS_MS
            .into_iter()
            .filter(|warning_ms| !self.warned_ms.contains(warning_ms))
    }
}

fn open(networking: &Networking) -> Result<&Round, Rejection> {
    networking.open().ok_or(Rejection::RoundNotOpen)
}

fn length_in_bounds(length_ms: u64) -> Result<(), Rejection> {
    let (min, max) = (limits::ROUND_MS_MIN, limits::ROUND_MS_MAX);
    if (min..=max).contains(&length_ms) {
        return Ok(());
    }
    Err(Rejection::OutOfRange {
        field: Field::RoundLength,
        min,
        max,
    })
}
