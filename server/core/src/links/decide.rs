//! Decisions about role links and the door.

use std::collections::BTreeMap;

use super::command::Command;
use super::event::Event;
use super::state::{Link, Links};
use crate::ids::{LinkId, PersonId};
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::terms::{Role, Roles};

type Decided = Result<Vec<Event>, Rejection>;

/// What the rules about links look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) links: &'a Links,
    /// The person who asks, if a person does.
    pub(crate) asking: Option<PersonId>,
}

/// Decides about a link or the door.
pub(crate) fn decide(hall: &Hall<'_>, command: &Command) -> Decided {
    match command {
        Command::RotateLink { link } => rotate(hall, *link),
        Command::RevokeLink { link } => revoke(hall.links, *link),
        Command::AddIntegration { name } => add_integration(hall.links, name),
        Command::SetDoor { open } => Ok(set_door(hall.links, *open)),
    }
}

fn set_door(links: &Links, open: bool) -> Vec<Event> {
    if links.door_closed != open {
        Vec::new()
    } else {
        vec![Event::DoorSet { open }]
    }
}

/// Issues a link for another system, by the name that staff knows it by.
///
/// # Errors
/// The name is missing, too long or taken, or there are as many links as allowed.
pub(super) fn add_integration(links: &BTreeMap<LinkId, Link>, name: &str) -> Decided {
    let name = Field::Name.line(name, limits::NAME_CHARS_MAX)?;
    if links.values().any(|link| link.is_held_by(&name)) {
        return Err(Rejection::SpeakerKnown { name });
    }
    Ok(vec![Event::LinkIssued {
        link: issued(links, Role::Integration, name, None)?,
    }])
}

/// A new link with one role.
///
/// # Errors
/// There are as many links as allowed.
pub(crate) fn issued(
    links: &BTreeMap<LinkId, Link>,
    role: Role,
    holder: String,
    affiliation: Option<String>,
) -> Result<Link, Rejection> {
    if links.len() >= limits::LINKS_MAX {
        return Err(Rejection::Full {
            field: Field::People,
            max: limits::LINKS_MAX,
        });
    }
    let last = links.last_key_value().map_or(0, |(id, _)| id.0);
    Ok(Link {
        id: LinkId(last + 1),
        roles: Roles::from([role]),
        holder: Some(holder),
        affiliation,
        generation: 1,
        revoked: false,
        rotated_by: None,
    })
}

/// Replaces the secret of a link; one that was revoked is issued anew.
///
/// # Errors
/// The link is unknown.
pub(super) fn rotate(hall: &Hall<'_>, link: LinkId) -> Decided {
    let present = hall.links.get(&link).ok_or(Rejection::LinkUnknown)?;
    Ok(vec![Event::LinkRotated {
        link,
        generation: present.generation + 1,
        // The secret that was revoked opens nothing any more, whoever asks.
        by: hall.asking.filter(|_| !present.revoked),
    }])
}

/// Makes a link open nothing; the last organiser link stays, or nobody could mend anything.
///
/// # Errors
/// The link is unknown, or the last of the organiser.
pub(super) fn revoke(links: &BTreeMap<LinkId, Link>, link: LinkId) -> Decided {
    let present = links.get(&link).ok_or(Rejection::LinkUnknown)?;
    let other_organiser = links
        .values()
        .any(|other| other.id != link && !other.revoked && other.roles.contains(&Role::Organiser));
    if present.roles.contains(&Role::Organiser) && !other_organiser {
        return Err(Rejection::NotAllowed);
    }
    Ok(if present.revoked {
        Vec::new()
    } else {
        vec![Event::LinkRevoked { link }]
    })
}
