//! The organiser's page read again, and the session as a file; by the secret of their link.
//!
//! Reading and changing come over HTTP and not in frames: a page is longer than a frame may be.
//! The change is a command all the same, with an id, decided and answered like every other.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onefloor_core::about::file::SessionFile;
use onefloor_core::about::{Imported, diff};
use onefloor_core::{Actor, Command, Rejection, about};
use uuid::Uuid;

use super::error::{refused, rejected, undone};
use super::visitor::Organiser;
use super::{json, upload};
use crate::App;
use crate::protocol::http::{Changed, Facts, HttpRefusal, PageAgain, Revise};

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

/// Reads the page again and holds it against the session; changes nothing.
pub(super) async fn read_page(
    State(app): State<App>,
    Organiser(visitor): Organiser,
    body: Bytes,
) -> Response {
    let whose = &visitor.code;
    let reading = app.heavy.run(whose, move |_| upload::page(&body));
    let read = match reading.await {
        Ok(Ok(read)) => read,
        Ok(Err(reason)) => return refused(StatusCode::UNPROCESSABLE_ENTITY, reason),
        Err(why) => return undone(&why),
    };
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
        Ok(Some(diff)) => Json(PageAgain { diff, page, unread }).into_response(),
        Ok(None) => rejected(&Rejection::SessionUnknown),
        Err(why) => undone(&why),
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
