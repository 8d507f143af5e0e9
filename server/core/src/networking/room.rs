//! What happens inside a room: talk, notes, the one line for everybody, a call for help.

use super::event::Event;
use super::hall::Hall;
use super::state::{Room, Unseated};
use crate::ids::{PersonId, RoomId};
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::shared_text::Splice;

type Decided = Result<Vec<Event>, Rejection>;

/// Says a line in the person's room.
///
/// # Errors
/// No round is open, the person is in none of its rooms, the room is full or the text is.
pub(super) fn say(hall: &Hall<'_>, person: PersonId, typed: &str) -> Decided {
    let room = seen(hall, person)?;
    if room.lines.len() >= limits::LINES_MAX {
        return Err(Rejection::Full {
            field: Field::Line,
            max: limits::LINES_MAX,
        });
    }
    let text = Field::Line.lines(typed, limits::LINE_CHARS_MAX)?;
    let number = room.lines.last().map_or(1, |line| line.number + 1);
    Ok(vec![Event::LineSaid {
        room: room.id,
        number,
        person,
        text,
        at_ms: hall.now_ms,
    }])
}

/// Changes the shared notes at one place, past what others wrote since `revision`.
///
/// # Errors
/// The person is in no room, the revision is too old, the place lies outside the text, or the
/// notes would be too long.
pub(super) fn edit_notes(
    hall: &Hall<'_>,
    person: PersonId,
    revision: u32,
    splice: &Splice,
) -> Decided {
    let room = seated(hall, person)?;
    let max = limits::ROOM_NOTES_CHARS_MAX;
    let notes = &room.notes.shared;
    let splices = notes.edit(Field::RoomNotes, splice, revision, max)?;
    let revisions = notes.revision() + 1..;
    let edited = revisions
        .zip(splices)
        .map(|(revision, splice)| Event::NotesEdited {
            room: room.id,
            revision,
            splice,
            person,
            at_ms: hall.now_ms,
        });
    Ok(edited.collect())
}

/// Writes the room's one line; `revision` is the one seen.
///
/// # Errors
/// The person is in no room, the line is too long, or somebody changed it since: theirs comes back.
pub(super) fn set_takeaway(
    hall: &Hall<'_>,
    person: PersonId,
    typed: &str,
    revision: u32,
) -> Decided {
    let room = seated(hall, person)?;
    let line = Field::Takeaway.optional_line(typed, limits::ROOM_TAKEAWAY_CHARS_MAX)?;
    let line = line.unwrap_or_default();
    if line == room.takeaway {
        return Ok(Vec::new());
    }
    if revision != room.takeaway_revision {
        return Err(Rejection::TextChanged {
            text: room.takeaway.clone(),
            revision: room.takeaway_revision,
        });
    }
    Ok(vec![Event::TakeawaySet {
        room: room.id,
        text: line,
        revision: revision + 1,
        person,
        at_ms: hall.now_ms,
    }])
}

/// Says whether one may be named with the room's line.
///
/// # Errors
/// The person is in no room.
pub(super) fn agree(hall: &Hall<'_>, person: PersonId, agrees: bool) -> Decided {
    let room = seated(hall, person)?;
    let changes = room.agreed.contains(&person) != agrees;
    let agreed = Event::NamingAgreed {
        room: room.id,
        person,
        agrees,
    };
    Ok(changes.then_some(agreed).into_iter().collect())
}

/// Calls for a moderator, or takes the call back.
///
/// # Errors
/// The person is in no room.
pub(super) fn call_moderator(hall: &Hall<'_>, person: PersonId, calling: bool) -> Decided {
    Ok(call(seated(hall, person)?, calling, hall.now_ms))
}

/// Takes a room's call as heard.
///
/// # Errors
/// No such room.
pub(super) fn answer_call(hall: &Hall<'_>, room: RoomId) -> Decided {
    let room = hall.open()?.room(room).ok_or(Rejection::RoomUnknown)?;
    Ok(call(room, false, hall.now_ms))
}

fn call(room: &Room, calling: bool, now_ms: u64) -> Vec<Event> {
    let changes = room.called_at_ms.is_some() != calling;
    let called = Event::CallSet {
        room: room.id,
        calling,
        at_ms: now_ms,
    };
    changes.then_some(called).into_iter().collect()
}

/// Looks into a room, or leaves it again; a call from it is answered by that.
///
/// # Errors
/// No such room, or nobody asks.
pub(super) fn visit(hall: &Hall<'_>, room: Option<RoomId>) -> Decided {
    let person = hall.asking.ok_or(Rejection::PersonUnknown)?;
    let round = hall.open()?;
    let visited = Event::RoomVisited {
        person,
        room,
        at_ms: hall.now_ms,
    };
    let Some(id) = room else {
        let looks_in = round.rooms.iter().any(|it| it.visitors.contains(&person));
        return Ok(looks_in.then_some(visited).into_iter().collect());
    };
    let room = round.room(id).filter(|room| room.is_open());
    let room = room.ok_or(Rejection::RoomUnknown)?;
    if room.visitors.contains(&person) || room.members.contains(&person) {
        return Ok(Vec::new());
    }
    let mut events = Vec::new();
    // Nobody is in two rooms: whoever was matched gives the seat up.
    if let Some(from) = round.room_of(person) {
        events.push(Event::PersonUnseated {
            room: from.id,
            person,
            why: Unseated::Left,
            at_ms: hall.now_ms,
        });
    }
    events.push(visited);
    events.extend(call(room, false, hall.now_ms));
    Ok(events)
}

/// Gives the floor a prompt of its own, or takes it away.
///
/// # Errors
/// The text is too long.
pub(super) fn set_discussion(hall: &Hall<'_>, typed: Option<&str>) -> Decided {
    let typed = typed.unwrap_or_default();
    let prompt = Field::Prompt.optional_line(typed, limits::PROMPT_CHARS_MAX)?;
    let present = hall
        .networking
        .discussion
        .as_ref()
        .map(|(prompt, _)| prompt);
    if present == prompt.as_ref() {
        return Ok(Vec::new());
    }
    Ok(vec![Event::DiscussionSet {
        prompt,
        at_ms: hall.now_ms,
    }])
}

fn seated<'a>(hall: &Hall<'a>, person: PersonId) -> Result<&'a Room, Rejection> {
    let room = hall.open()?.room_of(person);
    room.ok_or(Rejection::NotInRoom)
}

fn seen<'a>(hall: &Hall<'a>, person: PersonId) -> Result<&'a Room, Rejection> {
    let room = hall.open()?.room_seen_by(person);
    room.ok_or(Rejection::NotInRoom)
}
