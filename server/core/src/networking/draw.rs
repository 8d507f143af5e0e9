//! The draw of a round: who sits with whom, and at which table.
//!
//! Of many people it takes longer than a session may stand still. So it has three parts: what it is
//! worked out from is taken at one moment, the work is done wherever there is time, and what came of
//! it is held against the session as it is by then. A small draw goes through the same three at once.

use std::collections::BTreeSet;

use onefloor_matching::{self as matching, Matching, Request};

use super::event::Event;
use super::hall::Hall;
use super::request::Asked;
use super::settings::{RoundSettings, Tables};
use super::state::{DrawnRoom, Round};
use crate::context::Presence;
use crate::ids::{PersonId, RoomId, RoundId};
use crate::limits;

/// All that a draw is worked out from: the session goes on meanwhile, and is not asked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawRequest {
    round: RoundId,
    seed: u64,
    asked: Asked,
    /// How many rounds are planned together; the first of them is drawn.
    ahead: u32,
}

/// What came of a draw; it says nothing about a session that is another one by then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawOutcome {
    round: RoundId,
    seed: u64,
    rooms: Vec<Vec<PersonId>>,
    waiting: Vec<PersonId>,
}

impl DrawRequest {
    /// The draw of these people into a round, by this seed.
    pub(super) fn of(
        hall: &Hall<'_>,
        (round, number): (RoundId, u32),
        settings: &RoundSettings,
        players: &BTreeSet<PersonId>,
        seed: u64,
    ) -> Self {
        Self {
            round,
            seed,
            asked: Asked::of(hall, players, settings, seed),
            ahead: ahead(settings, number),
        }
    }

    /// The round that is drawn.
    #[must_use]
    pub fn round(&self) -> RoundId {
        self.round
    }

    /// Works it out, wherever there is time: of thousands of people it takes a tenth of a second, of a
    /// hundred for several rounds a few.
    #[must_use]
    pub fn work(&self) -> DrawOutcome {
        let (mut rooms, mut waiting) = (Vec::new(), Vec::new());
        for (pool, request) in self.asked.requests() {
            let (matched, _) = matched(&request, self.ahead);
            let people = |places: &[usize]| places.iter().map(|at| pool[*at].id).collect();
            rooms.extend(
                matched
                    .rooms
                    .iter()
                    .map(|room| -> Vec<_> { people(&room.people) }),
            );
            let left: Vec<PersonId> = people(&matched.waiting);
            waiting.extend(left);
        }
        DrawOutcome {
            round: self.round,
            seed: self.seed,
            rooms,
            waiting,
        }
    }
}

impl DrawOutcome {
    /// The round that was drawn.
    #[must_use]
    pub fn round(&self) -> RoundId {
        self.round
    }

    /// Whether so many of those who were drawn have gone meanwhile that their line must be broken: a
    /// network that fails, or a server that stops.
    #[must_use]
    pub fn is_deserted(&self, presence: &Presence) -> bool {
        let people = || self.rooms.iter().flatten();
        let gone = people().filter(|person| !presence.contains(person)).count();
        gone * limits::DRAWN_AND_GONE > people().count()
    }

    /// Whether it is what this round waits for.
    pub(super) fn answers(&self, round: &Round) -> bool {
        let seed = round.drawing().map(|drawing| drawing.seed);
        round.id == self.round && seed == Some(self.seed)
    }

    /// The draw as it holds in the session as it is: who has gone, is kept out or does not want to be
    /// drawn any more sits nowhere, and nobody beside somebody whom they block since. Nothing if that
    /// leaves no room.
    pub(super) fn settled(
        self,
        hall: &Hall<'_>,
        settings: &RoundSettings,
        players: &BTreeSet<PersonId>,
    ) -> Option<Event> {
        let mut unseated = players.clone();
        let mut rooms: Vec<DrawnRoom> = Vec::with_capacity(self.rooms.len());
        let (mut number, mut tables) = (hall.next_room(), 0);
        for drawn in self.rooms {
            let members = company(hall, drawn, &unseated);
            if members.len() < 2 {
                continue;
            }
            members.iter().for_each(|person| {
                unseated.remove(person);
            });
            let mut people = members.iter();
            let has_table =
                settings.tables != Tables::None && people.any(|person| hall.at_a_table(*person));
            let table = has_table.then(|| {
                tables += 1;
                letter(tables - 1)
            });
            let id = RoomId(number);
            number += 1;
            rooms.push(DrawnRoom { id, members, table });
        }
        if rooms.is_empty() {
            return None;
        }
        let mut waiting = self.waiting;
        waiting.retain(|person| unseated.contains(person));
        let opens_at_ms = hall.now_ms + limits::ANNOUNCE_MS;
        Some(Event::RoundDrawn {
            round: self.round,
            rooms,
            waiting,
            seed: self.seed,
            at_ms: hall.now_ms,
            opens_at_ms,
            closes_at_ms: opens_at_ms + settings.length_ms,
        })
    }
}

/// Those of a drawn room who may still sit there together.
fn company(hall: &Hall<'_>, drawn: Vec<PersonId>, may: &BTreeSet<PersonId>) -> Vec<PersonId> {
    let mut members: Vec<PersonId> = Vec::with_capacity(drawn.len());
    let meeting = &hall.networking.meeting;
    for person in drawn {
        let mut others = members.iter();
        let is_apart = others.all(|other| !meeting.is_blocked(person, *other));
        if may.contains(&person) && is_apart && !members.contains(&person) {
            members.push(person);
        }
    }
    members
}

/// How many rounds are planned together, from this one of a series on.
pub(super) fn ahead(settings: &RoundSettings, number: u32) -> u32 {
    let left = settings.rounds.saturating_sub(number) + 1;
    left.min(limits::ROUNDS_PLANNED_MAX)
}

/// Whether a draw of so many people takes no longer than a session may stand still.
pub(super) fn is_short(people: usize, ahead: u32) -> bool {
    ahead == 1 && people <= limits::DRAWN_AT_ONCE_MAX
}

/// The next round, with those after it that are planned with it.
pub(super) fn matched(request: &Request, ahead: u32) -> (Matching, Vec<Matching>) {
    // The bounds were checked, and what is known of people contradicts nothing.
    if ahead > 1 && request.people.len() <= limits::PLANNED_PEOPLE_MAX {
        let planned = matching::match_rounds(request, ahead as usize);
        let mut rounds = planned.unwrap_or_default().into_iter();
        return (rounds.next().unwrap_or_default(), rounds.collect());
    }
    let next = matching::match_round(request).unwrap_or_default();
    (next, Vec::new())
}

/// A, B, … Z, AA, AB, …
pub(super) fn letter(at: usize) -> String {
    let last = char::from(b'A' + u8::try_from(at % 26).unwrap_or_default());
    match at / 26 {
        0 => last.to_string(),
        before => letter(before - 1) + &last.to_string(),
    }
}
