//! Events of Indico as its export gives them in JSON. A meeting is one session, its contributions are
//! the agenda; a conference is the sessions of its timetable.

use std::collections::BTreeMap;

use jiff::Timestamp;
use onefloor_page::{PagePerson, PageReading, agenda_of};
use serde_json::Value;

use crate::draft::People;
use crate::json::{Object, plain};
use crate::{SourceKind, Unreadable, draft, limits, roles, when};

/// Keys that say nothing to a person.
const FURNITURE: [&str; 44] = [
    "_type",
    "_fossil",
    "id",
    "db_id",
    "friendly_id",
    "event_id",
    "url",
    "creationDate",
    "creator",
    "timezone",
    "visibility",
    "category",
    "categoryId",
    "language",
    "label",
    "allowed",
    "roomMapURL",
    "hasAnyProtection",
    "modificationDate",
    "material",
    "folders",
    "references",
    "attachments",
    "note",
    "code",
    "isPoster",
    "is_poster",
    "board_number",
    "sessionType",
    "sessionId",
    "sessionSlotId",
    "sessionCode",
    "contributionId",
    "entryType",
    "uniqueId",
    "conferenceId",
    "color",
    "textColor",
    "pdf",
    "slotTitle",
    "scheduled",
    "hidden",
    "inheritLoc",
    "inheritRoom",
];

/// Whether it is an export of Indico.
pub(crate) fn is_event(value: &Value) -> bool {
    let results = match value.get("results") {
        Some(results) => results,
        None => value,
    };
    let first = match results {
        Value::Array(events) => events.first(),
        Value::Object(map) if map.contains_key("startDate") => Some(results),
        // A timetable: by event, by day, by entry.
        Value::Object(map) => {
            return map
                .values()
                .any(|days| entries_of(days).any(|entry| entry.get("entryType").is_some()));
        }
        _ => None,
    };
    first.is_some_and(|event| {
        event.get("startDate").is_some_and(Value::is_object)
            && event.get("title").is_some_and(Value::is_string)
    })
}

fn entries_of(days: &Value) -> impl Iterator<Item = &Value> {
    let days = days.as_object().into_iter().flat_map(|days| days.values());
    days.flat_map(|day| {
        day.as_object()
            .into_iter()
            .flat_map(|entries| entries.values())
    })
}

/// The sessions of all events.
pub(crate) fn sessions(value: Value) -> Result<Vec<PageReading>, Unreadable> {
    let mut whole = Object::of(value).unwrap_or_default();
    let results = match whole.take("results") {
        Some(results) => results,
        None => Value::Array(vec![Value::Object(whole.into_entries().collect())]),
    };
    let mut sessions = Vec::new();
    match results {
        Value::Array(events) => {
            for event in events.into_iter().filter_map(Object::of) {
                read_event(event, &mut sessions);
            }
        }
        Value::Object(events) => {
            for days in events.into_iter().filter_map(|(_, days)| Object::of(days)) {
                let days = days.into_entries().filter_map(|(_, day)| Object::of(day));
                let entries = days.flat_map(Object::into_entries);
                let entries = entries.filter_map(|(_, entry)| Object::of(entry));
                entries.for_each(|entry| read_entry(entry, &mut sessions));
            }
        }
        _ => {}
    }
    if sessions.len() > limits::SESSIONS_MAX {
        return Err(Unreadable::TooMuch(SourceKind::Indico));
    }
    draft::sort(&mut sessions);
    Ok(sessions)
}

/// An entry of a timetable: a break is no session.
fn read_entry(mut entry: Object, sessions: &mut Vec<PageReading>) {
    if entry.text("entryType").is_none_or(|kind| kind == "Break") {
        return;
    }
    let inner = entry.take("entries").and_then(Object::of);
    let parts = inner.into_iter().flat_map(Object::into_entries);
    let parts: Vec<Object> = parts.filter_map(|(_, part)| Object::of(part)).collect();
    sessions.push(session(entry, parts));
}

fn read_event(mut event: Object, sessions: &mut Vec<PageReading>) {
    let objects = |values: Vec<Value>| values.into_iter().filter_map(Object::of);
    let blocks: Vec<Object> = objects(event.list("sessions")).collect();
    let mut talks: Vec<Object> = objects(event.list("contributions")).collect();
    let length = minutes_of(&event);
    // A conference is longer than a session, or has sessions.
    if blocks.is_empty() && length.is_none_or(|length| length <= limits::MINUTES_MAX) {
        talks.extend(objects(event.list("subContributions")));
        sessions.push(session(event, talks));
        return;
    }
    let mut by_block: BTreeMap<String, Vec<Object>> = BTreeMap::new();
    for mut talk in talks {
        match talk.text("session") {
            Some(name) => by_block.entry(name).or_default().push(talk),
            None => sessions.push(session(talk, Vec::new())),
        }
    }
    if blocks.is_empty() {
        for (name, talks) in by_block {
            let mut page = session(Object::default(), talks);
            draft::set_title(&mut page, &name);
            sessions.push(page);
        }
        return;
    }
    for mut block in blocks {
        let mut talks: Vec<Object> = objects(block.list("contributions")).collect();
        let title = block.text("title").unwrap_or_default();
        talks.extend(by_block.remove(&title).unwrap_or_default());
        let mut page = session(block, talks);
        draft::set_title(&mut page, &title);
        sessions.push(page);
    }
    let left = by_block.into_values().flatten();
    sessions.extend(left.map(|talk| session(talk, Vec::new())));
}

