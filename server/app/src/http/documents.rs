//! What describes the server to programs: made from the code, committed, and checked for drift by tests.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::protocol::ASYNCAPI;

/// The HTTP interface, as OpenAPI 3.1.
pub(super) const OPENAPI: &str = include_str!("openapi.json");

/// What the report as JSON looks like.
pub(super) async fn report_schema() -> Response {
    given("application/schema+json", onefloor_documents::SCHEMA)
}

/// The HTTP interface.
pub(super) async fn openapi() -> Response {
    given("application/json", OPENAPI)
}

/// The socket.
pub(super) async fn asyncapi() -> Response {
    given("application/json", ASYNCAPI)
}

/// Asked for anew each time: it changes with the server.
fn given(kind: &'static str, document: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, document).into_response()
}
