//! Decisions about who somebody is, and how they come in.

use std::collections::BTreeSet;

use super::command::Command;
use super::event::Event;
use super::names::check_name;
use super::profile::Profile;
use super::state::{People, Person};
use crate::context::Presence;
use crate::ids::{LinkId, PersonId};
use crate::limits;
use crate::links::Links;
use crate::rejection::{Field, Rejection};
use crate::terms::Attendance;

type Decided = Result<Vec<Event>, Rejection>;

/// What the rules about people look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) people: &'a People,
    pub(crate) links: &'a Links,
    /// Who is kept out.
    pub(crate) banned: &'a BTreeSet<PersonId>,
    pub(crate) presence: &'a Presence,
    /// Whose screen it is.
    pub(crate) asking: Option<PersonId>,
    pub(crate) now_ms: u64,
}

impl<'a> Hall<'a> {
    fn asking(&self) -> Result<&'a Person, Rejection> {
        self.people.asking(self.asking)
    }
}

/// Decides what somebody says of themselves, or lets them in.
pub(crate) fn decide(hall: &Hall<'_>, command: &Command) -> Decided {
    match command {
        Command::Join { key_hash, link } => join(hall, key_hash, *link),
        Command::Introduce { profile } => introduce(hall.links, hall.asking()?, profile.clone()),
        Command::TakePartInNetworking { takes_part } => {
            Ok(choose_networking(hall.asking()?, *takes_part))
        }
        Command::FreePlaces => Ok(free_places(hall.people, hall.presence)),
    }
}

/// Lets a new key in; a known one is in already, whatever the door says.
fn join(hall: &Hall<'_>, key_hash: &str, link: Option<LinkId>) -> Decided {
    if let Some(person) = hall.people.with_key(key_hash) {
        if hall.banned.contains(&person) {
            return Err(Rejection::Banned);
        }
        return take_link(hall, person, link);
    }
    let mut profile = Profile::default();
    match link {
        Some(link) => {
            let link = hall.links.get(&link).filter(|link| !link.revoked);
            let link = link.ok_or(Rejection::LinkUnknown)?;
            profile.name.clone_from(&link.holder);
            profile.affiliation.clone_from(&link.affiliation);
            // Who runs or speaks in the hour is in its room, until they say otherwise.
            profile.attendance = Attendance::Room;
        }
        None if hall.links.door_closed => return Err(Rejection::DoorClosed),
        None => {}
    }
    if hall.people.places_left(link.is_some()) == 0 {
        return Err(Rejection::Full {
            field: Field::People,
            max: limits::PEOPLE_MAX,
        });
    }
    let person = PersonId(hall.people.last_key_value().map_or(1, |(id, _)| id.0 + 1));
    let key_hash = key_hash.to_owned();
    Ok(vec![Event::PersonJoined {
        person,
        key_hash,
        link,
        profile,
        at_ms: hall.now_ms,
    }])
}

/// Somebody who is known comes by another link: the newest is theirs, as their screens say.
fn take_link(hall: &Hall<'_>, person: PersonId, link: Option<LinkId>) -> Decided {
    let known = hall.people.get(&person).and_then(|person| person.link);
    let Some(link) = link.filter(|link| known != Some(*link)) else {
        return Ok(Vec::new());
    };
    let open = hall.links.get(&link).filter(|link| !link.revoked);
    open.ok_or(Rejection::LinkUnknown)?;
    Ok(vec![Event::PersonLinked { person, link }])
}

fn introduce(links: &Links, person: &Person, profile: Profile) -> Decided {
    let profile = profile.checked()?;
    if let Some(name) = &profile.name {
        check_name(links, person, name)?;
    }
    if profile == person.profile {
        return Ok(Vec::new());
    }
    Ok(vec![Event::PersonIntroduced {
        person: person.id,
        profile,
    }])
}

fn choose_networking(person: &Person, takes_part: bool) -> Vec<Event> {
    if person.networking == Some(takes_part) {
        return Vec::new();
    }
    vec![Event::NetworkingChosen {
        person: person.id,
        takes_part,
    }]
}

fn free_places(people: &People, presence: &Presence) -> Vec<Event> {
    let people = people.silent(presence);
    let freed = (!people.is_empty()).then_some(Event::PlacesFreed { people });
    freed.into_iter().collect()
}
