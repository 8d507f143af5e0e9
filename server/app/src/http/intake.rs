//! Other systems bring people to the floor: one route, a token, and an id that makes a retry safe.
//!
//! The token is the secret of an integration link. `Idempotency-Key` is a UUID; the same key is
//! answered with the first outcome, so that a caller who heard nothing sends the same again.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use onefloor_core::floor::ProxyEntry;
#[cfg(feature = "wire")]
use onefloor_core::limits;
use onefloor_core::terms::{Role, Roles};
use onefloor_core::{Actor, Command, Rejection, floor};
use serde::Deserialize;
use tokio::time::Instant;
use uuid::Uuid;

use super::error::{refused, rejected};
use super::json;
use super::visitor::Visitor;
use crate::App;
use crate::protocol::http::{Changed, HttpRefusal};

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
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let is_one = |roles: &Roles| roles.contains(&Role::Integration);
    let link = match visitor.has(is_one) {
        Ok((link, _)) => *link,
        Err(refusal) => return *refusal,
    };
    let Visitor { session, code, .. } = visitor;
    let key = headers.get("idempotency-key");
    let key = key.and_then(|key| Uuid::parse_str(key.to_str().ok()?).ok());
    let Some(id) = key else {
        return refused(StatusCode::BAD_REQUEST, HttpRefusal::IdempotencyKeyMissing);
    };
    let Ok(Brought { entries }) = json::read(&body) else {
        return rejected(&Rejection::NotUnderstood);
    };
    if !app.intake.takes((code, link), Instant::now()) {
        return rejected(&Rejection::TooFast);
    }
    let actor = Actor::Screen {
        person: None,
        roles: Roles::from([Role::Integration]),
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
