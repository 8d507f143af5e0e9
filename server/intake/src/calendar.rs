//! iCalendar (RFC 5545): every event is a session. `calcard` unfolds lines and undoes escapes and quotes;
//! it takes calendars as programs write them. Series are not unrolled: what recurs is one session, at
//! its first time, with its rule listed as unread.

use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz;
use calcard::icalendar::timezone::TzResolver;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameterName,
    ICalendarValue,
};
use calcard::{Entry, Parser};
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use onefloor_page::PageReading;

use crate::{Programme, SourceKind, Unreadable, draft, limits, roles, when};

/// Properties that say nothing to a person: stamps, numbers of revisions, what a program keeps.
const FURNITURE: [&str; 13] = [
    "UID",
    "DTSTAMP",
    "CREATED",
    "LAST-MODIFIED",
    "SEQUENCE",
    "TRANSP",
    "CLASS",
    "PRIORITY",
    "REQUEST-STATUS",
    "RECURRENCE-ID",
    "GEO",
    "COLOR",
    "ATTACH",
];

/// Whether a text is a calendar.
pub(crate) fn is_calendar(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    start
        .get(..15)
        .is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCALENDAR"))
}

/// Reads all events, in the order of their times.
pub(crate) fn read(text: &str) -> Result<Programme, Unreadable> {
    const KIND: SourceKind = SourceKind::Calendar;
    if text.bytes().filter(|byte| *byte == b'\n').count() > limits::CALENDAR_LINES_MAX {
        return Err(Unreadable::TooMuch(KIND));
    }
    let mut sessions = Vec::new();
    let mut parser = Parser::new(text);
    let mut is_whole = true;
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => sessions.extend(events(&calendar)),
            Entry::Eof => break,
            Entry::TooManyComponents => return Err(Unreadable::TooMuch(KIND)),
            _ => is_whole = false,
        }
    }
    if sessions.len() > limits::SESSIONS_MAX {
        return Err(Unreadable::TooMuch(KIND));
    }
    if sessions.is_empty() {
        let why = match is_whole {
            true => Unreadable::NoSession(KIND),
            false => Unreadable::Broken(KIND),
        };
        return Err(why);
    }
    draft::sort(&mut sessions);
    Programme::of(KIND, sessions)
}

fn events(calendar: &ICalendar) -> Vec<PageReading> {
    let zones = calendar.build_tz_resolver();
    // What many programs say of times without a zone.
    let own = calendar
        .components
        .iter()
        .filter(|component| component.component_type == ICalendarComponentType::VCalendar)
        .flat_map(|component| &component.entries)
        .find(|entry| entry.name.as_str().eq_ignore_ascii_case("X-WR-TIMEZONE"))
        .and_then(text_of);
    let own = own.and_then(|name| zones.resolve(&name));
    let is_event = |component: &&ICalendarComponent| {
        component.component_type == ICalendarComponentType::VEvent
    };
    let events = calendar.components.iter().filter(is_event);
    events
        .map(|event| session(event, &Clocks { zones: &zones, own }))
        .collect()
}

/// How times of a calendar are told.
struct Clocks<'x> {
    zones: &'x TzResolver<&'x str>,
    own: Option<Tz>,
}

fn session(event: &ICalendarComponent, clocks: &Clocks<'_>) -> PageReading {
    let entry = |name: &str| {
        let mut entries = event.entries.iter();
        entries.find(|entry| entry.name.as_str().eq_ignore_ascii_case(name))
    };
    let first = |name: &str| entry(name).and_then(text_of);
    let time = |name: &str| entry(name).and_then(|entry| moment(entry, clocks));
    let (start, end) = (time("DTSTART"), time("DTEND"));
    let stated = entry("DURATION").and_then(minutes);
    let description = first("DESCRIPTION").or_else(|| first("X-ALT-DESC"));
    let length = draft::length(start, end).or(stated);
    let mut page = draft::described(&description.unwrap_or_default(), length);
    draft::set_title(&mut page, &first("SUMMARY").unwrap_or_default());
    draft::set_times(&mut page, start, end);
    if let Some(stated) = stated {
        draft::set_length(&mut page, stated);
    }
    draft::set_room(&mut page, &first("LOCATION").unwrap_or_default());
    let mut attendees = Vec::new();
    let mut taken = Vec::new();
    for entry in &event.entries {
        let name = entry.name.as_str().to_ascii_uppercase();
        let is_first = !taken.contains(&name);
        match name.as_str() {
            "DESCRIPTION" | "SUMMARY" | "LOCATION" if is_first => taken.push(name),
            "X-ALT-DESC" => {}
            "DTSTART" if start.is_some() => {}
            "DTEND" if end.is_some() => {}
            "DTSTART" | "DTEND" => leave_moment(entry, &mut page),
            "DURATION" if stated.is_some() => {}
            "CATEGORIES" => texts_of(entry).for_each(|theme| draft::add_theme(&mut page, &theme)),
            "ORGANIZER" => match name_of(entry) {
                Some(name) => {
                    let person = draft::person(&name, None);
                    draft::add_person(&mut page, |page| &mut page.organizers, person);
                }
                // An address alone is nobody whom the room would know.
                None => draft::leave(&mut page, "ORGANIZER"),
            },
            "ATTENDEE" => attendees.push(entry),
            "STATUS" if texts_of(entry).all(|text| text != "CANCELLED") => {}
            name if FURNITURE.contains(&name) || name.starts_with("X-") => {}
            name => {
                let text: Vec<String> = texts_of(entry).collect();
                draft::leave_as(&mut page, name, &text.join(", "));
            }
        }
    }
    read_attendees(&mut page, &attendees);
    page
}

