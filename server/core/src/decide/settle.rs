//! The floor follows the segments, whoever or whatever moves them on: a turn is settled when the segment
//! that has the floor is left, and no turn stays where nobody is called to the floor.
//!
//! Whoever moves on says how. A clock that goes on by itself, an end, a segment that is made one of another
//! kind: then the turn is finished, and the others wait on.

use crate::agenda;
use crate::command::Command;
use crate::event::Event;
use crate::floor::{self, Goes};
use crate::ids::{ItemId, SegmentId};
use crate::igf::SegmentKind;
use crate::networking;
use crate::session::Session;
use crate::terms::Settle;

/// Puts what settles the turn before what moves the hour on: a turn belongs to the segment in which it was.
pub(super) fn settle(session: &Session, command: &Command, events: &mut Vec<Event>, now_ms: u64) {
    if !session.has_floor() {
        return;
    }
    let after = After::of(session, events);
    let goes = match (after.ends, after.has_floor(session)) {
        (true, _) => Goes::ForGood,
        (false, true) => Goes::On,
        (false, false) => Goes::Away,
    };
    if goes == Goes::On && !after.is_left {
        return;
    }
    let moves = |event: &Event, id: ItemId| matches!(event, Event::Floor(floor::Event::ItemMoved { item, .. }) if *item == id);
    let gone = |id: ItemId| events.iter().any(|event| moves(event, id));
    let how = asked(command).unwrap_or(Settle::Finish);
    let settled = floor::settle(&session.floor, goes, how, gone, now_ms);
    events.splice(0..0, settled.into_iter().map(Event::from));
}

fn asked(command: &Command) -> Option<Settle> {
    match command {
        Command::Agenda(
            agenda::Command::StartSegment { turn, .. } | agenda::Command::EndSession { turn },
        ) => *turn,
        _ => None,
    }
}

/// Where the hour stands after some events.
struct After {
    is_left: bool,
    ends: bool,
    running: Option<(SegmentId, Option<SegmentKind>)>,
    discusses: bool,
}

impl After {
    fn of(session: &Session, events: &[Event]) -> Self {
        let kind_of = |id| session.agenda.segment(id).map(|segment| segment.kind);
        let mut after = Self {
            is_left: false,
            ends: false,
            running: session.agenda.running().map(|id| (id, kind_of(id))),
            discusses: session.networking.discussion.is_some(),
        };
        for event in events {
            match event {
                Event::Agenda(agenda::Event::SegmentStarted { segment, .. }) => {
                    after.running = Some((*segment, kind_of(*segment)));
                    after.is_left = true;
                }
                Event::Agenda(agenda::Event::SegmentEdited { segment, plan, .. }) => {
                    if let Some((running, kind)) = &mut after.running
                        && running == segment
                    {
                        *kind = Some(plan.kind);
                    }
                }
                Event::Agenda(agenda::Event::SessionEnded { .. }) => after.ends = true,
                Event::Networking(networking::Event::DiscussionSet { prompt, .. }) => {
                    after.discusses = prompt.is_some();
                }
                _ => {}
            }
        }
        after
    }

    fn has_floor(&self, session: &Session) -> bool {
        match self.running {
            None => true,
            Some((segment, kind)) => {
                kind.is_some_and(|kind| session.floor.is_in(segment, kind, self.discusses))
            }
        }
    }
}
