//! What is sent in as a file or pasted: told apart by its first bytes, so that a person who picked
//! the wrong one hears which, and not that nothing was found in it.

use crate::protocol::http::HttpRefusal;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use onefloor_core::Refused;
use onefloor_core::about::SessionPlan;
use onefloor_core::about::file::{FORMAT, SessionFile, VERSION};
use onefloor_intake::{Programme, SourceKind, Unreadable};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::error::{refused, rejected_at};
use super::json::{self, Wrong};

/// Reads the sessions of a page, a calendar, a schedule or a list of people; or names what it is.
///
/// # Errors
/// It is of a kind that is not read, damaged, past the bounds, or holds no session.
pub fn programme(body: &[u8]) -> Result<Programme, HttpRefusal> {
    onefloor_intake::read(body).map_err(HttpRefusal::from)
}

/// What is said of each source that is not read.
impl From<Unreadable> for HttpRefusal {
    fn from(why: Unreadable) -> Self {
        use SourceKind::{Document, Html, Text};
        match why {
            Unreadable::Empty => Self::EmptyPage,
            Unreadable::NotText => Self::NotText,
            Unreadable::Pdf => Self::PdfFile,
            Unreadable::OldDocument => Self::WordFile,
            Unreadable::Spreadsheet => Self::SpreadsheetFile,
            Unreadable::Slides => Self::SlidesFile,
            Unreadable::OpenDocument => Self::OpenDocumentFile,
            Unreadable::Media => Self::MediaFile,
            Unreadable::Archive => Self::PackedFile,
            Unreadable::OwnFile => Self::SessionFile,
            Unreadable::UnknownData => Self::UnknownData,
            Unreadable::Broken(kind) => Self::SourceBroken { kind },
            Unreadable::TooMuch(kind) => Self::SourceTooLarge { kind },
            Unreadable::NoSession(Text | Html | Document) => Self::NotASessionPage,
            Unreadable::NoSession(kind) => Self::NoSessionIn { kind },
        }
    }
}

/// Reads the plan out of an exported file, or says which field is wrong.
///
/// # Errors
/// It is no such file, or a field is missing, unknown, of another kind or past its bound.
pub fn plan(body: &[u8]) -> Result<SessionPlan, Refusal> {
    let value: Value =
        serde_json::from_slice(body).map_err(|_| Refusal::File(HttpRefusal::FileNotJson))?;
    if value["format"] != FORMAT {
        return Err(Refusal::File(HttpRefusal::FileNotOurs));
    }
    match value["version"].as_u64() {
        Some(version) if version == u64::from(VERSION) => {}
        version => return Err(Refusal::File(HttpRefusal::FileVersion { version })),
    }
    let file: SessionFile = parsed(value)?;
    bounded(file.into_plan())
}

/// Reads the plan that a form sends, or that stands in an exported file, and of which a session can be
/// made; or says which field is wrong.
///
/// # Errors
/// As for [`plan`], or a field names what the others do not have.
pub fn form(body: &[u8]) -> Result<SessionPlan, Refusal> {
    let read = match serde_json::from_slice(body) {
        // A form has neither of the two.
        Ok(Value::Object(file))
            if ["format", "version"]
                .iter()
                .any(|it| file.contains_key(*it)) =>
        {
            plan(body)?
        }
        Ok(value @ Value::Object(_)) => bounded(parsed(value)?)?,
        _ => return Err(Refusal::File(HttpRefusal::NotUnderstood)),
    };
    read.can_be_made().map_err(Refusal::Bound)?;
    Ok(read)
}

fn parsed<T: DeserializeOwned>(value: Value) -> Result<T, Refusal> {
    json::read_value(value)
        .map_err(|Wrong { path, detail }| Refusal::File(HttpRefusal::FileField { path, detail }))
}

fn bounded(plan: SessionPlan) -> Result<SessionPlan, Refusal> {
    plan.checked().map_err(Refusal::Bound)
}

