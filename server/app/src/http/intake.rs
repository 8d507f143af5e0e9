//! Other systems bring people to the floor: one route, a token, and an id that makes a retry safe.
//!
//! The token is the secret of an integration link. `Idempotency-Key` is a UUID; the same key is
//! answered with the first outcome, so that a caller who heard nothing sends the same again.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use onefloor_core::floor::ProxyEntry;
use onefloor_core::ids::LinkId;
#[cfg(feature = "wire")]
use onefloor_core::limits;
use onefloor_core::terms::{Role, Roles};
use onefloor_core::{Actor, Command, Rejection, floor};
use serde::Deserialize;
use tokio::time::Instant;
use uuid::Uuid;

use super::Bearer;
use super::error::{refused, rejected};
use crate::App;
use crate::bounds::Budget;
use crate::protocol::http::{Changed, HttpRefusal};
use crate::session::normalised;

/// What another system sends.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "wire", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Brought {
    #[cfg_attr(feature = "wire", schemars(length(min = 1, max = limits::PROXIES_MAX)))]
    entries: Vec<ProxyEntry>,
}

/// Enters people, all or none.
pub(super) async fn bring(
    State(app): State<App>,
    Path(code): Path<String>,
    bearer: Bearer,
    headers: HeaderMap,
    body: Result<Json<Brought>, JsonRejection>,
) -> Response {
    let link = match link_of(&app, &code, &bearer).await {
        Ok(link) => link,
        Err(rejection) => return rejected(&rejection),
    };
    let key = headers.get("idempotency-key");
    let key = key.and_then(|key| Uuid::parse_str(key.to_str().ok()?).ok());
    let Some(id) = key else {
        return refused(StatusCode::BAD_REQUEST, HttpRefusal::IdempotencyKeyMissing);
    };
    let Ok(Json(Brought { entries })) = body else {
        return rejected(&Rejection::NotUnderstood);
    };
    // By the code as it is kept: it can be typed in many ways.
    let kept = normalised(&code).unwrap_or_default();
    let now = Instant::now();
    let has_one = app
        .intake
        .entry((kept, link))
        .or_insert_with(|| Budget::full(now))
        .takes(now);
    if !has_one {
        return rejected(&Rejection::TooFast);
    }
    let actor = Actor::Screen {
        person: None,
        roles: Roles::from([Role::Integration]),
    };
    let session = match app.registry.open(&code).await {
        Ok(session) => session,
        Err(rejection) => return rejected(&rejection),
    };
    match session
        .ask(
            actor,
            id,
            Command::Floor(floor::Command::AddProxies { entries }),
        )
        .await
    {
        Ok(version) => (StatusCode::CREATED, Json(Changed { version })).into_response(),
        Err(rejection) => rejected(&rejection),
    }
}

/// The integration link that the bearer holds.
async fn link_of(app: &App, code: &str, bearer: &Bearer) -> Result<LinkId, Rejection> {
    let secret = bearer.0.clone().ok_or(Rejection::NotAllowed)?;
    let host_key = app.host_key.clone();
    let session = app.registry.open(code).await?;
    let link = session.look(move |code, session| {
        let link = host_key.link_of(code, session.links.values(), &secret)?;
        link.roles.contains(&Role::Integration).then_some(link.id)
    });
    link.await?.ok_or(Rejection::NotAllowed)
}
