//! Changing what a session is about: by hand, or from its page read again. Nothing is
//! changed but what the organiser named.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::event::Event;
use super::facts::About;
use super::fields::{AboutField, PeopleList, is_same};
use super::hall::Hall;
use super::imported::Imported;
use super::role_links::missing_roles;
use crate::agenda::{self, Agenda, SegmentPlan};
use crate::ids::LinkId;
use crate::limits;
use crate::links::{self, Link, Links};
use crate::rejection::{Field, Rejection};

/// What is to change, and where the values come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Changes {
    /// The values.
    pub from: ChangeSource,
    /// Facts that are taken over.
    #[serde(default)]
    pub fields: Vec<AboutField>,
    /// People who are taken over: put on the list, changed, or taken off it, as in the values.
    #[serde(default)]
    pub people: Vec<Listed>,
    /// Names of those who get a role link for what no link of theirs carries yet.
    #[serde(default)]
    #[cfg_attr(feature = "wire", schemars(length(max = limits::LINKS_MAX)))]
    pub links: Vec<String>,
    /// Segments in place of those that have not begun; none leaves them.
    #[serde(default)]
    #[cfg_attr(feature = "wire", ts(optional))]
    #[cfg_attr(feature = "wire", schemars(length(min = 1, max = limits::SEGMENTS_MAX)))]
    pub agenda: Option<Vec<SegmentPlan>>,
}

/// Where values come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChangeSource {
    /// The organiser's own hand.
    Hand(Box<About>),
    /// The page; the next one is compared with it, whatever of it is taken over.
    Page(Box<Imported>),
}

/// Somebody on a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Listed {
    pub list: PeopleList,
    pub name: String,
}

/// Decides a change of what the session is about; `revision` is the one seen.
///
/// # Errors
/// Somebody else has changed it since, a value is past its bound, there are as many links as
/// allowed, or the session has begun and its segments are to be replaced.
pub(super) fn revise<E>(
    hall: &Hall<'_>,
    present: &About,
    changes: &Changes,
    revision: u32,
) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<links::Event> + From<agenda::Event>,
{
    let subject = hall.subject;
    if revision != subject.revision {
        return Err(Rejection::AboutChanged {
            revision: subject.revision,
        });
    }
    let (values, page) = checked(&changes.from)?;
    let about = taken_over(present, &values, changes).checked()?;
    let issued = new_links(hall.links, &about, &changes.links)?;
    let mut events: Vec<E> = Vec::new();
    let is_same_page = page.is_none() || page == subject.imported;
    if about != *present || !is_same_page {
        let revised = Event::AboutRevised {
            scheduled_start_ms: about.scheduled_start_ms(),
            about: Box::new(about),
            imported: page,
            revision: revision + 1,
            at_ms: hall.now_ms,
        };
        events.push(revised.into());
    }
    let mut all_links = BTreeMap::clone(hall.links);
    for link in issued {
        all_links.insert(link.id, link.clone());
        events.push(links::Event::LinkIssued { link }.into());
    }
    if let Some(plans) = &changes.agenda {
        let replaced = replaced(hall.agenda, &all_links, plans)?;
        events.extend(replaced.into_iter().map(E::from));
    }
    Ok(events)
}

/// The values, cleaned, and the page where they come from one.
fn checked(from: &ChangeSource) -> Result<(About, Option<Box<Imported>>), Rejection> {
    match from {
        ChangeSource::Hand(about) => Ok((about.as_ref().clone().bounded()?, None)),
        ChangeSource::Page(page) => {
            let page = page.as_ref().clone().checked()?;
            Ok((page.about.clone(), Some(Box::new(page))))
        }
    }
}

fn taken_over(present: &About, values: &About, changes: &Changes) -> About {
    let mut about = present.clone();
    for field in &changes.fields {
        field.copy(values, &mut about);
    }
    for Listed { list, name } in &changes.people {
        let value = list.find(values, name).cloned();
        let people = list.of_mut(&mut about);
        let at = people.iter().position(|one| is_same(&one.name, name));
        match (at, value) {
            (Some(at), Some(value)) => people[at] = value,
            (Some(at), None) => drop(people.remove(at)),
            (None, Some(value)) => people.push(value),
            (None, None) => {}
        }
    }
    about
}

/// A link for each name, with the roles that no link of theirs carries. No link is ever taken
/// away: whoever holds one may be in the room already.
fn new_links(links: &Links, about: &About, names: &[String]) -> Result<Vec<Link>, Rejection> {
    let mut all = BTreeMap::clone(links);
    let mut issued = Vec::new();
    if names.len() > limits::LINKS_MAX {
        return Err(Rejection::Full {
            field: Field::People,
            max: limits::LINKS_MAX,
        });
    }
    for name in names {
        let roles = missing_roles(&all, about, name);
        let Some(person) = about.everybody().find(|one| is_same(&one.name, name)) else {
            continue;
        };
        let Some(first) = roles.first().copied() else {
            continue;
        };
        let affiliation = person.affiliation.clone();
        let link = links::issued(&all, first, person.name.clone(), affiliation)?;
        let link = Link { roles, ..link };
        all.insert(link.id, link.clone());
        issued.push(link);
    }
    Ok(issued)
}

/// Replaces an hour that has not begun, step by step as a moderator would.
fn replaced(
    agenda: &Agenda,
    links: &BTreeMap<LinkId, Link>,
    plans: &[SegmentPlan],
) -> Result<Vec<agenda::Event>, Rejection> {
    if let Some(first) = agenda.segments.first()
        && agenda.started_at_ms.is_some()
    {
        return Err(Rejection::SegmentNotAhead { segment: first.id });
    }
    if plans.is_empty() {
        return Err(Rejection::TextMissing {
            field: Field::Agenda,
        });
    }
    let mut scratch = agenda.clone();
    let mut events = Vec::new();
    let mut follow = |scratch: &mut Agenda, decided: Vec<agenda::Event>| {
        decided.iter().for_each(|event| scratch.evolve(event));
        events.extend(decided);
    };
    // One stays to the end: an hour is never without a segment.
    let old: Vec<_> = agenda.segments.iter().map(|segment| segment.id).collect();
    for segment in old.iter().skip(1) {
        let decided = agenda::remove(&scratch, *segment)?;
        follow(&mut scratch, decided);
    }
    for plan in plans {
        let decided = agenda::insert(&scratch, links, plan, None)?;
        follow(&mut scratch, decided);
    }
    for segment in old.iter().take(1) {
        let decided = agenda::remove(&scratch, *segment)?;
        follow(&mut scratch, decided);
    }
    Ok(events)
}
