//! What is sent in as a file or pasted: told apart by its first bytes, so that a person who picked
//! the wrong one hears which, and not that nothing was found in it.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use onefloor_core::Rejection;
use onefloor_core::about::SessionPlan;
use onefloor_core::about::file::{FORMAT, SessionFile, VERSION};
use onefloor_page::{PageReading, read_page};
use serde_json::{Value, json};

use super::error::{refused, rejected};
use crate::page_text::page_text;

/// Reads a session page, or names the reason why it is none.
pub(super) fn page(body: &[u8]) -> Result<PageReading, &'static str> {
    if let Some(reason) = other_kind(body) {
        return Err(reason);
    }
    let text = std::str::from_utf8(body).map_err(|_| "not_text")?;
    if text.trim().is_empty() {
        return Err("empty_page");
    }
    let read = read_page(&page_text(text));
    if read.is_session() {
        Ok(read)
    } else {
        Err("not_a_session_page")
    }
}

/// The kind of a file that is no page, by its first bytes: a Word file is an archive or, of old, a
/// compound document.
fn other_kind(body: &[u8]) -> Option<&'static str> {
    const MARKS: [(&[u8], &str); 5] = [
        (b"PK\x03\x04", "word_file"),
        (b"\xd0\xcf\x11\xe0", "word_file"),
        (b"{\\rtf", "word_file"),
        (b"%PDF-", "pdf_file"),
        (b"MIME-Version:", "web_archive"),
    ];
    let saved_by_chrome = body.starts_with(b"From: <Saved by");
    let mark = MARKS.iter().find(|(mark, _)| body.starts_with(mark));
    mark.map(|(_, reason)| *reason)
        .or_else(|| saved_by_chrome.then_some("web_archive"))
}

/// Reads the plan out of an exported file, or says which field is wrong.
pub(super) fn plan(body: &[u8]) -> Result<SessionPlan, Refusal> {
    let value: Value = serde_json::from_slice(body).map_err(|_| Refusal::NotJson)?;
    if value["format"] != FORMAT {
        return Err(Refusal::NotOurs);
    }
    match value["version"].as_u64() {
        Some(version) if version == u64::from(VERSION) => {}
        version => return Err(Refusal::Version(version)),
    }
    let file: SessionFile = serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let detail = error.into_inner().to_string();
        Refusal::Field { path, detail }
    })?;
    let checked = file.into_plan().checked();
    checked.map_err(Refusal::Bound)
}

/// Why a file cannot be read.
pub(super) enum Refusal {
    /// It is no JSON.
    NotJson,
    /// It is another JSON.
    NotOurs,
    /// It is of a version that this server does not know.
    Version(Option<u64>),
    /// A field is missing, unknown or of another kind.
    Field { path: String, detail: String },
    /// A value is past its bound.
    Bound(Rejection),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        const STATUS: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
        let worded = match self {
            Self::NotJson => return refused(STATUS, "file_not_json"),
            Self::NotOurs => return refused(STATUS, "file_not_ours"),
            Self::Bound(rejection) => return rejected(&rejection),
            Self::Version(version) => json!({ "reason": "file_version", "version": version }),
            Self::Field { path, detail } => {
                json!({ "reason": "file_field", "path": path, "detail": detail })
            }
        };
        (STATUS, Json(worded)).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_kind_is_named() {
        for (body, reason) in [
            (&b"PK\x03\x04\x14\x00word/document.xml"[..], "word_file"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "word_file"),
            (b"%PDF-1.7 ...", "pdf_file"),
            (b"From: <Saved by Blink>", "web_archive"),
            (b"\xff\xfe\x00\x01", "not_text"),
            (b" \n\t ", "empty_page"),
            (b"Soup for four.", "not_a_session_page"),
        ] {
            assert_eq!(page(body).err(), Some(reason));
        }
        assert!(page(b"IGF 2025 Workshop #7 On cables").is_ok());
    }

    #[test]
    fn a_wrong_field_is_named_by_its_path() {
        let file = json!({
            "format": FORMAT, "version": VERSION, "about": { "title": "A" },
            "agenda": [{ "kind": "opening", "title": "Hello", "minutes": "ten",
                "minutes_min": 1, "minutes_max": 20 }],
        });
        let Err(Refusal::Field { path, .. }) = plan(file.to_string().as_bytes()) else {
            panic!("a word for a number was taken");
        };
        assert_eq!(path, "agenda[0].minutes");
        assert!(matches!(plan(b"not json"), Err(Refusal::NotJson)));
        assert!(matches!(plan(b"{}"), Err(Refusal::NotOurs)));
        let later = json!({ "format": FORMAT, "version": 2 });
        let later = plan(later.to_string().as_bytes());
        assert!(matches!(later, Err(Refusal::Version(Some(2)))));
    }
}
