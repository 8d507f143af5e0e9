//! What happens inside a room: lines, notes, its takeaway, a call for a moderator.

use std::collections::BTreeSet;

use super::super::event::{Event, of_meeting, of_round, of_rounds};
use super::super::state::{DrawnRoom, Line, Notes, Room, Round};
use super::meeting::set;

impl Round {
    pub(super) fn evolve_room(&mut self, event: &Event) {
        match event {
            Event::LineSaid {
                room,
                number,
                person,
                text,
                at_ms,
            } => self.in_room(*room, |room| {
                room.lines.push(Line {
                    number: *number,
                    person: *person,
                    text: text.clone(),
                    at_ms: *at_ms,
                });
            }),
            Event::NotesEdited {
                room,
                splice,
                revision,
                person,
                ..
            } => self.in_room(*room, |room| room.notes.apply(splice, *revision, *person)),
            Event::TakeawaySet {
                room,
                text,
                revision,
                ..
            } => self.in_room(*room, |room| {
                room.takeaway.clone_from(text);
                room.takeaway_revision = *revision;
            }),
            Event::NamingAgreed {
                room,
                person,
                agrees,
            } => self.in_room(*room, |room| {
                set(&mut room.agreed, *person, *agrees);
            }),
            Event::CallSet {
                room,
                calling,
                at_ms,
            } => self.in_room(*room, |room| {
                room.called_at_ms = calling.then_some(*at_ms);
            }),
            of_rounds!() | of_round!() | of_meeting!() => {}
        }
    }
}

impl From<&DrawnRoom> for Room {
    fn from(drawn: &DrawnRoom) -> Self {
        Self {
            id: drawn.id,
            table: drawn.table.clone(),
            drawn: drawn.members.len(),
            members: drawn.members.clone(),
            met: drawn.members.iter().copied().collect(),
            visitors: BTreeSet::new(),
            lines: Vec::new(),
            notes: Notes::default(),
            takeaway: String::new(),
            takeaway_revision: 0,
            agreed: BTreeSet::new(),
            called_at_ms: None,
            closed_at_ms: None,
        }
    }
}
