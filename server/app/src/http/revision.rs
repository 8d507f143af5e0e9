//! The organiser's page read again, and the session as a file; by the secret of their link.
//!
//! Reading and changing come over HTTP and not in frames: a page is longer than a frame may be.
//! The change is a command all the same, with an id, decided and answered like every other.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onefloor_core::about::file::SessionFile;
use onefloor_core::about::{About, Imported, diff};
use onefloor_core::{Actor, Command, Rejection, about};
use onefloor_page::PageReading;
use uuid::Uuid;

use super::error::{refused, rejected, undone};
use super::visitor::Organiser;
use super::{json, upload};
use crate::App;
use crate::protocol::http::{Changed, Facts, HttpRefusal, PageAgain, Revise, SourceSession};

/// The plan of the session as a file.
pub(super) async fn file(Organiser(visitor): Organiser) -> Response {
    let file = visitor
        .session
        .look(|_, session| SessionFile::of(&session.about, &session.agenda, &session.links));
    match file.await {
        Ok(Some(file)) => {
            let code = visitor.code;
            let name = format!("attachment; filename=\"onefloor-{code}-plan.json\"");
            let headers = [
                (header::CONTENT_DISPOSITION, name),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, Json(file)).into_response()
        }
        Ok(None) => rejected(&Rejection::SessionUnknown),
        Err(rejection) => rejected(&rejection),
    }
}

/// What the session is about, and the number of its present revision.
pub(super) async fn about(Organiser(visitor): Organiser) -> Response {
    let held = visitor
        .session
        .look(|_, session| ((*session.about).clone(), session.about.revision));
    match held.await {
        Ok((Some(about), revision)) => {
            let headers = [(header::CACHE_CONTROL, "no-store")];
            let body = Facts {
                about: *about,
                revision,
            };
            (headers, Json(body)).into_response()
        }
        Ok((None, _)) => rejected(&Rejection::SessionUnknown),
        Err(rejection) => rejected(&rejection),
    }
}

/// Which session of a source that has several, from 0, as the query says it: `session=3`. Without one
/// it is the one that goes by the title of the session, or else that starts with it.
fn chosen(query: Option<&str>) -> Result<Option<usize>, HttpRefusal> {
    let Some(query) = query.filter(|query| !query.is_empty()) else {
        return Ok(None);
    };
    let number = query.strip_prefix("session=").map(str::parse);
    match number {
        Some(Ok(number)) => Ok(Some(number)),
        _ => Err(HttpRefusal::NoSuchSession),
    }
}

/// Reads the page again and holds it against the session; changes nothing.
pub(super) async fn read_page(
    State(app): State<App>,
    Organiser(visitor): Organiser,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    let wanted = match chosen(query.as_deref()) {
        Ok(wanted) => wanted,
        Err(reason) => return refused(StatusCode::UNPROCESSABLE_ENTITY, reason),
    };
    let whose = &visitor.code;
    let reading = app.heavy.run(whose, move |_| upload::programme(&body));
    let mut read = match reading.await {
        Ok(Ok(read)) => read,
        Ok(Err(reason)) => return refused(StatusCode::UNPROCESSABLE_ENTITY, reason),
        Err(why) => return undone(&why),
    };
    let looked = visitor.session.look(|_, session| session.about.clone());
    let held = match looked.await {
        Ok(held) => held,
        Err(rejection) => return rejected(&rejection),
    };
    let chosen = wanted.unwrap_or_else(|| own_session(held.as_deref(), &read.sessions));
    let sessions: Vec<SourceSession> = read.sessions.iter().map(SourceSession::of).collect();
    if chosen >= sessions.len() {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, HttpRefusal::NoSuchSession);
    }
    let read = read.sessions.swap_remove(chosen);
    let unread = read.unread.clone();
    let page = match Imported::from(read).checked() {
        Ok(page) => page,
        Err(refused) => return rejected(&refused.rejection),
    };
    let looked = visitor.session.look(|_, session| {
        let (about, agenda) = (session.about.clone(), session.agenda.clone());
        (about, agenda, session.links.clone())
    });
    let (about, agenda, links) = match looked.await {
        Ok(looked) => looked,
        Err(rejection) => return rejected(&rejection),
    };
    let held = page.clone();
    let compared = app
        .heavy
        .run_after(&visitor.code, move |_| diff(&about, &agenda, &links, &held));
    match compared.await {
        Ok(Some(diff)) => {
            let answer = PageAgain {
                diff,
                page,
                unread,
                sessions,
                chosen,
            };
            Json(answer).into_response()
        }
        Ok(None) => rejected(&Rejection::SessionUnknown),
        Err(why) => undone(&why),
    }
}

/// The session of a source that is this one.
fn own_session(held: Option<&About>, sessions: &[PageReading]) -> usize {
    let Some(held) = held else { return 0 };
    let title = held.title.to_lowercase();
    let same_title = |page: &PageReading| {
        let own = page.title.as_deref().map(str::to_lowercase);
        own.as_deref() == Some(title.as_str())
    };
    let same_start =
        |page: &PageReading| page.starts_at.is_some() && page.starts_at == held.starts_at;
    let same_place = |page: &PageReading| same_start(page) && page.room == held.room;
    let found = sessions
        .iter()
        .position(same_title)
        .or_else(|| sessions.iter().position(same_place))
        .or_else(|| sessions.iter().position(same_start));
    found.unwrap_or(0)
}

impl SourceSession {
    fn of(page: &PageReading) -> Self {
        Self {
            title: page.title.clone(),
            starts_at: page.starts_at.clone(),
            ends_at: page.ends_at.clone(),
            room: page.room.clone(),
        }
    }
}

/// Takes over what the organiser named. `Idempotency-Key` makes a retry safe.
pub(super) async fn revise(
    Organiser(visitor): Organiser,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let key = headers.get("idempotency-key");
    let key = key.and_then(|key| Uuid::parse_str(key.to_str().ok()?).ok());
    let Some(id) = key else {
        return refused(StatusCode::BAD_REQUEST, HttpRefusal::IdempotencyKeyMissing);
    };
    let Ok(Revise { changes, revision }) = json::read(&body) else {
        return rejected(&Rejection::NotUnderstood);
    };
    let actor = Actor::Screen {
        person: None,
        roles: visitor.roles(),
    };
    let command = Command::About(about::Command::ReviseAbout { changes, revision });
    match visitor.session.ask(actor, id, command).await {
        Ok(version) => Json(Changed { version }).into_response(),
        Err(rejection) => rejected(&rejection),
    }
}
