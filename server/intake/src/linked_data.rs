//! Events as pages describe them for machines: schema.org's `Event` and its kinds, in JSON-LD. An event
//! with events of its own is a conference where those are sessions, and else a session with an agenda.

use jiff::Timestamp;
use onefloor_page::{PageReading, agenda_of};
use serde_json::Value;

use crate::draft::People;
use crate::json::{Object, plain};
use crate::{SourceKind, Unreadable, draft, limits, roles, when};

/// Keys that say nothing to a person.
const FURNITURE: [&str; 27] = [
    "@context",
    "@type",
    "@id",
    "url",
    "image",
    "sameAs",
    "identifier",
    "mainEntityOfPage",
    "eventStatus",
    "eventAttendanceMode",
    "offers",
    "isAccessibleForFree",
    "inLanguage",
    "superEvent",
    "potentialAction",
    "thumbnailUrl",
    "dateModified",
    "datePublished",
    "maximumAttendeeCapacity",
    "logo",
    "previousStartDate",
    "doorTime",
    "workFeatured",
    "recordedIn",
    "aggregateRating",
    "review",
    "typicalAgeRange",
];

/// Whether a value is linked data.
pub(crate) fn is_linked(value: &Value) -> bool {
    let is = |value: &Value| {
        ["@context", "@graph", "@type"]
            .iter()
            .any(|key| value.get(*key).is_some())
    };
    match value {
        Value::Array(values) => values.first().is_some_and(is),
        value => is(value),
    }
}

/// The events that a page describes, by its scripts.
pub(crate) fn of_scripts(scripts: Vec<String>) -> Vec<PageReading> {
    let values = scripts
        .iter()
        .filter_map(|script| serde_json::from_str(script.trim()).ok());
    sessions(values.collect()).unwrap_or_default()
}

/// The sessions of all events.
pub(crate) fn sessions(values: Vec<Value>) -> Result<Vec<PageReading>, Unreadable> {
    let mut sessions = Vec::new();
    for value in values {
        find(value, None, 0, &mut sessions);
    }
    if sessions.len() > limits::SESSIONS_MAX {
        return Err(Unreadable::TooMuch(SourceKind::LinkedData));
    }
    Ok(sessions)
}

/// Looks for events in lists, graphs and pages.
fn find(value: Value, room: Option<&str>, depth: usize, sessions: &mut Vec<PageReading>) {
    if depth > limits::EVENTS_DEPTH_MAX {
        return;
    }
    match value {
        Value::Array(values) => {
            for value in values {
                find(value, room, depth + 1, sessions);
            }
        }
        Value::Object(map) => {
            let value = Value::Object(map);
            if is_event(&value) {
                if let Some(event) = Object::of(value) {
                    read_event(event, room, depth, sessions);
                }
                return;
            }
            let mut holder = Object::of(value).unwrap_or_default();
            for key in [
                "@graph",
                "mainEntity",
                "itemListElement",
                "item",
                "event",
                "events",
            ] {
                if let Some(value) = holder.take(key) {
                    find(value, room, depth + 1, sessions);
                }
            }
        }
        _ => {}
    }
}

