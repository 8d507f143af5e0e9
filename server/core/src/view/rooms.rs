//! Rounds and rooms as each audience sees them: from outside, from inside, as staff, as oneself.

use serde::Serialize;

use super::entry::Entry;
use super::{View, entries};
use crate::context::Presence;
use crate::ids::{EntryId, PersonId, RoomId, RoundId};
use crate::limits;
use crate::networking::{
    ClosedBy, Networking, Room, Round, RoundSettings, Tables, Unseated, players, spoken,
};
use crate::people::{Attendance, Person, StakeholderGroup};
use crate::session::Session;

entries! {
    /// A breakout round from outside.
    RoundEntry {
        id: RoundId,
        /// Which one of its series, from 1.
        number: u32,
        /// How many the series has.
        of: u32,
        prompt: String,
        settings: RoundSettings,
        called_at_ms: u64,
        /// When it is drawn by itself, as long as people are asked.
        draws_at_ms: Option<u64>,
        /// Of those who are here, who said that they are ready.
        ready: usize,
        /// Who would be drawn if all were.
        expected: usize,
        drawn_at_ms: Option<u64>,
        /// It may lie ahead: until then people see whom they meet.
        opened_at_ms: u64,
        closes_at_ms: u64,
        rooms: usize,
        people: usize,
        /// The last warning given, in milliseconds that were left.
        warned_ms: Option<u64>,
        message: Option<RoundMessage>,
        tables: Vec<TableEntry>,
        closed_at_ms: Option<u64>,
        closed_by: Option<ClosedBy>,
        /// Whether another round of the series can follow.
        can_follow: bool,
        /// When that one calls itself.
        next_at_ms: Option<u64>,
    }
    /// What the moderator says to all rooms.
    RoundMessage {
        text: String,
        at_ms: u64,
    }
    /// A table of the room, with those who sit there.
    TableEntry {
        letter: String,
        /// Names of people in the room, where they gave one.
        names: Vec<String>,
        /// People in the room, named or not.
        people: usize,
        /// People who join them online.
        online: usize,
    }
    /// The rooms of a round, for staff.
    RoomsEntry {
        rooms: Vec<StaffRoom>,
        unseated: Vec<UnseatedPerson>,
    }
    /// A room from staff's side; what is said in it stays in it.
    StaffRoom {
        id: RoomId,
        letter: Option<String>,
        members: Vec<SeatEntry>,
        visitors: Vec<RoomGuest>,
        called_at_ms: Option<u64>,
        closed: bool,
        /// How many lines were said.
        lines: usize,
        takeaway: String,
    }
    /// A seat and whether its person is there.
    SeatEntry {
        person: PersonId,
        name: Option<String>,
        here: bool,
        held_until_ms: Option<u64>,
    }
    /// Somebody of staff who looks in.
    RoomGuest {
        person: PersonId,
        name: Option<String>,
    }
    /// Somebody who is here and in no room.
    UnseatedPerson {
        person: PersonId,
        name: Option<String>,
        why: WhyUnseated,
    }
    /// What came out of a room, once it closed.
    HarvestEntry {
        room: RoomId,
        round: RoundId,
        letter: Option<String>,
        prompt: String,
        takeaway: String,
        notes: String,
        people: usize,
        /// Those who agreed to be named.
        names: Vec<String>,
        /// The entry that keeps it for the report.
        kept: Option<EntryId>,
    }
    /// What staff was told about people.
    ReportsEntry {
        reports: Vec<ReportedEntry>,
    }
    /// One report about somebody.
    ReportedEntry {
        id: u32,
        by: PersonId,
        by_name: Option<String>,
        person: PersonId,
        name: Option<String>,
        room: Option<RoomId>,
        round: Option<RoundId>,
        reason: String,
        at_ms: u64,
        handled: bool,
    }
    /// What everybody discusses on the floor.
    DiscussionEntry {
        prompt: String,
        since_ms: u64,
    }
    /// A breakout room from inside.
    RoomEntry {
        id: RoomId,
        round: RoundId,
        letter: Option<String>,
        prompt: String,
        opened_at_ms: u64,
        closes_at_ms: u64,
        members: Vec<RoomMember>,
        notes: NotesEntry,
        takeaway: NotesEntry,
        called_at_ms: Option<u64>,
    }
    /// A text that the room writes together.
    NotesEntry {
        text: String,
        revision: u32,
    }
    /// Somebody in a room.
    RoomMember {
        person: PersonId,
        name: Option<String>,
        affiliation: Option<String>,
        stakeholder_group: Option<StakeholderGroup>,
        languages: Vec<String>,
        /// Those of them that everybody else in the room speaks too.
        shared_languages: Vec<String>,
        about: Option<String>,
        attendance: Attendance,
        here: bool,
        held_until_ms: Option<u64>,
        /// Of staff, and here to help.
        visitor: bool,
        /// May be named with the room's line.
        agrees: bool,
    }
    /// Something said in a room.
    LineEntry {
        number: u32,
        person: PersonId,
        name: Option<String>,
        text: String,
        at_ms: u64,
    }
    /// Another room for somebody who is alone.
    OfferEntry {
        room: RoomId,
        letter: Option<String>,
        members: Vec<OfferedMember>,
    }
    /// Somebody in that room.
    OfferedMember {
        person: PersonId,
        name: Option<String>,
        affiliation: Option<String>,
    }
    /// Somebody by name.
    NamedPerson {
        person: PersonId,
        name: Option<String>,
    }
    /// Somebody with whom contacts were exchanged.
    ContactEntry {
        person: PersonId,
        name: Option<String>,
        contact: String,
    }
    /// Where networking stands for one person.
    MyNetworking {
        /// Said that they are ready for the called round.
        ready: bool,
        room: Option<RoomId>,
        /// The letter of their table.
        table: Option<String>,
        /// A round is open, and they wait for the next one.
        waits_for_round: bool,
        /// They left, or their room was closed.
        sits_out: bool,
        offer: Option<OfferEntry>,
        visiting: Option<RoomId>,
        /// How they can be reached.
        contact: String,
        blocks: Vec<NamedPerson>,
        /// To whom they would give their contact.
        offered: Vec<PersonId>,
        /// Both said yes.
        contacts: Vec<ContactEntry>,
    }
}

