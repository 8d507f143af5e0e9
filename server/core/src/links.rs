//! Role links: which a session begins with, and how they change (S2).

mod command;
mod decide;
mod event;

pub use command::Command;
pub(crate) use decide::decide;
pub use event::Event;

use std::collections::BTreeMap;

use crate::about::About;
use crate::ids::LinkId;
use crate::limits;
use crate::people::Link;
use crate::rejection::{Field, Rejection};
use crate::terms::{Role, Roles};

/// The links that a page asks for: one a person, carrying all the roles that the page gives them,
/// and one each for the organiser, a floor runner, the display and the lectern.
#[must_use]
pub fn first_links(about: &About) -> Vec<Link> {
    let mut drafts: Vec<(Roles, Option<String>, Option<String>)> =
        vec![(Roles::from([Role::Organiser]), None, None)];
    let mut at_by_name: BTreeMap<String, usize> = BTreeMap::new();
    let named = [
        (Role::Moderator, &about.onsite_moderators),
        (Role::Moderator, &about.online_moderators),
        (Role::Rapporteur, &about.rapporteurs),
        (Role::Speaker, &about.speakers),
    ];
    for (role, people) in named {
        for person in people {
            let at = *at_by_name
                .entry(person.name.to_lowercase())
                .or_insert_with(|| {
                    drafts.push((Roles::new(), Some(person.name.clone()), None));
                    drafts.len() - 1
                });
            let (roles, _, affiliation) = &mut drafts[at];
            roles.insert(role);
            *affiliation = affiliation.take().or_else(|| person.affiliation.clone());
        }
    }
    // A page may name nobody for a part of the work that the hour cannot do without.
    for role in [Role::Moderator, Role::Rapporteur] {
        if !drafts.iter().any(|(roles, ..)| roles.contains(&role)) {
            drafts.push((Roles::from([role]), None, None));
        }
    }
    drafts.push((Roles::from([Role::FloorRunner]), None, None));
    drafts.push((Roles::from([Role::Display]), None, None));
    // A speakers' screen that nobody holds: it stands at the lectern.
    drafts.push((Roles::from([Role::Speaker]), None, None));
    (1..)
        .zip(drafts)
        .map(|(id, (roles, holder, affiliation))| Link {
            id: LinkId(id),
            roles,
            holder,
            affiliation,
            generation: 1,
            revoked: false,
        })
        .collect()
}

/// Issues a link for another system, by the name that staff knows it by.
///
/// # Errors
/// The name is missing, too long or taken, or there are as many links as allowed.
pub fn add_integration(
    links: &BTreeMap<LinkId, Link>,
    name: &str,
) -> Result<Vec<Event>, Rejection> {
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
    })
}

/// The roles that the page gives somebody and that no link of theirs carries.
#[must_use]
pub fn missing_roles(links: &BTreeMap<LinkId, Link>, about: &About, name: &str) -> Roles {
    let named = [
        (Role::Moderator, &about.onsite_moderators),
        (Role::Moderator, &about.online_moderators),
        (Role::Rapporteur, &about.rapporteurs),
        (Role::Speaker, &about.speakers),
    ];
    let is_them = |one: &str| one.to_lowercase() == name.to_lowercase();
    let asked = named
        .iter()
        .filter(|(_, people)| people.iter().any(|person| is_them(&person.name)))
        .map(|(role, _)| *role);
    let held = |role: &Role| {
        links
            .values()
            .any(|link| !link.revoked && link.is_held_by(name) && link.roles.contains(role))
    };
    asked.filter(|role| !held(role)).collect()
}

/// Replaces the secret of a link.
///
/// # Errors
/// The link is unknown or revoked.
pub fn rotate(links: &BTreeMap<LinkId, Link>, link: LinkId) -> Result<Vec<Event>, Rejection> {
    let present = links
        .get(&link)
        .filter(|link| !link.revoked)
        .ok_or(Rejection::LinkUnknown)?;
    Ok(vec![Event::LinkRotated {
        link,
        generation: present.generation + 1,
    }])
}

/// Makes a link open nothing; the last organiser link stays, or nobody could mend anything.
///
/// # Errors
/// The link is unknown, or the last of the organiser.
pub fn revoke(links: &BTreeMap<LinkId, Link>, link: LinkId) -> Result<Vec<Event>, Rejection> {
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
