//! The role links that a page asks for.

use std::collections::BTreeMap;

use strum::VariantArray;

use super::facts::About;
use crate::ids::LinkId;
use crate::igf::PagePerson;
use crate::links::Link;
use crate::role::{HandedOut, Role, Roles};

/// The links that a page asks for: one a person, carrying all the roles that the page gives them,
/// then those that the hour needs besides, in the order in which they are handed out.
#[must_use]
pub(super) fn first_links(about: &About) -> Vec<Link> {
    let mut drafts: Vec<(Roles, Option<String>, Option<String>)> =
        vec![(Roles::from([Role::Organiser]), None, None)];
    let mut at_by_name: BTreeMap<String, usize> = BTreeMap::new();
    for (role, people) in named(about) {
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
    let is_lacking = |role: Role| !drafts.iter().any(|(roles, ..)| roles.contains(&role));
    let mut besides: Vec<(HandedOut, Role)> = Role::VARIANTS
        .iter()
        .map(|role| (role.handed_out(), *role))
        .filter(|(handed_out, role)| match handed_out {
            HandedOut::AtLeastOne | HandedOut::One => is_lacking(*role),
            HandedOut::OneMore => true,
            HandedOut::None => false,
        })
        .collect();
    besides.sort();
    drafts.extend(
        besides
            .into_iter()
            .map(|(_, role)| (Roles::from([role]), None, None)),
    );
    (1..)
        .zip(drafts)
        .map(|(id, (roles, holder, affiliation))| Link {
            id: LinkId(id),
            roles,
            holder,
            affiliation,
            generation: 1,
            revoked: false,
            rotated_by: None,
        })
        .collect()
}

/// The roles that the page gives somebody and that no link of theirs carries.
#[must_use]
pub(super) fn missing_roles(links: &BTreeMap<LinkId, Link>, about: &About, name: &str) -> Roles {
    let is_them = |one: &str| one.to_lowercase() == name.to_lowercase();
    let asked = named(about)
        .into_iter()
        .filter(|(_, people)| people.iter().any(|person| is_them(&person.name)))
        .map(|(role, _)| role);
    let held = |role: &Role| {
        links
            .values()
            .any(|link| !link.revoked && link.is_held_by(name) && link.roles.contains(role))
    };
    asked.filter(|role| !held(role)).collect()
}

/// Whom the page names for what.
fn named(about: &About) -> [(Role, &Vec<PagePerson>); 4] {
    [
        (Role::Moderator, &about.onsite_moderators),
        (Role::Moderator, &about.online_moderators),
        (Role::Rapporteur, &about.rapporteurs),
        (Role::Speaker, &about.speakers),
    ]
}
