//! Commands about who somebody is, and how they come in.

use super::command::Command;
use super::event::Event;
use super::{Person, Profile};
use crate::conduct;
use crate::context::Context;
use crate::ids::{LinkId, PersonId};
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::session::Session;
use crate::terms::Attendance;

type Decided = Result<Vec<Event>, Rejection>;

/// Decides what somebody says of themselves, or lets them in.
pub(crate) fn decide(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    match command {
        Command::Join { key_hash, link } => join(session, key_hash, *link, context.now_ms),
        Command::Introduce { profile } => {
            introduce(session, session.asking(context)?, profile.clone())
        }
        Command::TakePartInNetworking { takes_part } => {
            Ok(choose_networking(session.asking(context)?, *takes_part))
        }
    }
}

/// Lets a new key in; a known one is in already, whatever the door says.
fn join(session: &Session, key_hash: &str, link: Option<LinkId>, at_ms: u64) -> Decided {
    if let Some(person) = session.person_by_key.get(key_hash) {
        if session.conduct.banned.contains(person) {
            return Err(Rejection::Banned);
        }
        return take_link(session, *person, link);
    }
    let mut profile = Profile::default();
    match link {
        Some(link) => {
            let link = session.links.get(&link).filter(|link| !link.revoked);
            let link = link.ok_or(Rejection::LinkUnknown)?;
            profile.name.clone_from(&link.holder);
            profile.affiliation.clone_from(&link.affiliation);
            // Who runs or speaks in the hour is in its room, until they say otherwise.
            profile.attendance = Attendance::Room;
        }
        None if session.door_closed => return Err(Rejection::DoorClosed),
        None => {}
    }
    if session.people.len() >= limits::PEOPLE_MAX {
        return Err(Rejection::Full {
            field: Field::People,
            max: limits::PEOPLE_MAX,
        });
    }
    let person = PersonId(
        session
            .people
            .last_key_value()
            .map_or(1, |(id, _)| id.0 + 1),
    );
    let key_hash = key_hash.to_owned();
    Ok(vec![Event::PersonJoined {
        person,
        key_hash,
        link,
        profile,
        at_ms,
    }])
}

/// Somebody who is known comes by another link: the newest is theirs, as their screens say.
fn take_link(session: &Session, person: PersonId, link: Option<LinkId>) -> Decided {
    let known = session.people.get(&person).and_then(|person| person.link);
    let Some(link) = link.filter(|link| known != Some(*link)) else {
        return Ok(Vec::new());
    };
    let open = session.links.get(&link).filter(|link| !link.revoked);
    open.ok_or(Rejection::LinkUnknown)?;
    Ok(vec![Event::PersonLinked { person, link }])
}

fn introduce(session: &Session, person: &Person, profile: Profile) -> Decided {
    let profile = profile.checked()?;
    if let Some(name) = &profile.name {
        conduct::check_name(&session.links, person, name)?;
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
