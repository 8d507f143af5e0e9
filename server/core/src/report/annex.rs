//! The annex: who was there, as far as it may be counted.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::apart::apart;
use crate::floor::ItemKind;
use crate::igf::{Region, StakeholderGroup};
use crate::people::Person;
use crate::session::Session;
use crate::terms::{Attendance, Origin};

/// A remote hub.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hub {
    /// The hub, where it gave a name of its own and no person's.
    pub name: Option<String>,
    /// People behind its seat.
    pub heads: u32,
}

/// People by stakeholder group and region; last, those of whom it is not known or whose group is too
/// small to be counted apart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct PeopleGroups {
    pub by_group: Vec<(Option<StakeholderGroup>, usize)>,
    pub by_region: Vec<(Option<Region>, usize)>,
}

/// Hubs that joined or were entered by staff, the largest first.
pub(super) fn hubs(session: &Session) -> Vec<Hub> {
    let joined = participants(session).filter_map(|person| {
        let heads = person.profile.heads.unwrap_or(1);
        let name = person.profile.affiliation.clone();
        (person.profile.attendance == Attendance::Hub).then_some(Hub { name, heads })
    });
    let entered = session.floor.items.values().filter_map(|item| {
        let entered = &item.entered;
        let by_staff = entered.kind == ItemKind::Proxy && entered.origin == Origin::Hub;
        let heads = item.entered.heads.filter(|_| by_staff)?;
        let name = item.entered.name.clone().filter(|_| item.is_named());
        Some(Hub { name, heads })
    });
    // A hub that asked twice is one hub.
    let mut hubs: Vec<Hub> = Vec::new();
    for hub in joined.chain(entered) {
        let known = hubs
            .iter_mut()
            .find(|other| hub.name.is_some() && other.name == hub.name);
        match known {
            Some(known) => known.heads = known.heads.max(hub.heads),
            None => hubs.push(hub),
        }
    }
    hubs.sort_by_key(|hub| std::cmp::Reverse(hub.heads));
    hubs
}

/// People by group and region.
pub(super) fn people(session: &Session) -> PeopleGroups {
    PeopleGroups {
        by_group: counted(participants(session).map(|it| it.profile.stakeholder_group)),
        by_region: counted(participants(session).map(|it| it.profile.region)),
    }
}

fn participants(session: &Session) -> impl Iterator<Item = &Person> {
    let people = session.people.values();
    people.filter(|person| person.link.is_none())
}

fn counted<T: Ord + Copy>(of: impl Iterator<Item = Option<T>>) -> Vec<(Option<T>, usize)> {
    let mut people: BTreeMap<Option<T>, usize> = BTreeMap::new();
    for of in of {
        *people.entry(of).or_default() += 1;
    }
    let alone = apart(&people);
    let mut lines: BTreeMap<Option<T>, usize> = BTreeMap::new();
    for (of, people) in people {
        let line = of.filter(|of| alone.contains(of));
        *lines.entry(line).or_default() += people;
    }
    let mut lines: Vec<(Option<T>, usize)> = lines.into_iter().collect();
    // Those of whom it is not told come last.
    lines.sort_by_key(|(of, people)| (of.is_none(), std::cmp::Reverse(*people)));
    lines
}
