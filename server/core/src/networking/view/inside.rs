//! A room from inside: who sits in it, what is said and written there.

use super::super::request::spoken;
use super::super::state::{Networking, Room, Round};
use super::entry::{LineEntry, NotesEntry, RoomEntry, RoomMember};
use super::shown::Shown;
use crate::ids::{PersonId, RoomId};
use crate::limits;
use crate::people::Person;

/// A room; nothing of one that is not open.
pub(crate) fn room(shown: Shown<'_>, id: RoomId) -> Option<RoomEntry> {
    let (round, room) = open(shown.networking, id)?;
    let seats = room.members.iter().map(|person| (*person, false));
    let guests = room.visitors.iter().map(|person| (*person, true));
    let members = seats.chain(guests);
    let members = members.map(|(person, visitor)| member(shown, (round, room), person, visitor));
    Some(RoomEntry {
        id,
        round: round.id,
        letter: room.table.clone(),
        prompt: round.settings.prompt.clone(),
        opened_at_ms: round.opened_at_ms,
        closes_at_ms: round.closes_at_ms,
        members: members.collect(),
        notes: NotesEntry {
            text: room.notes.shared.text().to_owned(),
            revision: room.notes.shared.revision(),
        },
        takeaway: NotesEntry {
            text: room.takeaway.clone(),
            revision: room.takeaway_revision,
        },
        called_at_ms: room.called_at_ms,
    })
}

/// The last lines that were said in a room; none of one that is not open.
pub(crate) fn lines(shown: Shown<'_>, id: RoomId) -> impl Iterator<Item = LineEntry> {
    let lines = open(shown.networking, id).map(|(_, room)| room.lines.as_slice());
    let lines = lines.unwrap_or_default();
    let hidden = lines.len().saturating_sub(limits::LINES_SHOWN_MAX);
    // Lines of whoever was erased are there without their words, and are not shown.
    let shown_lines = lines[hidden..].iter().filter(|line| !line.text.is_empty());
    shown_lines.map(move |line| LineEntry {
        number: line.number,
        person: line.person,
        name: shown.name(line.person),
        text: line.text.clone(),
        at_ms: line.at_ms,
    })
}

fn open(networking: &Networking, id: RoomId) -> Option<(&Round, &Room)> {
    let round = networking.open()?;
    let room = round.room(id).filter(|room| room.is_open())?;
    Some((round, room))
}

fn member(
    shown: Shown<'_>,
    (round, room): (&Round, &Room),
    person: PersonId,
    visitor: bool,
) -> RoomMember {
    let known = shown.people.get(&person);
    let profile = known.map(|person| person.profile.clone());
    let profile = profile.unwrap_or_default();
    let shared = match known {
        Some(known) if !visitor => shared_languages(shown, room, known),
        Some(_) | None => Vec::new(),
    };
    RoomMember {
        person,
        shared_languages: shared,
        name: profile.name,
        affiliation: profile.affiliation,
        stakeholder_group: profile.stakeholder_group,
        languages: profile.languages,
        about: profile.about,
        attendance: profile.attendance,
        here: shown.presence.contains(&person),
        held_until_ms: round.held.get(&person).copied(),
        visitor,
        agrees: room.agreed.contains(&person),
    }
}

/// Those of somebody's languages that everybody else in the room speaks. Of whoever names no
/// language, nobody knows that they share one.
fn shared_languages(shown: Shown<'_>, room: &Room, person: &Person) -> Vec<String> {
    let others = room.members.iter().filter(|other| **other != person.id);
    let others = others.filter_map(|other| shown.people.get(other));
    let others = others.map(|other| spoken(&other.profile.languages));
    let others: Vec<Vec<String>> = others.collect();
    let mut own = spoken(&person.profile.languages);
    own.retain(|tag| others.iter().all(|spoken| spoken.contains(tag)));
    own
}
