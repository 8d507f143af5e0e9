//! Refusals over HTTP: a status and a reason, which the browser words.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onefloor_core::{Refused, Rejection};
use serde::Serialize;

use crate::heavy::Undone;
use crate::instruments::{self, Call, Surface};
use crate::protocol::http::{HttpRefusal, RefusedField};

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
    (status, Json(Named { reason, request_id })).into_response()
}

/// A refusal by name.
pub(super) fn refused(status: StatusCode, reason: HttpRefusal) -> Response {
    named(status, &reason)
}

/// Heavy work that was not done: somebody else's is, or it failed.
pub(super) fn undone(undone: &Undone) -> Response {
    /// Seconds after which the work of another is done, in all likelihood.
    const RETRY_AFTER: &str = "2";
    match undone {
        Undone::Busy => {
            let mut response = refused(StatusCode::TOO_MANY_REQUESTS, HttpRefusal::TooFast);
            let value = HeaderValue::from_static(RETRY_AFTER);
            response.headers_mut().insert(header::RETRY_AFTER, value);
            response
        }
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
        Rejection::NotAllowed | Rejection::LinkUnknown => StatusCode::FORBIDDEN,
        Rejection::SessionPurged | Rejection::SessionDeleted => StatusCode::GONE,
        Rejection::SessionDamaged => StatusCode::INTERNAL_SERVER_ERROR,
        Rejection::NotStored => StatusCode::SERVICE_UNAVAILABLE,
        Rejection::TooFast => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    named(status, rejection)
}
