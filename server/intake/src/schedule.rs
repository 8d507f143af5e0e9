//! Schedules as frab writes them and pretalx, too, in JSON; and the list of talks that pretalx's own
//! interface gives. A talk is a session.

use onefloor_page::{PagePerson, PageReading};
use serde_json::Value;

use crate::json::{Object, plain};
use crate::{SourceKind, Unreadable, draft, html, limits, roles, when};

/// Keys of a talk that say nothing to a person.
const FURNITURE: [&str; 27] = [
    "id",
    "guid",
    "code",
    "slug",
    "url",
    "logo",
    "links",
    "recording_license",
    "do_not_record",
    "feedback_url",
    "origin_url",
    "attachments",
    "answers",
    "state",
    "pending_state",
    "image",
    "submission_type_id",
    "track_id",
    "is_featured",
    "slot_count",
    "resources",
    "created",
    "internal_notes",
    "notes",
    "tags",
    "tag_ids",
    "version_code",
];
/// The same of a person.
const PERSON_FURNITURE: [&str; 14] = [
    "id",
    "guid",
    "code",
    "slug",
    "url",
    "avatar",
    "avatar_url",
    "avatar_source",
    "avatar_license",
    "email",
    "answers",
    "submissions",
    "availabilities",
    "has_arrived",
];

/// Whether it is one of the two.
pub(crate) fn is_schedule(value: &Value) -> bool {
    let days = value
        .pointer("/schedule/conference/days")
        .or_else(|| value.pointer("/schedule/days"));
    if days.is_some_and(Value::is_array) {
        return true;
    }
    let is_talk = |talk: &Value| {
        talk.get("title").is_some()
            && (talk.get("speakers").is_some() || talk.get("persons").is_some())
    };
    match value {
        Value::Array(talks) => talks.first().is_some_and(is_talk),
        _ => {
            let talks = value.get("results").or_else(|| value.get("talks"));
            let first = talks
                .and_then(Value::as_array)
                .and_then(|talks| talks.first());
            first.is_some_and(|first| is_talk(first) && first.get("_type").is_none())
        }
    }
}

/// A talk, wherever it was written down.
#[derive(Debug, Default)]
pub(crate) struct Talk {
    pub(crate) title: String,
    pub(crate) subtitle: Option<String>,
    /// Start with its offset, or without one.
    pub(crate) date: Option<String>,
    /// Day and time of day, where there is no date of its own.
    pub(crate) day: Option<String>,
    pub(crate) start: Option<String>,
    pub(crate) end: Option<String>,
    pub(crate) length: Option<String>,
    pub(crate) room: Option<String>,
    pub(crate) track: Option<String>,
    pub(crate) format: Option<String>,
    pub(crate) texts: Vec<String>,
    /// By role, where one is said.
    pub(crate) people: Vec<(Option<String>, PagePerson)>,
    /// What has no field, by name.
    pub(crate) unread: Vec<(String, String)>,
}

impl Talk {
    /// As a session; `zone` is where times without an offset are told.
    pub(crate) fn session(self, zone: Option<&str>) -> PageReading {
        let (date, day) = (self.date.as_deref(), self.day.as_deref());
        let by_day = |time: Option<&str>| when::in_zone(when::day_and_time(day?, time?)?, zone?);
        let start = date.and_then(|date| when::told(date, zone));
        let start = start.or_else(|| by_day(self.start.as_deref()));
        let end = self.end.as_deref().and_then(|end| when::told(end, zone));
        let stated = self.length.as_deref().and_then(when::minutes);
        let mut texts: Vec<String> = self.texts.iter().map(|text| html::plain(text)).collect();
        // Many say the same in short and at length.
        if let [short, long] = texts.as_slice()
            && long.contains(short.trim())
        {
            texts.remove(0);
        }
        let length = stated.or_else(|| draft::length(start, end));
        let mut page = draft::described(&texts.join("\n\n"), length);
        draft::set_title(&mut page, &self.title);
        draft::leave(&mut page, &self.subtitle.unwrap_or_default());
        draft::set_times(&mut page, start, end);
        if start.is_none() {
            let said = [date.or(day), self.start.as_deref()];
            let said: Vec<&str> = said.into_iter().flatten().collect();
            draft::leave_as(&mut page, "start", &said.join(" "));
        }
        match (stated, self.length) {
            (Some(minutes), _) => draft::set_length(&mut page, minutes),
            (None, Some(length)) => draft::leave_as(&mut page, "duration", &length),
            (None, None) => {}
        }
        draft::set_room(&mut page, &self.room.unwrap_or_default());
        draft::add_theme(&mut page, &self.track.unwrap_or_default());
        match (&page.format, self.format.map(|format| draft::line(&format))) {
            (None, Some(format)) if !format.is_empty() => {
                let format = draft::cut(&format, limits::SHORT_CHARS_MAX);
                page.format = Some(format.to_owned());
            }
            (_, Some(format)) => draft::leave_as(&mut page, "type", &format),
            _ => {}
        }
        for (role, person) in self.people {
            let list = role.as_deref().and_then(roles::list);
            draft::add_person(&mut page, list.unwrap_or(|page| &mut page.speakers), person);
        }
        for (name, text) in self.unread {
            draft::leave_as(&mut page, &name, &text);
        }
        page
    }
}