/// Why somebody who takes part is in no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WhyUnseated {
    /// They left, or their room closed.
    Left,
    /// Their connection did not come back in time.
    Lost,
    /// No room takes them at present.
    Waiting,
}

/// What everybody may know of the rounds.
pub(super) fn put_common(view: &mut View, session: &Session, presence: &Presence) {
    let networking = &session.networking;
    if let Some(round) = networking.rounds.last() {
        let entry = round_entry(session, round, presence);
        view.insert("round".to_owned(), Entry::Round(Box::new(entry)));
    }
    if let Some((prompt, since_ms)) = &networking.discussion {
        let entry = DiscussionEntry {
            prompt: prompt.clone(),
            since_ms: *since_ms,
        };
        view.insert("discussion".to_owned(), Entry::Discussion(entry));
    }
}

/// What staff sees besides.
pub(super) fn put_staff(view: &mut View, session: &Session, presence: &Presence) {
    let networking = &session.networking;
    if let Some(round) = networking.open() {
        let entry = rooms_entry(session, round, presence);
        view.insert("rooms".to_owned(), Entry::Rooms(entry));
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
            let entry = harvest(session, round, room);
            view.insert(format!("harvest/{}", room.id), Entry::Harvest(entry));
        }
    }
    if !networking.meeting.reports.is_empty() {
        let entry = reports(session, networking);
        view.insert("reports".to_owned(), Entry::Reports(entry));
    }
}