fn is_event(value: &Value) -> bool {
    let is =
        |kind: &str| kind.ends_with("Event") || kind.ends_with("EventSeries") || kind == "Festival";
    match value.get("@type") {
        Some(Value::String(kind)) => is(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

fn read_event(
    mut event: Object,
    room: Option<&str>,
    depth: usize,
    sessions: &mut Vec<PageReading>,
) {
    let mut within = event.list("subEvent");
    within.extend(event.list("subEvents"));
    let (within, other): (Vec<Value>, Vec<Value>) = within.into_iter().partition(is_event);
    let length = length_of(&event);
    let is_session =
        within.is_empty() || length.is_some_and(|length| length <= limits::MINUTES_MAX);
    if is_session {
        let mut page = session(event, room, within);
        other
            .iter()
            .for_each(|part| draft::leave_as(&mut page, "subEvent", &plain(part)));
        sessions.push(page);
        return;
    }
    // A conference is no session, but where its sessions say no place, its own holds.
    let place = event.take("location").map(|place| place_of(&place));
    for value in within {
        find(value, place.as_deref().or(room), depth + 1, sessions);
    }
}

fn session(mut event: Object, room: Option<&str>, parts: Vec<Value>) -> PageReading {
    let length = length_of(&event).and_then(|minutes| u32::try_from(minutes).ok());
    let mut page = draft::described(&event.text("description").unwrap_or_default(), length);
    draft::set_title(
        &mut page,
        &event.text_of(&["name", "headline"]).unwrap_or_default(),
    );
    let (start, end) = (event.text("startDate"), event.text("endDate"));
    let told = |text: &Option<String>| when::told(text.as_deref()?, None);
    if told(&start).is_none() {
        draft::leave_as(&mut page, "startDate", &start.clone().unwrap_or_default());
        draft::leave_as(&mut page, "endDate", &end.clone().unwrap_or_default());
    }
    draft::set_times(&mut page, told(&start), told(&end));
    if let Some(length) = event.text("duration") {
        match when::minutes(&length) {
            Some(minutes) => draft::set_length(&mut page, minutes),
            None => draft::leave_as(&mut page, "duration", &length),
        }
    }
    let places = event.list("location").into_iter();
    let mut places: Vec<String> = places.map(|place| place_of(&place)).collect();
    places.retain(|place| !place.is_empty());
    if places.is_empty() {
        places.extend(room.map(str::to_owned));
    }
    let mut places = places.into_iter();
    draft::set_room(&mut page, &places.next().unwrap_or_default());
    places.for_each(|place| draft::leave_as(&mut page, "location", &place));
    for keyword in event.list("keywords").iter().chain(&event.list("about")) {
        let name = keyword.get("name").unwrap_or(keyword);
        plain(name)
            .split(',')
            .for_each(|theme| draft::add_theme(&mut page, theme));
    }
    add_people(&mut page, &mut event);
    let parts: Vec<Object> = parts.into_iter().filter_map(Object::of).collect();
    if !parts.is_empty() {
        set_agenda(&mut page, parts);
    }
    event.leave(&FURNITURE, &mut page);
    page
}

fn add_people(page: &mut PageReading, event: &mut Object) {
    const LISTS: [(&str, People); 7] = [
        ("organizer", |page| &mut page.organizers),
        ("organiser", |page| &mut page.organizers),
        ("moderator", |page| &mut page.onsite_moderators),
        ("performer", |page| &mut page.speakers),
        ("performers", |page| &mut page.speakers),
        ("actor", |page| &mut page.speakers),
        ("contributor", |page| &mut page.speakers),
    ];
    for (key, list) in LISTS {
        for value in event.list(key) {
            add_person(page, list, value);
        }
    }
}

fn add_person(page: &mut PageReading, list: People, value: Value) {
    let Value::Object(map) = value else {
        return draft::add_person(page, list, draft::person(&plain(&value), None));
    };
    let mut person = Object::of(Value::Object(map)).unwrap_or_default();
    // A role stands around whoever has it: {"@type": "Role", "roleName": …, "performer": {…}}.
    if let Some(role) = person.text("roleName") {
        let list = roles::list(&role).unwrap_or(list);
        for key in ["performer", "actor", "contributor", "organizer"] {
            for inner in person.list(key) {
                let name = inner.get("name").map_or_else(|| plain(&inner), plain);
                draft::add_person(page, list, draft::person(&name, affiliation(&inner)));
            }
        }
        return;
    }
    let Some(name) = person.text("name") else {
        return;
    };
    let title = person.text("jobTitle");
    let list = title.as_deref().and_then(roles::list).unwrap_or(list);
    let works = affiliation(&Value::Object(person.into_entries().collect()));
    draft::add_person(page, list, draft::person(&name, works));
}

fn affiliation(person: &Value) -> Option<String> {
    let works = person
        .get("affiliation")
        .or_else(|| person.get("worksFor"))?;
    let name = works.get("name").map_or_else(|| plain(works), plain);
    (!name.is_empty()).then_some(name)
}

fn set_agenda(page: &mut PageReading, parts: Vec<Object>) {
    let mut agenda = Vec::new();
    for (at, mut part) in parts.into_iter().enumerate() {
        let length = length_of(&part).and_then(|minutes| u32::try_from(minutes).ok());
        let title = part.text("name").unwrap_or_default();
        for key in ["startDate", "endDate", "duration", "location"] {
            part.take(key);
        }
        add_people(page, &mut part);
        part.leave(&FURNITURE, page);
        match at < limits::SEGMENTS_MAX {
            true => agenda.push((title, length)),
            false => draft::leave(page, &title),
        }
    }
    page.agenda = agenda_of(agenda, page.duration_minutes);
}

/// A place by its name; a room on line is where it says that it is.
fn place_of(place: &Value) -> String {
    let Value::Object(map) = place else {
        return plain(place);
    };
    let is_on_line = place
        .get("@type")
        .is_some_and(|kind| plain(kind) == "VirtualLocation");
    let named = map.get("name").map(plain).filter(|name| !name.is_empty());
    let address = map.get("address").map(plain);
    let named = named.or(address).unwrap_or_default();
    match is_on_line && named.is_empty() {
        true => map.get("url").map(plain).unwrap_or_default(),
        false => named,
    }
}

fn length_of(event: &Object) -> Option<i64> {
    let text = |key: &str| event.get(key).and_then(Value::as_str);
    let moment = |key: &str| -> Option<Timestamp> {
        let text = text(key)?;
        // Between two times without a zone there are as many minutes.
        when::told(text, Some("UTC"))
    };
    let stated = || text("duration").and_then(when::minutes).map(i64::from);
    match (moment("startDate"), moment("endDate")) {
        (Some(start), Some(end)) => Some(end.duration_since(start).as_mins()).filter(|it| *it > 0),
        _ => stated(),
    }
}
