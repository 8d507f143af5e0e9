//! Rounds and rooms as each audience sees them: from outside, from inside, as staff, as oneself.

mod entry;
mod staff;

pub use entry::{
    ContactEntry, DiscussionEntry, HarvestEntry, LineEntry, MyNetworking, NamedPerson, NotesEntry,
    OfferEntry, OfferedMember, ReportedEntry, ReportsEntry, RoomEntry, RoomGuest, RoomMember,
    RoomsEntry, RoundEntry, RoundMessage, SeatEntry, StaffRoom, TableEntry, UnseatedPerson,
    WhyUnseated,
};
pub(super) use staff::put_staff;

use super::View;
use super::entry::Entry;
use crate::context::Presence;
use crate::ids::{PersonId, RoomId};
use crate::limits;
use crate::networking::{Room, Round, Tables, Unseated, players, spoken};
use crate::people::Person;
use crate::session::Session;

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
        draws_at_ms: round.draws_at_ms.filter(|_| round.is_called()),
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
    // Of whoever names no language, nobody knows that they share one.
    let shared = own
        .into_iter()
        .filter(|tag| !visitor && others.iter().all(|spoken| spoken.contains(tag)));
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