/// A room from inside; empty for one that is not open.
pub(super) fn room(session: &Session, presence: &Presence, id: RoomId) -> View {
    let open = session.networking.open();
    let Some((round, room)) = open.and_then(|round| {
        let room = round.room(id).filter(|room| room.is_open());
        Some((round, room?))
    }) else {
        return View::new();
    };
    let seats = room.members.iter().map(|person| (*person, false));
    let guests = room.visitors.iter().map(|person| (*person, true));
    let members = seats.chain(guests).map(|(person, visitor)| {
        let known = session.people.get(&person);
        member(session, (round, room), person, known, visitor, presence)
    });
    let entry = RoomEntry {
        id,
        round: round.id,
        letter: room.table.clone(),
        prompt: round.settings.prompt.clone(),
        opened_at_ms: round.opened_at_ms,
        closes_at_ms: round.closes_at_ms,
        members: members.collect(),
        notes: NotesEntry {
            text: room.notes.text().to_owned(),
            revision: room.notes.revision(),
        },
        takeaway: NotesEntry {
            text: room.takeaway.clone(),
            revision: room.takeaway_revision,
        },
        called_at_ms: room.called_at_ms,
    };
    let mut view = View::from([("room".to_owned(), Entry::Room(Box::new(entry)))]);
    let hidden = room.lines.len().saturating_sub(limits::LINES_SHOWN_MAX);
    for line in &room.lines[hidden..] {
        let entry = LineEntry {
            number: line.number,
            person: line.person,
            name: name(session, line.person),
            text: line.text.clone(),
            at_ms: line.at_ms,
        };
        view.insert(format!("room/line/{}", line.number), Entry::Line(entry));
    }
    view
}

/// Where networking stands for one person.
pub(super) fn mine(session: &Session, person: &Person) -> MyNetworking {
    let networking = &session.networking;
    let id = person.id;
    let current = networking.current();
    let open = networking.open();
    let room = open.and_then(|round| round.room_of(id));
    let left = open.and_then(|round| round.unseated.get(&id)) == Some(&Unseated::Left);
    let visiting = open.and_then(|round| {
        let mut rooms = round.rooms.iter();
        rooms.find(|room| room.is_open() && room.visitors.contains(&id))
    });
    let meeting = &networking.meeting;
    let blocks = meeting
        .blocks
        .range((id, PersonId(0))..=(id, PersonId(u32::MAX)));
    let offered = meeting
        .offered
        .range((id, PersonId(0))..=(id, PersonId(u32::MAX)));
    let contacts = meeting.exchanged(id).map(|other| ContactEntry {
        person: other,
        name: name(session, other),
        contact: meeting.contacts.get(&other).cloned().unwrap_or_default(),
    });
    MyNetworking {
        ready: current.is_some_and(|round| round.ready.contains(&id)),
        room: room.map(|room| room.id),
        table: room.and_then(|room| room.table.clone()),
        waits_for_round: open.is_some() && room.is_none() && !left && person.takes_part(),
        sits_out: left,
        offer: open.and_then(|round| offer(session, round, id)),
        visiting: visiting.map(|room| room.id),
        contact: meeting.contacts.get(&id).cloned().unwrap_or_default(),
        blocks: blocks
            .map(|(_, other)| NamedPerson {
                person: *other,
                name: name(session, *other),
            })
            .collect(),
        offered: offered.map(|(_, other)| *other).collect(),
        contacts: contacts.collect(),
    }
}

