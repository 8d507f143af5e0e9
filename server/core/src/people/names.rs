//! Names that would pass for somebody else's.

use std::collections::BTreeMap;

use unicode_security::skeleton;

use super::state::Person;
use crate::ids::LinkId;
use crate::links::Link;
use crate::rejection::Rejection;

/// What those who run a session are called, in the six languages: nobody else may be called that.
const ROLE_NAMES: &[&str] = &[
    "moderator",
    "the moderator",
    "online moderator",
    "onsite moderator",
    "host",
    "organiser",
    "organizer",
    "rapporteur",
    "modérateur",
    "modératrice",
    "organisateur",
    "moderador",
    "moderadora",
    "organizador",
    "relator",
    "модератор",
    "организатор",
    "докладчик",
    "主持人",
    "组织者",
    "مدير الجلسة",
    "المنظم",
];

/// Refuses a name that looks like that of somebody who runs or speaks in the session, or like a role.
///
/// # Errors
/// It is theirs, and this person did not come by their link.
pub(super) fn check_name(
    links: &BTreeMap<LinkId, Link>,
    person: &Person,
    name: &str,
) -> Result<(), Rejection> {
    let own = person.link.and_then(|link| links.get(&link));
    if own.is_some() {
        return Ok(());
    }
    let worn = worn(name);
    let holders = links.values().filter(|link| !link.revoked);
    let mut holders = holders.filter_map(|link| link.holder.as_deref());
    let is_worn = |taken: &str| self::worn(taken) == worn;
    if holders.any(is_worn) || ROLE_NAMES.iter().copied().any(is_worn) {
        return Err(Rejection::NameReserved);
    }
    Ok(())
}

/// A name without what nobody reads in it: spaces, points, dashes.
fn worn(name: &str) -> String {
    face(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What a text looks like: look-alike letters of all scripts are one, and case does not count.
pub(crate) fn face(text: &str) -> String {
    let lower = text.to_lowercase();
    let folded: String = skeleton(&lower).collect();
    folded.to_lowercase()
}
