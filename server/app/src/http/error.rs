//! Refusals over HTTP: a status and a reason, which the browser words.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onefloor_core::{Refused, Rejection};
use serde::Serialize;

use crate::heavy::Undone;
use crate::instruments::{self, Call, Surface};
use crate::protocol::http::{HttpRefusal, RefusedField};

/// Seconds after which to ask again, where nothing else is said: every 429 says some.
const RETRY_AFTER_S: u64 = 1;

/// A refusal with the name of the call, so that somebody can quote it.
#[derive(Serialize)]
struct Named<'a, R> {
    #[serde(flatten)]
    reason: &'a R,
    request_id: Call,
}

fn named<'a, R: Serialize>(status: StatusCode, reason: &'a R) -> Response
where
    &'static str: From<&'a R>,
{
    instruments::refused(Surface::Http, reason.into());
    let request_id = Call::current();
    let mut response = (status, Json(Named { reason, request_id })).into_response();
    if status == StatusCode::UNAUTHORIZED {
        let value = HeaderValue::from_static("Bearer");
        response
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, value);
    }
    if status == StatusCode::TOO_MANY_REQUESTS {
        retry_after(&mut response, RETRY_AFTER_S);
    }
    response
}

/// Says in how many seconds to ask again.
fn retry_after(response: &mut Response, seconds: u64) {
    let value = HeaderValue::from(seconds.max(1));
    response.headers_mut().insert(header::RETRY_AFTER, value);
}

/// A refusal by name.
pub(super) fn refused(status: StatusCode, reason: HttpRefusal) -> Response {
    named(status, &reason)
}

/// Too much at once; seconds after which to ask again, at least one.
pub(super) fn too_fast(retry_s: u64) -> Response {
    let mut response = refused(StatusCode::TOO_MANY_REQUESTS, HttpRefusal::TooFast);
    retry_after(&mut response, retry_s);
    response
}

/// Heavy work that was not done: somebody else's is, or it failed.
pub(super) fn undone(undone: &Undone) -> Response {
    /// Seconds after which the work of another is done, in all likelihood.
    const BUSY_S: u64 = 2;
    match undone {
        Undone::Busy => too_fast(BUSY_S),
        Undone::Failed => refused(StatusCode::INTERNAL_SERVER_ERROR, HttpRefusal::NotDone),
    }
}

/// A refusal of the rules that names its place in what was sent.
pub(super) fn rejected_at(Refused { path, rejection }: Refused) -> Response {
    let refused = RefusedField { path, rejection };
    named(StatusCode::UNPROCESSABLE_ENTITY, &refused)
}

/// A refusal of the rules.
pub(super) fn rejected(rejection: &Rejection) -> Response {
    let status = match rejection {
        Rejection::AboutChanged { .. } => StatusCode::CONFLICT,
        Rejection::SessionUnknown => {
            return refused(StatusCode::NOT_FOUND, HttpRefusal::UnknownCode);
        }
        Rejection::LinkUnknown => StatusCode::UNAUTHORIZED,
        Rejection::NotAllowed => StatusCode::FORBIDDEN,
        Rejection::SessionPurged | Rejection::SessionDeleted => StatusCode::GONE,
        Rejection::SessionDamaged => StatusCode::INTERNAL_SERVER_ERROR,
        Rejection::NotStored => StatusCode::SERVICE_UNAVAILABLE,
        // What one may send is refilled within a second.
        Rejection::TooFast => return too_fast(1),
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    named(status, rejection)
}