/// Why a plan cannot be read.
#[derive(Debug)]
pub enum Refusal {
    /// It is no such file or form, or not whole.
    File(HttpRefusal),
    /// A value is past its bound.
    Bound(Refused),
}

impl Refusal {
    /// The field that it is about, as a path; nothing where it is the whole.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::File(HttpRefusal::FileField { path, .. }) | Self::Bound(Refused { path, .. }) => {
                Some(path)
            }
            Self::File(HttpRefusal::FileNotOurs) => Some("format"),
            Self::File(HttpRefusal::FileVersion { .. }) => Some("version"),
            Self::File(_) => None,
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::File(refusal) => refused(StatusCode::UNPROCESSABLE_ENTITY, refusal),
            Self::Bound(refused) => rejected_at(refused),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_file_of_another_kind_is_named() {
        for (body, reason) in [
            (
                &b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..],
                HttpRefusal::WordFile,
            ),
            (b"%PDF-1.7 ...", HttpRefusal::PdfFile),
            (b"\x01\x02\x03\x04", HttpRefusal::NotText),
            (
                b"{\"format\":\"onefloor-session\"}",
                HttpRefusal::SessionFile,
            ),
            (b"{\"a\": 1}", HttpRefusal::UnknownData),
            (
                b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
                HttpRefusal::NoSessionIn {
                    kind: SourceKind::Calendar,
                },
            ),
            (b" \n\t ", HttpRefusal::EmptyPage),
            (b"Soup for four.", HttpRefusal::NotASessionPage),
        ] {
            assert_eq!(programme(body).err(), Some(reason));
        }
        assert!(programme(b"IGF 2025 Workshop #7 On cables").is_ok());
    }

    #[test]
    fn a_wrong_field_is_named_by_its_path() {
        let file = json!({
            "format": FORMAT, "version": VERSION, "about": { "title": "A" },
            "agenda": [{ "kind": "opening", "title": "Hello", "minutes": "ten",
                "minutes_min": 1, "minutes_max": 20 }],
        });
        let Err(Refusal::File(HttpRefusal::FileField { path, .. })) =
            plan(file.to_string().as_bytes())
        else {
            panic!("a word for a number was taken");
        };
        assert_eq!(path, "agenda[0].minutes");
        let mut form: Value = file;
        let members = form.as_object_mut().unwrap();
        members.retain(|name, _| name == "about" || name == "agenda");
        let read = |form: &Value| super::form(form.to_string().as_bytes());
        assert!(matches!(
            read(&form),
            Err(Refusal::File(HttpRefusal::FileField { path, .. })) if path == "agenda[0].minutes"
        ));
        form["agenda"][0]["minutes"] = json!(5);
        assert!(read(&form).is_ok());
        // The file itself is as good as its plan.
        let mut exported = form.clone();
        exported["format"] = json!(FORMAT);
        exported["version"] = json!(VERSION);
        assert_eq!(read(&exported).unwrap(), read(&form).unwrap());
        exported["version"] = json!(0);
        assert_eq!(read(&exported).unwrap_err().path(), Some("version"));
        form["agenda"][0]["speakers"] = json!([{ "name": "Nobody" }]);
        let path = "agenda[0].speakers[0].name";
        assert_eq!(read(&form).unwrap_err().path(), Some(path));
        form["about"]["speakers"] = json!([{ "name": "Ana" }, { "name": "a".repeat(400) }]);
        assert!(matches!(
            read(&form),
            Err(Refusal::Bound(Refused { path, .. })) if path == "about.speakers[1].name"
        ));
        assert!(matches!(
            plan(b"not json"),
            Err(Refusal::File(HttpRefusal::FileNotJson))
        ));
        assert!(matches!(
            plan(b"{}"),
            Err(Refusal::File(HttpRefusal::FileNotOurs))
        ));
        let later = json!({ "format": FORMAT, "version": 2 });
        let later = plan(later.to_string().as_bytes());
        assert!(matches!(
            later,
            Err(Refusal::File(HttpRefusal::FileVersion { version: Some(2) }))
        ));
    }
}
