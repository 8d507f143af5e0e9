//! The draw of a round: who sits with whom, and at which table.

use std::collections::BTreeSet;

use onefloor_matching::{self as matching, Matching, Request};

use super::hall::Hall;
use super::settings::{RoundSettings, Tables};
use super::state::DrawnRoom;
use crate::ids::{PersonId, RoomId};

/// More people than this are drawn for one round only, without looking at the ones after it.
const LOOK_AHEAD_PEOPLE_MAX: usize = 500;

/// Rooms, and who finds a place in none of them.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) rooms: Vec<DrawnRoom>,
    pub(super) waiting: Vec<PersonId>,
}

/// Matches people into rooms of about the wanted size: new faces, a common language, mixed groups.
pub(super) fn draw(
    hall: &Hall<'_>,
    players: &BTreeSet<PersonId>,
    settings: &RoundSettings,
    rounds_left: u32,
) -> Drawn {
    let mut drawn = Drawn::default();
    let mut id = hall.next_room();
    let mut tables = 0;
    for pool in pools(hall, players, settings.tables) {
        let (matched, _) = matched(&hall.request(&pool, settings.room_size), rounds_left);
        let seated =
            |room: &[usize]| -> Vec<PersonId> { room.iter().map(|at| pool[*at]).collect() };
        for room in &matched.rooms {
            let members = seated(&room.people);
            let has_table = members.iter().any(|person| hall.at_a_table(*person));
            let table = (settings.tables != Tables::None && has_table).then(|| {
                tables += 1;
                letter(tables - 1)
            });
            drawn.rooms.push(DrawnRoom {
                id: RoomId(id),
                members,
                table,
            });
            id += 1;
        }
        drawn.waiting.extend(seated(&matched.waiting));
    }
    drawn
}

/// Who is matched with whom: people in the room may be among themselves.
pub(super) fn pools(
    hall: &Hall<'_>,
    players: &BTreeSet<PersonId>,
    tables: Tables,
) -> impl Iterator<Item = Vec<PersonId>> + use<> {
    let (at_tables, online): (Vec<PersonId>, Vec<PersonId>) = players
        .iter()
        .copied()
        .partition(|person| tables == Tables::Apart && hall.at_a_table(*person));
    let pools = [online, at_tables];
    pools.into_iter().filter(|pool| !pool.is_empty())
}

/// The next round, with those after it as far as they are planned now.
pub(super) fn matched(request: &Request, rounds_left: u32) -> (Matching, Vec<Matching>) {
    // The bounds were checked, and what is known of people contradicts nothing.
    if rounds_left > 1 && request.people.len() <= LOOK_AHEAD_PEOPLE_MAX {
        let planned = matching::match_rounds(request, rounds_left as usize);
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
