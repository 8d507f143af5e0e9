//! The bodies of the HTTP interface: what a request brings and what it is answered, beside what a
//! frame has anyway. The browser's types are written from these.

use onefloor_core::Rejection;
use onefloor_core::about::{About, AboutDiff, Changes, Imported};
use onefloor_core::ids::LinkId;
use onefloor_core::terms::Roles;
use onefloor_intake::SourceKind;
use onefloor_page::{AgendaItem, PageReading};
use serde::{Deserialize, Serialize};

/// Bodies: what the fields are is in their names.
macro_rules! bodies {
    ($($(#[$doc:meta])* $name:ident { $($(#[$attr:meta])* $field:ident: $kind:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Serialize)]
        #[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
        #[allow(missing_docs, reason = "the names are the fields")]
        pub struct $name { $($(#[$attr])* pub $field: $kind),* }
    )*};
}

bodies! {
    /// `POST /api/read-page`: the first session of what was sent, and the others of the same source.
    ReadPage {
        /// What was sent, by its content.
        source: SourceKind,
        page: PageReading,
        /// An agenda for pages that have none.
        default_agenda: Vec<AgendaItem>,
        /// The page as a session remembers it.
        imported: Imported,
        more: Vec<ReadSession>,
    }
    /// A session of a source that has several.
    ReadSession {
        page: PageReading,
        default_agenda: Vec<AgendaItem>,
        imported: Imported,
    }
    /// By what somebody knows a session of a source that has several.
    SourceSession {
        title: Option<String>,
        /// RFC 3339 in UTC.
        starts_at: Option<String>,
        ends_at: Option<String>,
        room: Option<String>,
    }
    /// `POST /api/sessions`.
    Created {
        code: String,
        /// Secret of the organiser's link.
        organiser: String,
        links: Vec<RoleLink>,
    }
    /// `GET /api/sessions/CODE/links`: a role link as the organiser sees it.
    RoleLink {
        id: LinkId,
        roles: Roles,
        holder: Option<String>,
        affiliation: Option<String>,
        revoked: bool,
        /// What goes behind `#`; a revoked link has none.
        secret: Option<String>,
    }
    /// `GET /api/sessions/CODE`: title and number, before somebody joins.
    FoundSession {
        code: String,
        title: String,
        year: Option<u16>,
        #[serde(rename = "type")]
        kind: Option<String>,
        number: Option<u32>,
        /// Who runs this server, in their words.
        operator: Option<String>,
        /// Days for which it is kept after its end; 0 is until it is deleted.
        retention_days: u32,
        /// When its people were taken out of it.
        purged_at_ms: Option<u64>,
    }
    /// `POST /api/sessions/CODE/page`: the page held against the session.
    PageAgain {
        diff: AboutDiff,
        page: Imported,
        unread: Vec<String>,
        /// All sessions of the source, and the number of the one that was compared, from 0.
        sessions: Vec<SourceSession>,
        chosen: usize,
    }
    /// `GET /api/sessions/CODE/about`, with the number of the present revision.
    Facts {
        about: About,
        revision: u32,
    }
    /// `POST /api/sessions/CODE/device`: as the first device covered it.
    HandedOver {
        covered: String,
    }
    /// What a change over HTTP is answered: the version that holds it.
    Changed {
        version: u64,
    }
}

/// `POST /api/sessions/CODE/about`: a change, and the revision that it was decided on.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct Revise {
    pub changes: Box<Changes>,
    pub revision: u32,
}

/// `POST /api/sessions/CODE/device`: what the link names.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TakeOver {
    /// 32 hexadecimal digits.
    #[cfg_attr(feature = "wire", schemars(length(max = crate::handover::TOKEN_CHARS)))]
    pub token: String,
}

/// A refusal of the rules, with the place of the field in the body that was sent.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[cfg_attr(feature = "wire", ts(type = "{ path: string } & Rejection"))]
pub struct RefusedField {
    /// `agenda[0].title`; empty where the whole is meant.
    pub path: String,
    /// Why.
    #[serde(flatten)]
    pub rejection: Rejection,
}

/// As it is counted: by its reason.
impl From<&RefusedField> for &'static str {
    fn from(refused: &RefusedField) -> Self {
        (&refused.rejection).into()
    }
}

/// Why a request was refused that no rule refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, strum::IntoStaticStr, strum::VariantNames)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "reason", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum HttpRefusal {
    /// No such path, method or body.
    NotUnderstood,
    /// The link that it was asked with does not carry that right.
    NotAllowed,
    /// A page of another site asks.
    WrongOrigin,
    /// Too many at once.
    TooFast,
    /// The body is longer than one may be.
    TooLong,
    /// The body took too long.
    TooSlow,
    /// The work failed.
    NotDone,
    /// Only whoever runs the server may do that.
    HostOnly,
    /// A retry could not be told from a second request.
    IdempotencyKeyMissing,
    /// What was handed to another device was taken already, or waited too long.
    HandoverGone,
    /// No session has this code.
    UnknownCode,
    /// The report has no such format.
    UnknownFormat,
    /// The report could not be written.
    NotRendered,
    /// What was sent is no text.
    NotText,
    /// Nothing was sent.
    EmptyPage,
    /// The text is no session page.
    NotASessionPage,
    /// It is a Word file.
    WordFile,
    /// It is a PDF.
    PdfFile,
    /// It is a workbook.
    SpreadsheetFile,
    /// It is slides.
    SlidesFile,
    /// It is a document in the format of OpenOffice.
    OpenDocumentFile,
    /// It is a picture, a sound or a film.
    MediaFile,
    /// It is a packed archive of files.
    PackedFile,
    /// It is a session that was exported from here.
    SessionFile,
    /// It is data of a kind that is not known: JSON or XML.
    UnknownData,
    /// It is damaged or cut off.
    SourceBroken {
        /// What it is.
        kind: SourceKind,
    },
    /// It holds more than is read.
    SourceTooLarge {
        /// What it is.
        kind: SourceKind,
    },
    /// It was read, and holds no session.
    NoSessionIn {
        /// What it is.
        kind: SourceKind,
    },
    /// It has no session of that number.
    NoSuchSession,
    /// It is no JSON.
    FileNotJson,
    /// It is another JSON.
    FileNotOurs,
    /// It is of a version that this server does not know.
    FileVersion {
        /// Its version, where it says one.
        version: Option<u64>,
    },
    /// A field is missing, unknown or of another kind.
    FileField {
        /// Where it is: `agenda[0].minutes`.
        path: String,
        /// What is wrong with it, in English.
        detail: String,
    },
}
