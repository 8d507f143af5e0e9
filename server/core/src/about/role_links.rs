//! The role links that a page asks for.

use std::collections::BTreeMap;

use super::facts::About;
use crate::ids::LinkId;
use crate::links::Link;
use crate::terms::{Role, Roles};

/// The links that a page asks for: one a person, carrying all the roles that the page gives them,
/// and one each for the organiser, a floor runner, the display and the lectern.
#[must_use]
pub(super) fn first_links(about: &About) -> Vec<Link> {
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

/// The roles that the page gives somebody and that no link of theirs carries.
#[must_use]
pub(super) fn missing_roles(links: &BTreeMap<LinkId, Link>, about: &About, name: &str) -> Roles {
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
