//! What whoever runs the server may do: read a page or a file, create a session.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use onefloor_core::about::Imported;
use onefloor_core::terms::Role;
use onefloor_page::{self as page, PageReading};
use uuid::Uuid;

use super::bearer::{Bearer, host_only};
use super::error::{refused, rejected, undone};
use super::sessions::links_of;
use super::upload;
use crate::App;
use crate::protocol::http::{Created, HttpRefusal, ReadPage, ReadSession};

/// Whose work it is that no session has yet.
const HOST: &str = "";

/// Reads whatever tells of sessions; the body is it, in any of the formats. An agenda is proposed
/// where a session has none.
pub(super) async fn read_page(State(app): State<App>, bearer: Bearer, body: Bytes) -> Response {
    if !bearer.is_host(&app) {
        return host_only();
    }
    let reading = app.heavy.run(HOST, move |_| upload::programme(&body));
    let read = match reading.await {
        Ok(Ok(read)) => read,
        Ok(Err(reason)) => return refused(StatusCode::UNPROCESSABLE_ENTITY, reason),
        Err(why) => return undone(&why),
    };
    let source = read.kind;
    let mut sessions = read.sessions.into_iter().map(session);
    let Some(first) = sessions.next() else {
        return refused(
            StatusCode::UNPROCESSABLE_ENTITY,
            HttpRefusal::NotASessionPage,
        );
    };
    let answer = ReadPage {
        source,
        page: first.page,
        default_agenda: first.default_agenda,
        imported: first.imported,
        more: sessions.collect(),
    };
    Json(answer).into_response()
}

fn session(page: PageReading) -> ReadSession {
    ReadSession {
        default_agenda: page::default_plan(page.duration_minutes),
        imported: Imported::from(page.clone()),
        page,
    }
}

/// Reads the file of a session that was exported; its plan, checked as for a creation.
pub(super) async fn read_file(State(app): State<App>, bearer: Bearer, body: Bytes) -> Response {
    if !bearer.is_host(&app) {
        return host_only();
    }
    let reading = app.heavy.run(HOST, move |_| upload::plan(&body));
    match reading.await {
        Ok(Ok(plan)) => Json(plan).into_response(),
        Ok(Err(refusal)) => refusal.into_response(),
        Err(why) => undone(&why),
    }
}

/// Creates a session; its code and its links. `Idempotency-Key` makes a retry safe: the same key is
/// answered with the session that it made first.
pub(super) async fn create(
    State(app): State<App>,
    bearer: Bearer,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if !bearer.is_host(&app) {
        return host_only();
    }
    let key = headers.get("idempotency-key");
    let key = match key.map(|key| key.to_str().ok().and_then(|key| Uuid::parse_str(key).ok())) {
        None => None,
        Some(Some(key)) => Some(key),
        Some(None) => return refused(StatusCode::BAD_REQUEST, HttpRefusal::IdempotencyKeyMissing),
    };
    let plan = match upload::form(&body) {
        Ok(plan) => plan,
        Err(refusal) => return refusal.into_response(),
    };
    let code = match key {
        Some(key) => app.registry.create_once(plan, key).await,
        None => app.registry.create(plan).await,
    };
    let code = match code {
        Ok(code) => code,
        Err(rejection) => return rejected(&rejection),
    };
    let links = match app.registry.open(&code).await {
        Ok(session) => links_of(&app, &session).await,
        Err(rejection) => Err(rejection),
    };
    match links {
        Ok(links) => {
            let organiser = links
                .iter()
                .find(|link| link.roles.contains(&Role::Organiser));
            tracing::info!(session.id = app.host_key.log_name(&code), "created");
            let secret = organiser.and_then(|link| link.secret.clone());
            let created = Created {
                code,
                // The first link of every session.
                organiser: secret.unwrap_or_default(),
                links,
            };
            (StatusCode::CREATED, Json(created)).into_response()
        }
        Err(rejection) => rejected(&rejection),
    }
}
