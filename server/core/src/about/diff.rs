//! A page read again, held against the session: what it says now, what the session says, and
//! what the page said when it was last taken in. Whatever differs from the last was changed: on
//! the page, or by hand; only the organiser knows which of two changes is right.

use serde::Serialize;

use super::facts::About;
use super::fields::{AboutField, PeopleList, is_same};
use super::imported::Imported;
use super::role_links::missing_roles;
use super::state::Subject;
use crate::agenda::{Agenda, MINUTE_MS, Segment};
use crate::igf::{AgendaItem, PagePerson, SegmentKind};
use crate::links::Links;

/// A page names a session's hour with this many segments; fewer are a mention.
const AGENDA_MIN: usize = 3;

/// What a page read again would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct AboutDiff {
    /// Of the description of the session that was looked at; a change names it.
    pub revision: u32,
    /// Facts that differ. What the page does not say is no difference.
    pub fields: Vec<FieldDiff>,
    /// People who differ. A list that the page does not have is no difference.
    pub people: Vec<PersonDiff>,
    /// The hour, where the page tells another one.
    pub agenda: Option<AgendaDiff>,
}

/// One fact in three readings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct FieldDiff {
    /// Which.
    pub field: AboutField,
    /// In the session.
    pub now: Option<String>,
    /// On the page read now.
    pub page: String,
    /// On the page as it was last taken in.
    pub imported: Option<String>,
    /// Whether it was changed by hand since.
    pub edited: bool,
    /// Whether the page has changed since.
    pub is_new: bool,
}

/// One person on one list in three readings; `None` where they are not on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[allow(missing_docs, reason = "as in `FieldDiff`")]
pub struct PersonDiff {
    pub list: PeopleList,
    pub name: String,
    pub now: Option<PagePerson>,
    pub page: Option<PagePerson>,
    pub imported: Option<PagePerson>,
    pub edited: bool,
    pub is_new: bool,
    /// Whether no role link of theirs would carry what the list asks of them.
    pub needs_link: bool,
}

/// The hour in two readings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[allow(missing_docs, reason = "as in `FieldDiff`")]
pub struct AgendaDiff {
    pub now: Vec<AgendaItem>,
    pub page: Vec<AgendaItem>,
    pub edited: bool,
    pub is_new: bool,
    /// Whether the page's may still replace it: no segment has begun.
    pub can_replace: bool,
}

/// Compares a page with a session that exists.
#[must_use]
pub fn diff(
    subject: &Subject,
    agenda: &Agenda,
    links: &Links,
    page: &Imported,
) -> Option<AboutDiff> {
    let now = subject.as_deref()?;
    let imported = subject.imported.as_deref()?;
    let fields = AboutField::ALL.into_iter();
    let lists = PeopleList::ALL.into_iter();
    Some(AboutDiff {
        revision: subject.revision,
        fields: fields
            .filter_map(|field| field_diff(field, now, &page.about, &imported.about))
            .collect(),
        people: lists
            .flat_map(|list| people_diff(links, list, now, &page.about, &imported.about))
            .collect(),
        agenda: agenda_diff(agenda, page, imported),
    })
}

fn field_diff(field: AboutField, now: &About, page: &About, imported: &About) -> Option<FieldDiff> {
    let (now, page) = (field.text(now), field.text(page)?);
    let imported = field.text(imported);
    (now.as_ref() != Some(&page)).then(|| FieldDiff {
        edited: now != imported,
        is_new: imported.as_ref() != Some(&page),
        field,
        now,
        page,
        imported,
    })
}

fn people_diff(
    links: &Links,
    list: PeopleList,
    now: &About,
    page: &About,
    imported: &About,
) -> Vec<PersonDiff> {
    if list.of(page).is_empty() {
        return Vec::new();
    }
    let mut names: Vec<&str> = Vec::new();
    for person in list.of(page).iter().chain(list.of(now)) {
        if !names.iter().any(|name| is_same(name, &person.name)) {
            names.push(&person.name);
        }
    }
    let one = |name: &str| {
        let [now, page, imported] = [now, page, imported].map(|about| list.find(about, name));
        (now != page).then(|| PersonDiff {
            list,
            name: name.to_owned(),
            now: now.cloned(),
            page: page.cloned(),
            imported: imported.cloned(),
            edited: now != imported,
            is_new: page != imported,
            needs_link: page.is_some() && needs_link(links, list, name),
        })
    };
    names.into_iter().filter_map(one).collect()
}

fn needs_link(links: &Links, list: PeopleList, name: &str) -> bool {
    let mut alone = About::default();
    list.of_mut(&mut alone).push(PagePerson {
        name: name.to_owned(),
        ..PagePerson::default()
    });
    !missing_roles(links, &alone, name).is_empty()
}

fn agenda_diff(agenda: &Agenda, page: &Imported, imported: &Imported) -> Option<AgendaDiff> {
    let segments = &agenda.segments;
    if page.agenda.len() < AGENDA_MIN || is_agenda(segments, &page.agenda) {
        return None;
    }
    Some(AgendaDiff {
        now: segments.iter().map(item_of).collect(),
        page: page.agenda.clone(),
        edited: !is_agenda(segments, &imported.agenda),
        is_new: page.agenda != imported.agenda,
        can_replace: agenda.started_at_ms.is_none() && agenda.ended_at_ms.is_none(),
    })
}

/// A part that the page does not name has whatever title the organiser gave it.
fn is_agenda(segments: &[Segment], items: &[AgendaItem]) -> bool {
    let is_one = |(segment, item): (&Segment, &AgendaItem)| {
        segment.kind == item.kind
            && (item.title.is_empty() || segment.title == item.title)
            && segment.length_ms == u64::from(item.plan_minutes) * MINUTE_MS
    };
    segments.len() == items.len() && segments.iter().zip(items).all(is_one)
}

fn item_of(segment: &Segment) -> AgendaItem {
    let minutes = |ms: u64| u32::try_from(ms / MINUTE_MS).unwrap_or(u32::MAX);
    let kind: SegmentKind = segment.kind;
    AgendaItem {
        kind,
        title: segment.title.clone(),
        minutes_min: Some(minutes(segment.min_ms)),
        minutes_max: Some(minutes(segment.max_ms)),
        plan_minutes: minutes(segment.length_ms),
    }
}
