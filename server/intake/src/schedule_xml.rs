//! Schedules as frab and pretalx write them in XML: the same talks as in JSON, under names of their own.

use crate::schedule::Talk;
use crate::xml::{Piece, walk};
use crate::{Programme, SourceKind, Unreadable, draft, limits};

/// Elements of a talk that say nothing to a person.
const FURNITURE: [&str; 11] = [
    "slug",
    "url",
    "logo",
    "links",
    "link",
    "attachments",
    "attachment",
    "recording",
    "feedback_url",
    "origin_url",
    "video_download_url",
];

/// Where the reader stands.
#[derive(Default)]
struct Reading {
    /// Names of the open elements.
    path: Vec<String>,
    /// What the innermost one says.
    text: String,
    zone: Option<String>,
    day: Option<String>,
    room: Option<String>,
    talk: Option<Talk>,
    talks: Vec<Talk>,
    /// Whether a `schedule` has begun at all.
    is_schedule: bool,
}

/// Reads a schedule; any other XML is data of an unknown kind.
pub(crate) fn read(text: &str) -> Result<Programme, Unreadable> {
    const KIND: SourceKind = SourceKind::Schedule;
    let mut reading = Reading::default();
    walk(text, KIND, |piece| match piece {
        Piece::Start(element) => {
            if reading.path.is_empty() && element.name() != "schedule" {
                return Err(Unreadable::UnknownData);
            }
            reading.is_schedule = true;
            reading.path.push(element.name().to_owned());
            reading.text.clear();
            match element.name() {
                "day" => reading.day = element.attribute("date"),
                "room" if reading.talk.is_none() => reading.room = element.attribute("name"),
                "event" => {
                    let (day, room) = (reading.day.clone(), reading.room.clone());
                    reading.talk = Some(Talk {
                        day,
                        room,
                        ..Talk::default()
                    });
                }
                _ => {}
            }
            Ok(())
        }
        Piece::Text(text) => {
            reading.text.push_str(text);
            Ok(())
        }
        Piece::End(name) => {
            reading.path.pop();
            let text = std::mem::take(&mut reading.text);
            reading.end(name, text.trim())
        }
    })?;
    if !reading.is_schedule {
        return Err(Unreadable::UnknownData);
    }
    let zone = reading.zone;
    let talks = reading.talks.into_iter();
    let sessions = talks.map(|talk| talk.session(zone.as_deref())).collect();
    Programme::of(KIND, sessions)
}

impl Reading {
    fn end(&mut self, name: &str, text: &str) -> Result<(), Unreadable> {
        if name == "event" {
            if self.talks.len() == limits::SESSIONS_MAX {
                return Err(Unreadable::TooMuch(SourceKind::Schedule));
            }
            let talk = self.talk.take();
            self.talks.extend(talk);
            return Ok(());
        }
        let Some(talk) = &mut self.talk else {
            if matches!(name, "time_zone_name" | "timezone") && !text.is_empty() {
                self.zone = Some(text.to_owned());
            }
            return Ok(());
        };
        if text.is_empty() {
            return Ok(());
        }
        let text = text.to_owned();
        match name {
            "title" => talk.title = text,
            "subtitle" => talk.subtitle = Some(text),
            "date" => talk.date = Some(text),
            "start" => talk.start = Some(text),
            "duration" => talk.length = Some(text),
            "room" => talk.room = Some(text),
            "track" => talk.track = Some(text),
            "type" => talk.format = Some(text),
            "abstract" | "description" => talk.texts.push(text),
            "person" => talk.people.push((None, draft::person(&text, None))),
            name if FURNITURE.contains(&name) => {}
            // Of texts within a recording, a link or an answer.
            _ if self
                .path
                .iter()
                .any(|open| FURNITURE.contains(&open.as_str())) => {}
            name => talk.unread.push((name.to_owned(), text)),
        }
        Ok(())
    }
}
