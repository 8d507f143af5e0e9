//! Rounds as staff sees them: who sits where, what the rooms brought, what was reported.

use std::collections::BTreeMap;

use super::super::View;
use super::super::entry::Entry;
use super::entry::{
    HarvestEntry, ReportedEntry, ReportsEntry, RoomGuest, RoomsEntry, SeatEntry, StaffRoom,
    UnseatedPerson, WhyUnseated,
};
use super::name;
use crate::context::Presence;
use crate::ids::{EntryId, PersonId};
use crate::networking::{ClosedBy, Networking, Room, Round, Unseated, players};
use crate::session::Session;

/// What staff sees besides.
pub(in super::super) fn put_staff(view: &mut View, session: &Session, presence: &Presence) {
    let networking = &session.networking;
    if let Some(round) = networking.open() {
        let entry = rooms_entry(session, round, presence);
        view.insert("rooms".to_owned(), Entry::Rooms(entry));
    }
    let mut kept = BTreeMap::new();
    for entry in session.capture.entries.values().rev() {
        if let Some(room) = entry.room.filter(|_| !entry.removed) {
            kept.insert(room, entry.id);
        }
    }
    for round in &networking.rounds {
        let nobody_met = matches!(
            round.closed,
            Some((_, ClosedBy::CalledOff | ClosedBy::TooFew))
        );
        let closed = round
            .rooms
            .iter()
            .filter(|room| !nobody_met && (round.closed.is_some() || !room.is_open()));
        for room in closed {
            let entry = harvest(session, round, room, kept.get(&room.id).copied());
            view.insert(format!("harvest/{}", room.id), Entry::Harvest(entry));
        }
    }
    if !networking.meeting.reports.is_empty() {
        let entry = reports(session, networking);
        view.insert("reports".to_owned(), Entry::Reports(entry));
    }
}

fn rooms_entry(session: &Session, round: &Round, presence: &Presence) -> RoomsEntry {
    let rooms = round.rooms.iter().map(|room| StaffRoom {
        id: room.id,
        letter: room.table.clone(),
        members: room
            .members
            .iter()
            .map(|person| SeatEntry {
                person: *person,
                name: name(session, *person),
                here: presence.contains(person),
                held_until_ms: round.held.get(person).copied(),
            })
            .collect(),
        visitors: room
            .visitors
            .iter()
            .map(|person| RoomGuest {
                person: *person,
                name: name(session, *person),
            })
            .collect(),
        called_at_ms: room.called_at_ms,
        closed: !room.is_open(),
        lines: room.lines.len(),
        takeaway: room.takeaway.clone(),
    });
    let players = players(&session.people, presence, round.settings.tables);
    let unseated = players
        .iter()
        .filter(|id| round.room_seen_by(**id).is_none());
    let sat_in_closed = |person: &PersonId| {
        let mut closed = round.rooms.iter().filter(|room| !room.is_open());
        closed.any(|room| room.members.contains(person))
    };
    let unseated = unseated.map(|person| UnseatedPerson {
        person: *person,
        name: name(session, *person),
        why: match round.unseated.get(person) {
            Some(Unseated::Left) if sat_in_closed(person) => WhyUnseated::Closed,
            Some(Unseated::Left) => WhyUnseated::Left,
            Some(Unseated::Lost) => WhyUnseated::Lost,
            Some(Unseated::Moved) | None => WhyUnseated::Waiting,
        },
    });
    RoomsEntry {
        rooms: rooms.collect(),
        unseated: unseated.collect(),
    }
}

fn harvest(session: &Session, round: &Round, room: &Room, kept: Option<EntryId>) -> HarvestEntry {
    HarvestEntry {
        room: room.id,
        round: round.id,
        letter: room.table.clone(),
        prompt: round.settings.prompt.clone(),
        takeaway: room.takeaway.clone(),
        notes: room.notes.text().to_owned(),
        people: room.met.len(),
        names: room.named(session),
        kept,
    }
}

fn reports(session: &Session, networking: &Networking) -> ReportsEntry {
    let reports = networking.meeting.reports.iter();
    let reports = reports.map(|report| ReportedEntry {
        id: report.number,
        by: report.by,
        by_name: name(session, report.by),
        person: report.person,
        name: name(session, report.person),
        room: report.room,
        round: report
            .room
            .and_then(|room| networking.room(room))
            .map(|(round, _)| round.id),
        reason: report.reason.clone(),
        at_ms: report.at_ms,
        handled: report.handled,
    });
    ReportsEntry {
        reports: reports.collect(),
    }
}