fn round_entry(session: &Session, round: &Round, presence: &Presence) -> RoundEntry {
    let settings = &round.settings;
    let expected = players(&session.people, presence, settings.tables);
    let is_last = session.networking.awaiting_next();
    let can_follow = is_last.is_some_and(|last| last.id == round.id);
    RoundEntry {
        id: round.id,
        number: round.number,
        of: settings.rounds,
        prompt: settings.prompt.clone(),
        settings: settings.clone(),
        called_at_ms: round.called_at_ms,
        draws_at_ms: round.draws_at_ms.filter(|_| round.is_called()),
        ready: expected.intersection(&round.ready).count(),
        expected: expected.len(),
        drawn_at_ms: round.drawn_at_ms,
        opened_at_ms: round.opened_at_ms,
        closes_at_ms: round.closes_at_ms,
        rooms: round.rooms.len(),
        people: round.rooms.iter().map(|room| room.members.len()).sum(),
        warned_ms: round.warned_ms.first().copied(),
        message: round
            .message
            .clone()
            .map(|(text, at_ms)| RoundMessage { text, at_ms }),
        tables: tables(session, round),
        closed_at_ms: round.closed.map(|(at_ms, _)| at_ms),
        closed_by: round.closed.map(|(_, by)| by),
        can_follow,
        next_at_ms: round.next_call().filter(|_| can_follow),
    }
}

fn tables(session: &Session, round: &Round) -> Vec<TableEntry> {
    if round.settings.tables == Tables::None || round.closed.is_some() {
        return Vec::new();
    }
    let table = |room: &Room| {
        let here: Vec<&Person> = room
            .members
            .iter()
            .filter_map(|id| session.people.get(id))
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
    let unseated = unseated.map(|person| UnseatedPerson {
        person: *person,
        name: name(session, *person),
        why: match round.unseated.get(person) {
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

fn harvest(session: &Session, round: &Round, room: &Room) -> HarvestEntry {
    let mut entries = session.capture.entries.values();
    let kept = entries.find(|entry| entry.room == Some(room.id) && !entry.removed);
    HarvestEntry {
        room: room.id,
        round: round.id,
        letter: room.table.clone(),
        prompt: round.settings.prompt.clone(),
        takeaway: room.takeaway.clone(),
        notes: room.notes.text().to_owned(),
        people: room.met.len(),
        names: room.named(session),
        kept: kept.map(|entry| entry.id),
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

fn member(
    session: &Session,
    (round, room): (&Round, &Room),
    person: PersonId,
    known: Option<&Person>,
    visitor: bool,
    presence: &Presence,
) -> RoomMember {
    let profile = known
        .map(|person| person.profile.clone())
        .unwrap_or_default();
    let others = room.members.iter().filter(|other| **other != person);
    let others: Vec<Vec<String>> = others
        .filter_map(|other| session.people.get(other))
        .map(spoken)
        .collect();
    let own = known.map(spoken).unwrap_or_default();
    // Whoever names no language is no reason to think that they share none.
    let shared = own.into_iter().filter(|tag| {
        let mut others = others.iter().filter(|spoken| !spoken.is_empty());
        !visitor && others.all(|spoken| spoken.contains(tag))
    });
    RoomMember {
        person,
        shared_languages: shared.collect(),
        name: profile.name,
        affiliation: profile.affiliation,
        stakeholder_group: profile.stakeholder_group,
        languages: profile.languages,
        about: profile.about,
        attendance: profile.attendance,
        here: presence.contains(&person),
        held_until_ms: round.held.get(&person).copied(),
        visitor,
        agrees: room.agreed.contains(&person),
    }
}

fn offer(session: &Session, round: &Round, person: PersonId) -> Option<OfferEntry> {
    let room = round.room(*round.offers.get(&person)?)?;
    let members = room.members.iter().map(|other| {
        let profile = session.people.get(other).map(|it| &it.profile);
        OfferedMember {
            person: *other,
            name: profile.and_then(|profile| profile.name.clone()),
            affiliation: profile.and_then(|profile| profile.affiliation.clone()),
        }
    });
    Some(OfferEntry {
        room: room.id,
        letter: room.table.clone(),
        members: members.collect(),
    })
}

fn name(session: &Session, person: PersonId) -> Option<String> {
    let person = session.people.get(&person);
    person.and_then(|person| person.profile.name.clone())
}
