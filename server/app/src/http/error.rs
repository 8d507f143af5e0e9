//! Refusals over HTTP: a status and a reason, which the browser words.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use onefloor_core::Rejection;
use serde_json::json;

/// A refusal by name.
pub(super) fn refused(status: StatusCode, reason: &str) -> Response {
    (status, Json(json!({ "reason": reason }))).into_response()
}

/// A refusal of the rules.
pub(super) fn rejected(rejection: &Rejection) -> Response {
    let status = match rejection {
        Rejection::AboutChanged { .. } => StatusCode::CONFLICT,
        Rejection::SessionUnknown => return refused(StatusCode::NOT_FOUND, "unknown_code"),
        Rejection::NotAllowed | Rejection::LinkUnknown => StatusCode::FORBIDDEN,
        Rejection::NotStored => StatusCode::SERVICE_UNAVAILABLE,
        Rejection::TooFast => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    (status, Json(rejection)).into_response()
}
