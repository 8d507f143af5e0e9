//! One device more of a person who is in a session already.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use onefloor_core::Rejection;

use super::error::{refused, rejected};
use super::json;
use super::visitor::Visitor;
use crate::App;
use crate::protocol::http::{HandedOver, HttpRefusal, TakeOver};

/// Gives out what waits under a token, to the first who names it.
pub(super) async fn take(State(app): State<App>, visitor: Visitor, body: Bytes) -> Response {
    let Ok(TakeOver { token }) = json::read(&body) else {
        return rejected(&Rejection::NotUnderstood);
    };
    let now_ms = app.clock.now_ms();
    match app.handovers.take(&visitor.code, &token, now_ms) {
        Some(covered) => Json(HandedOver { covered }).into_response(),
        None => refused(StatusCode::GONE, HttpRefusal::HandoverGone),
    }
}