/// A session with the parts of its agenda.
fn session(mut event: Object, mut parts: Vec<Object>) -> PageReading {
    parts.sort_by_key(start_of);
    let first = parts.first().and_then(start_of);
    let last = parts.iter().filter_map(end_of).max();
    let start = moment(event.take("startDate")).or(first);
    let end = moment(event.take("endDate")).or(last);
    let length = draft::length(start, end);
    let mut page = draft::described(&event.text("description").unwrap_or_default(), length);
    draft::set_title(
        &mut page,
        &event.text_of(&["title", "slotTitle"]).unwrap_or_default(),
    );
    draft::set_times(&mut page, start, end);
    let length = event.take("duration").map(|length| plain(&length));
    match length.as_deref().map(when::minutes) {
        Some(Some(minutes)) if page.duration_minutes.is_none() => {
            draft::set_length(&mut page, minutes)
        }
        Some(None) => draft::leave_as(&mut page, "duration", &length.unwrap_or_default()),
        _ => {}
    }
    let room = event.text_of(&["roomFullname", "room"]);
    event.take("room");
    match (room, event.text("location")) {
        (Some(room), location) => {
            draft::set_room(&mut page, &room);
            draft::leave_as(&mut page, "location", &location.unwrap_or_default());
        }
        (None, Some(location)) => draft::set_room(&mut page, &location),
        (None, None) => {}
    }
    let themes = event.text("track").into_iter();
    let keywords = event.list("keywords");
    for theme in themes.chain(keywords.iter().map(plain)) {
        draft::add_theme(&mut page, &theme);
    }
    if let Some(format) = event.text("type").filter(|_| page.format.is_none())
        && !matches!(format.as_str(), "meeting" | "conference" | "simple_event")
    {
        page.format = Some(draft::cut(&draft::line(&format), limits::SHORT_CHARS_MAX).to_owned());
    }
    add_people(&mut page, &mut event);
    if !parts.is_empty() {
        set_agenda(&mut page, parts);
    }
    event.leave(&FURNITURE, &mut page);
    page
}

fn add_people(page: &mut PageReading, event: &mut Object) {
    const LISTS: [(&str, People); 6] = [
        ("chairs", |page| &mut page.onsite_moderators),
        ("conveners", |page| &mut page.onsite_moderators),
        ("speakers", |page| &mut page.speakers),
        ("presenters", |page| &mut page.speakers),
        ("primaryauthors", |page| &mut page.speakers),
        ("organizers", |page| &mut page.organizers),
    ];
    for (key, list) in LISTS {
        for person in event.list(key).into_iter().filter_map(Object::of) {
            if let Some(person) = person_of(person) {
                // Whoever wrote and speaks is named once.
                if key != "primaryauthors" || !roles::has(page, &person.name) {
                    draft::add_person(page, list, person);
                }
            }
        }
    }
    for author in event.list("coauthors") {
        let author = Object::of(author).and_then(person_of);
        draft::leave_as(page, "coauthors", &author.unwrap_or_default().name);
    }
}

/// A person by full name; of an address nothing is kept.
fn person_of(mut person: Object) -> Option<PagePerson> {
    let given = person.text_of(&["first_name", "firstName"]);
    let family = person.text_of(&["last_name", "familyName"]);
    let whole = person.text_of(&["fullName", "name", "displayName"]);
    let name = match (given, family, whole) {
        (Some(given), Some(family), _) => format!("{given} {family}"),
        (_, _, Some(whole)) => draft::spoken(&whole),
        (given, family, None) => given.or(family)?,
    };
    Some(draft::person(&name, person.text("affiliation")))
}

fn set_agenda(page: &mut PageReading, parts: Vec<Object>) {
    let length = page.duration_minutes;
    let mut agenda = Vec::new();
    for (at, mut part) in parts.into_iter().enumerate() {
        let title = part.text("title").unwrap_or_default();
        let minutes = minutes_of(&part).and_then(|minutes| u32::try_from(minutes).ok());
        let said = part
            .take("duration")
            .and_then(|length| when::minutes(&plain(&length)));
        for key in ["startDate", "endDate", "room", "roomFullname", "location"] {
            part.take(key);
        }
        add_people(page, &mut part);
        part.leave(&FURNITURE, page);
        if at < limits::SEGMENTS_MAX {
            agenda.push((title, minutes.or(said)));
        } else {
            draft::leave(page, &title);
        }
    }
    page.agenda = agenda_of(agenda, length);
}

/// `{"date": "2026-05-05", "time": "10:00:00", "tz": "Europe/Oslo"}`.
fn moment(value: Option<Value>) -> Option<Timestamp> {
    moment_in(&value?)
}

fn moment_in(value: &Value) -> Option<Timestamp> {
    let part = |key: &str| value.get(key).and_then(Value::as_str);
    if let Some(text) = value.as_str() {
        return when::instant(text);
    }
    let wall = when::day_and_time(part("date")?, part("time")?)?;
    when::in_zone(wall, part("tz")?)
}

fn start_of(event: &Object) -> Option<Timestamp> {
    moment_in(event.get("startDate")?)
}

fn end_of(event: &Object) -> Option<Timestamp> {
    moment_in(event.get("endDate")?)
}

fn minutes_of(event: &Object) -> Option<i64> {
    let length = end_of(event)?.duration_since(start_of(event)?).as_mins();
    (length > 0).then_some(length)
}
