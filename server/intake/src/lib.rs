//! Any programme in: bytes that somebody pasted, dropped or picked, told apart by what they hold and
//! not by their name, and read into the sessions of which they tell.
//!
//! A page, a calendar, a schedule and a list of people are read into the same
//! [`PageReading`]; what is in none of its fields is listed as unread. What cannot be read is refused
//! with the kind of thing that it is, so that whoever picked it hears what would work instead.
//! Nothing here knows of sessions that run, of files or of the network, and all work grows with the
//! length of what came in: each format has its bounds in `limits`.
//!
//! Reading order: `kind` looks at the first bytes, `decode` makes text of them, `text` tells formats
//! apart, then one file per format; `draft` is what all of them write into.

use onefloor_page::PageReading;
use serde::{Deserialize, Serialize};

mod calendar;
mod decode;
mod draft;
mod html;
mod indico;
mod json;
mod kind;
mod limits;
mod linked_data;
mod mail;
mod people_list;
mod roles;
mod row;
mod schedule;
mod schedule_xml;
mod text;
mod when;
mod word;
mod xml;

pub use limits::SESSIONS_MAX;

/// What was sent in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// The text of a page, with or without marks of Markdown.
    Text,
    /// A page in HTML.
    Html,
    /// A page that describes its events for machines (schema.org).
    LinkedData,
    /// A calendar (RFC 5545).
    Calendar,
    /// A schedule as frab and pretalx write it, in JSON or XML.
    Schedule,
    /// An event of Indico.
    Indico,
    /// A list of people, with a column for their names.
    People,
    /// A document of a word processor.
    Document,
}

/// What was read: the sessions in the order of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// What it was.
    pub kind: SourceKind,
    /// The sessions; never none.
    pub sessions: Vec<PageReading>,
}

impl Programme {
    /// The sessions of a source.
    fn of(kind: SourceKind, sessions: Vec<PageReading>) -> Result<Self, Unreadable> {
        match sessions.len() {
            0 => Err(Unreadable::NoSession(kind)),
            1..=limits::SESSIONS_MAX => {
                let mut sessions = sessions;
                sessions.iter_mut().for_each(draft::take_long_names);
                Ok(Self { kind, sessions })
            }
            _ => Err(Unreadable::TooMuch(kind)),
        }
    }
}

/// Why nothing was read. Whoever shows it has one sentence for each: what it is, and what would work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// There is nothing in it.
    Empty,
    /// It is no text in any encoding.
    NotText,
    /// It is a PDF.
    Pdf,
    /// It is a document of an old word processor, or RTF.
    OldDocument,
    /// It is a workbook.
    Spreadsheet,
    /// It is slides.
    Slides,
    /// It is a document in the format of OpenOffice.
    OpenDocument,
    /// It is a picture, a sound or a film.
    Media,
    /// It is a packed archive of files.
    Archive,
    /// It is a session that was exported from here.
    OwnFile,
    /// It is data of a kind that is not known: JSON or XML.
    UnknownData,
    /// It is of a known kind, and damaged or cut off.
    Broken(SourceKind),
    /// It holds more than is read: elements, events or nesting past any programme.
    TooMuch(SourceKind),
    /// It was read, and is no session.
    NoSession(SourceKind),
}

/// Reads whatever it is.
///
/// # Errors
/// It is of a kind that is not read, damaged, past the bounds, or says nothing of a session.
pub fn read(bytes: &[u8]) -> Result<Programme, Unreadable> {
    match kind::of(bytes)? {
        kind::Kind::Document => word::read(bytes),
        kind::Kind::Mail => mail::read(bytes),
        kind::Kind::Text => text::read(&decode::text(bytes)?),
    }
}

#[cfg(test)]
mod tests;
