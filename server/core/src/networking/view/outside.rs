//! Rounds from outside: what everybody may know of them.

use super::super::settings::Tables;
use super::super::state::{Networking, Room, Round};
use super::entry::{DiscussionEntry, RoundEntry, RoundMessage, TableEntry};
use super::shown::Shown;
use crate::people::Person;

/// The round under way, else the last.
pub(crate) fn round(shown: Shown<'_>) -> Option<RoundEntry> {
    let last = shown.networking.rounds.last();
    last.map(|round| round_entry(shown, round))
}

/// What everybody discusses on the floor.
pub(crate) fn discussion(networking: &Networking) -> Option<DiscussionEntry> {
    let (prompt, since_ms) = networking.discussion.as_ref()?;
    Some(DiscussionEntry {
        prompt: prompt.clone(),
        since_ms: *since_ms,
    })
}

fn round_entry(shown: Shown<'_>, round: &Round) -> RoundEntry {
    let settings = &round.settings;
    let expected = shown.players(round);
    let is_last = shown.networking.awaiting_next();
    let can_follow = is_last.is_some_and(|last| last.id == round.id);
    // While it runs, those rooms that are open still; afterwards, all that there were.
    let counted = || {
        let rooms = round.rooms.iter();
        rooms.filter(|room| round.closed.is_some() || room.is_open())
    };
    RoundEntry {
        id: round.id,
        number: round.number,
        of: settings.rounds,
        prompt: settings.prompt.clone(),
        settings: settings.clone(),
        called_at_ms: round.called_at_ms,
        draws_at_ms: round.next_deadline().filter(|_| round.is_called()),
        drawing_since_ms: round.drawing().map(|drawing| drawing.began_at_ms),
        ready: expected.intersection(&round.ready).count(),
        expected: expected.len(),
        drawn_at_ms: round.drawn_at_ms,
        opened_at_ms: round.opened_at_ms,
        closes_at_ms: round.closes_at_ms,
        rooms: counted().count(),
        people: counted().map(|room| room.members.len()).sum(),
        warned_ms: round.warned_ms.first().copied(),
        message: round
            .message
            .clone()
            .map(|(text, at_ms)| RoundMessage { text, at_ms }),
        tables: tables(shown, round),
        closed_at_ms: round.closed.map(|(at_ms, _)| at_ms),
        closed_by: round.closed.map(|(_, by)| by),
        can_follow,
        next_at_ms: round.next_call().filter(|_| can_follow),
    }
}

fn tables(shown: Shown<'_>, round: &Round) -> Vec<TableEntry> {
    if round.settings.tables == Tables::None || round.closed.is_some() {
        return Vec::new();
    }
    let table = |room: &Room| {
        let here: Vec<&Person> = room
            .members
            .iter()
            .filter_map(|id| shown.people.get(id))
            .filter(|person| person.sits_in_the_room())
            .collect();
        Some(TableEntry {
            letter: room.table.clone().filter(|_| room.is_open())?,
            names: here
                .iter()
                .filter_map(|it| it.profile.name.clone())
                .collect(),
            people: here.len(),
            online: room.members.len() - here.len(),
        })
    };
    round.rooms.iter().filter_map(table).collect()
}