/// All talks.
pub(crate) fn sessions(value: Value) -> Result<Vec<PageReading>, Unreadable> {
    const TOO_MUCH: Unreadable = Unreadable::TooMuch(SourceKind::Schedule);
    let mut sessions = Vec::new();
    let mut add = |talk: Value, zone: Option<&str>, day: Option<&str>, room: Option<&str>| {
        if sessions.len() == limits::SESSIONS_MAX {
            return Err(TOO_MUCH);
        }
        if let Some(talk) = Object::of(talk) {
            sessions.push(session(talk, zone, day, room));
        }
        Ok(())
    };
    let mut whole = match value {
        Value::Array(talks) => {
            talks
                .into_iter()
                .try_for_each(|talk| add(talk, None, None, None))?;
            return Ok(sessions);
        }
        value => Object::of(value).unwrap_or_default(),
    };
    let Some(mut schedule) = whole.object("schedule") else {
        let mut talks = whole.list("results");
        talks.extend(whole.list("talks"));
        talks
            .into_iter()
            .try_for_each(|talk| add(talk, None, None, None))?;
        return Ok(sessions);
    };
    let mut conference = schedule.object("conference").unwrap_or_default();
    let zone = conference
        .text_of(&["time_zone_name", "timezone"])
        .or_else(|| schedule.text_of(&["time_zone_name", "timezone"]));
    let mut days = conference.list("days");
    days.extend(schedule.list("days"));
    for mut day in days.into_iter().filter_map(Object::of) {
        let date = day.text("date");
        let Some(rooms) = day.object("rooms") else {
            continue;
        };
        for (room, talks) in rooms.into_entries() {
            let Value::Array(talks) = talks else { continue };
            for talk in talks {
                add(talk, zone.as_deref(), date.as_deref(), Some(&room))?;
            }
        }
    }
    Ok(sessions)
}

fn session(
    mut talk: Object,
    zone: Option<&str>,
    day: Option<&str>,
    room: Option<&str>,
) -> PageReading {
    let mut read = Talk {
        title: talk.text("title").unwrap_or_default(),
        subtitle: talk.text("subtitle"),
        day: day.map(str::to_owned),
        track: talk.text("track"),
        format: talk.text_of(&["type", "submission_type"]),
        ..Talk::default()
    };
    read.texts.extend(talk.text("abstract"));
    read.texts.extend(talk.text("description"));
    let mut slots: Vec<Object> = talk
        .list("slots")
        .into_iter()
        .filter_map(Object::of)
        .collect();
    slots.extend(talk.object("slot"));
    for slot in slots {
        take_slot(&mut read, slot);
    }
    read.date = read.date.take().or_else(|| talk.text("date"));
    read.start = talk.text("start");
    read.end = read.end.take().or_else(|| talk.text("end"));
    // Where it starts with a date, that is the start.
    if read.date.is_none() && read.start.as_ref().is_some_and(|start| start.contains('T')) {
        read.date = read.start.take();
    }
    read.length = talk.text("duration");
    read.room = read
        .room
        .take()
        .or_else(|| talk.text("room"))
        .or_else(|| room.map(str::to_owned));
    let mut people = talk.list("persons");
    people.extend(talk.list("speakers"));
    for person in people {
        add_person(&mut read, person);
    }
    let mut page = read.session(zone);
    talk.leave(&FURNITURE, &mut page);
    page
}

/// Takes start, end and room of the first slot that says them; a second one is listed.
fn take_slot(talk: &mut Talk, mut slot: Object) {
    let told = [slot.text("start"), slot.text("end"), slot.text("room")];
    let fields = [&mut talk.date, &mut talk.end, &mut talk.room];
    let is_first = fields.iter().all(|field| field.is_none());
    let is_same = fields
        .iter()
        .zip(&told)
        .all(|(field, told)| **field == *told);
    if is_first {
        for (field, told) in fields.into_iter().zip(told) {
            *field = told;
        }
    } else if !is_same {
        let words: Vec<String> = told.into_iter().flatten().collect();
        talk.unread.push(("slot".to_owned(), words.join(" – ")));
    }
    for (key, value) in slot.into_entries() {
        let text = plain(&value);
        let is_said = !FURNITURE.contains(&key.as_str()) && !key.ends_with("_id");
        if is_said && !text.is_empty() {
            talk.unread.push((key, text));
        }
    }
}

fn add_person(talk: &mut Talk, person: Value) {
    let mut person = match person {
        Value::Object(map) => Object::of(Value::Object(map)).unwrap_or_default(),
        other => {
            let name = plain(&other);
            talk.people.push((None, draft::person(&name, None)));
            return;
        }
    };
    let names = [
        "public_name",
        "full_public_name",
        "name",
        "full_name",
        "display_name",
    ];
    let Some(name) = person.text_of(&names) else {
        return;
    };
    for other in names {
        // The same name again, or another one by which nobody is called.
        person.take(other);
    }
    let affiliation = person.text_of(&["affiliation", "organization", "organisation", "company"]);
    let role = person.text("role");
    talk.people.push((role, draft::person(&name, affiliation)));
    for (key, value) in person.into_entries() {
        let text = plain(&value);
        if !PERSON_FURNITURE.contains(&key.as_str()) && !text.is_empty() {
            talk.unread.push((name.clone(), text));
        }
    }
}