/// Chairs are moderators, and a few others speakers; a long list is an audience, and a room is a room.
fn read_attendees(page: &mut PageReading, attendees: &[&ICalendarEntry]) {
    let is_audience = attendees.len() > limits::ATTENDEES_MAX;
    for attendee in attendees {
        let said = |name| attendee.parameter(&name).and_then(|value| value.as_text());
        let Some(name) = name_of(attendee) else {
            draft::leave(page, "ATTENDEE");
            continue;
        };
        let role = said(ICalendarParameterName::Role).unwrap_or_default();
        let kind = said(ICalendarParameterName::Cutype).unwrap_or_default();
        let person = draft::person(&name, None);
        if kind.eq_ignore_ascii_case("ROOM") {
            if page.room.is_none() {
                draft::set_room(page, &name);
            } else if page.room.as_deref() != Some(name.as_str()) {
                draft::leave_as(page, "ATTENDEE", &name);
            }
        } else if kind.eq_ignore_ascii_case("GROUP") || kind.eq_ignore_ascii_case("RESOURCE") {
            draft::leave_as(page, "ATTENDEE", &name);
        } else if role.eq_ignore_ascii_case("CHAIR") {
            draft::add_person(page, |page| &mut page.onsite_moderators, person);
        } else if is_audience || role.eq_ignore_ascii_case("NON-PARTICIPANT") {
            draft::leave_as(page, "ATTENDEE", &name);
        } else if !roles::has(page, &name) {
            draft::add_person(page, |page| &mut page.speakers, person);
        }
    }
}

/// The name of a person: never their address.
fn name_of(entry: &ICalendarEntry) -> Option<String> {
    let name = entry.parameter(&ICalendarParameterName::Cn)?.as_text()?;
    let name = draft::spoken(name);
    (!name.is_empty() && !name.contains('@')).then_some(name)
}

fn texts_of(entry: &ICalendarEntry) -> impl Iterator<Item = String> + '_ {
    let texts = entry.values.iter().cloned();
    texts.filter_map(|value| value.into_text().map(|text| text.trim().to_owned()))
}

fn text_of(entry: &ICalendarEntry) -> Option<String> {
    texts_of(entry).find(|text| !text.is_empty())
}

/// A time by the clock of a known place.
fn moment(entry: &ICalendarEntry, clocks: &Clocks<'_>) -> Option<Timestamp> {
    match entry.values.first()? {
        ICalendarValue::PartialDateTime(at) => told(at, entry.tz_id(), clocks),
        _ => None,
    }
}

/// Lists a time that cannot be told, as it was written.
fn leave_moment(entry: &ICalendarEntry, page: &mut PageReading) {
    let text = entry.values.first().and_then(|value| match value {
        ICalendarValue::PartialDateTime(at) if at.hour.is_none() => {
            wall(at).map(|it| it.date().to_string())
        }
        ICalendarValue::PartialDateTime(at) => wall(at).map(|it| it.to_string()),
        other => other.clone().into_text().map(std::borrow::Cow::into_owned),
    });
    let parts = [text, entry.tz_id().map(str::to_owned)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    draft::leave_as(page, entry.name.as_str(), &parts.join(" "));
}

fn told(at: &PartialDateTime, zone: Option<&str>, clocks: &Clocks<'_>) -> Option<Timestamp> {
    // A day alone says nothing of an hour.
    at.hour?;
    let wall = wall(at)?;
    if let Some(hours) = at.tz_hour {
        let seconds = i32::from(hours) * 3_600 + i32::from(at.tz_minute.unwrap_or(0)) * 60;
        let seconds = if at.tz_minus { -seconds } else { seconds };
        let offset = Offset::from_seconds(seconds).ok()?;
        return offset.to_timestamp(wall).ok();
    }
    let zone = match zone {
        Some(name) => clocks.zones.resolve(name)?,
        None => clocks.own?,
    };
    match zone {
        Tz::Floating => None,
        Tz::Fixed(offset) => {
            let offset = Offset::from_seconds(offset.local_minus_utc()).ok()?;
            offset.to_timestamp(wall).ok()
        }
        Tz::Tz(zone) => {
            let zone = TimeZone::get(zone.name()).ok()?;
            Some(wall.to_zoned_datetime(zone).ok()?.timestamp())
        }
    }
}

fn wall(at: &PartialDateTime) -> Option<DateTime> {
    let small = |number: Option<u8>| i8::try_from(number?).ok();
    let second = small(at.second).unwrap_or(0).min(59);
    DateTime::new(
        i16::try_from(at.year?).ok()?,
        small(at.month)?,
        small(at.day)?,
        small(at.hour).unwrap_or(0),
        small(at.minute).unwrap_or(0),
        second,
        0,
    )
    .ok()
}

fn minutes(entry: &ICalendarEntry) -> Option<u32> {
    match entry.values.first()? {
        ICalendarValue::Duration(length) => {
            let length = SignedDuration::from_secs(length.as_seconds());
            u32::try_from(length.as_mins()).ok()
        }
        other => when::minutes(other.as_text()?),
    }
}
