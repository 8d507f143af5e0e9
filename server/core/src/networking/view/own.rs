//! Rounds as one person sees them.

use super::super::state::{Round, Unseated};
use super::entry::{ContactEntry, MyNetworking, NamedPerson, OfferEntry, OfferedMember};
use super::shown::Shown;
use crate::ids::PersonId;
use crate::people::Person;

/// Where networking stands for one person.
pub(crate) fn mine(shown: Shown<'_>, person: &Person) -> MyNetworking {
    let networking = shown.networking;
    let id = person.id;
    let current = networking.current();
    let open = networking.open();
    let room = open.and_then(|round| round.room_of(id));
    let left = open.and_then(|round| round.unseated.get(&id)) == Some(&Unseated::Left);
    let visiting = open.and_then(|round| round.rooms.visited_by(id));
    let meeting = &networking.meeting;
    let blocks = meeting
        .blocks
        .range((id, PersonId(0))..=(id, PersonId(u32::MAX)));
    let offered = meeting
        .offered
        .range((id, PersonId(0))..=(id, PersonId(u32::MAX)));
    let contacts = meeting.exchanged(id).map(|other| ContactEntry {
        person: other,
        name: shown.name(other),
        contact: meeting.contacts.get(&other).cloned().unwrap_or_default(),
    });
    let contacts: Vec<ContactEntry> = contacts.collect();
    let met = networking.met_by(id).into_iter();
    let met = met.filter(|other| {
        let is_blocked = meeting.blocks.contains(&(id, *other));
        let has_contact = contacts.iter().any(|contact| contact.person == *other);
        !is_blocked && !has_contact && shown.is_known(*other)
    });
    MyNetworking {
        ready: current.is_some_and(|round| round.ready.contains(&id)),
        room: room.map(|room| room.id),
        table: room.and_then(|room| room.table.clone()),
        waits_for_round: open.is_some() && room.is_none() && !left && person.takes_part(),
        sits_out: left,
        offer: open.and_then(|round| offer(shown, round, id)),
        visiting: visiting.map(|room| room.id),
        contact: meeting.contacts.get(&id).cloned().unwrap_or_default(),
        blocks: blocks
            .map(|(_, other)| NamedPerson {
                person: *other,
                name: shown.name(*other),
            })
            .collect(),
        offered: offered.map(|(_, other)| *other).collect(),
        met: met.map(|other| member(shown, other)).collect(),
        contacts,
    }
}

fn offer(shown: Shown<'_>, round: &Round, person: PersonId) -> Option<OfferEntry> {
    let room = round.room(*round.offers.get(&person)?)?;
    let members = room.members.iter().map(|other| member(shown, *other));
    Some(OfferEntry {
        room: room.id,
        letter: room.table.clone(),
        members: members.collect(),
    })
}

fn member(shown: Shown<'_>, person: PersonId) -> OfferedMember {
    let profile = shown.people.get(&person).map(|it| &it.profile);
    OfferedMember {
        person,
        name: profile.and_then(|profile| profile.name.clone()),
        affiliation: profile.and_then(|profile| profile.affiliation.clone()),
    }
}
