//! Rounds as staff sees them: who sits where, what the rooms brought, what was reported.

use std::collections::BTreeMap;

use super::super::state::{ClosedBy, Room, Round, Unseated};
use super::entry::{
    HarvestEntry, ReportedEntry, ReportsEntry, RoomGuest, RoomsEntry, SeatEntry, StaffRoom,
    UnseatedPerson, WhyUnseated,
};
use super::shown::Shown;
use crate::ids::{EntryId, PersonId, RoomId};

/// The rooms of the round under way.
pub(crate) fn rooms(shown: Shown<'_>) -> Option<RoomsEntry> {
    let round = shown.networking.open()?;
    let rooms = round.rooms.iter();
    Some(RoomsEntry {
        rooms: rooms.map(|room| staff_room(shown, round, room)).collect(),
        unseated: unseated(shown, round),
    })
}

fn staff_room(shown: Shown<'_>, round: &Round, room: &Room) -> StaffRoom {
    StaffRoom {
        id: room.id,
        letter: room.table.clone(),
        members: room
            .members
            .iter()
            .map(|person| SeatEntry {
                person: *person,
                name: shown.name(*person),
                here: shown.presence.contains(person),
                held_until_ms: round.held.get(person).copied(),
            })
            .collect(),
        visitors: room
            .visitors
            .iter()
            .map(|person| RoomGuest {
                person: *person,
                name: shown.name(*person),
            })
            .collect(),
        called_at_ms: room.called_at_ms,
        closed: !room.is_open(),
        lines: room.lines.len(),
        takeaway: room.takeaway.clone(),
    }
}

/// Who takes part, is here, and sits in no room.
fn unseated(shown: Shown<'_>, round: &Round) -> Vec<UnseatedPerson> {
    let players = shown.players(round);
    let unseated = players
        .iter()
        .filter(|id| round.room_seen_by(**id).is_none());
    let sat_in_closed = |person: &PersonId| {
        let mut closed = round.rooms.iter().filter(|room| !room.is_open());
        closed.any(|room| room.members.contains(person))
    };
    let unseated = unseated.map(|person| UnseatedPerson {
        person: *person,
        name: shown.name(*person),
        why: match round.unseated.get(person) {
            Some(Unseated::Left) if sat_in_closed(person) => WhyUnseated::Closed,
            Some(Unseated::Left) => WhyUnseated::Left,
            Some(Unseated::Lost) => WhyUnseated::Lost,
            Some(Unseated::Moved) | None => WhyUnseated::Waiting,
        },
    });
    unseated.collect()
}

/// What came out of the rooms that are closed; `kept` says which entry keeps a room's takeaway.
pub(crate) fn harvests(shown: Shown<'_>, kept: &BTreeMap<RoomId, EntryId>) -> Vec<HarvestEntry> {
    let mut harvests = Vec::new();
    for round in &shown.networking.rounds {
        let nobody_met = matches!(
            round.closed,
            Some((
                _,
                ClosedBy::CalledOff | ClosedBy::TooFew | ClosedBy::NotDrawn
            ))
        );
        let closed = round
            .rooms
            .iter()
            .filter(|room| !nobody_met && (round.closed.is_some() || !room.is_open()));
        harvests.extend(closed.map(|room| {
            let kept = kept.get(&room.id).copied();
            harvest(shown, round, room, kept)
        }));
    }
    harvests
}

fn harvest(shown: Shown<'_>, round: &Round, room: &Room, kept: Option<EntryId>) -> HarvestEntry {
    HarvestEntry {
        room: room.id,
        round: round.id,
        letter: room.table.clone(),
        prompt: round.settings.prompt.clone(),
        takeaway: room.takeaway.clone(),
        notes: room.notes.shared.text().to_owned(),
        people: room.met.len(),
        names: room.named(shown.people),
        kept,
    }
}

/// What staff was told about people.
pub(crate) fn reports(shown: Shown<'_>) -> Option<ReportsEntry> {
    let networking = shown.networking;
    let reports = networking.meeting.reports.iter();
    let reports = reports.map(|report| ReportedEntry {
        id: report.number,
        by: report.by,
        by_name: shown.name(report.by),
        person: report.person,
        name: shown.name(report.person),
        room: report.room,
        round: report
            .room
            .and_then(|room| networking.room(room))
            .map(|(round, _)| round.id),
        reason: report.reason.clone(),
        // A report has a reason, as long as it is there.
        erased: report.reason.is_empty(),
        at_ms: report.at_ms,
        handled: report.handled,
    });
    let reports: Vec<ReportedEntry> = reports.collect();
    (!reports.is_empty()).then_some(ReportsEntry { reports })
}
