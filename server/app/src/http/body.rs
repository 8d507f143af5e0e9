//! Bodies of requests: read whole before any route sees them, within bounds of time and of bytes, so
//! that nobody holds a connection with half of one.

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use futures_util::StreamExt;
use tokio::time::{Instant, timeout_at};

use super::error::refused;
use crate::bounds::{BODY_BYTES_MAX, Bounds};
use crate::protocol::http::HttpRefusal;

/// Reads the body of a request, or says why not.
pub(super) async fn whole(State(bounds): State<Bounds>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match read(body, &bounds).await {
        Ok(bytes) => next.run(Request::from_parts(parts, bytes.into())).await,
        Err(status) => {
            tracing::info!(status = status.as_u16(), "a body was not taken");
            let reason = match status {
                StatusCode::PAYLOAD_TOO_LARGE => HttpRefusal::TooLong,
                StatusCode::REQUEST_TIMEOUT => HttpRefusal::TooSlow,
                _ => HttpRefusal::NotUnderstood,
            };
            refused(status, reason)
        }
    }
}

async fn read(body: Body, bounds: &Bounds) -> Result<Bytes, StatusCode> {
    let until = Instant::now() + bounds.body_wait;
    let mut chunks = body.into_data_stream();
    let mut bytes = Vec::new();
    loop {
        let until = until.min(Instant::now() + bounds.stall_wait);
        let chunk = timeout_at(until, chunks.next()).await;
        match chunk.map_err(|_| StatusCode::REQUEST_TIMEOUT)? {
            None => return Ok(bytes.into()),
            // The client went away, or its chunks are none.
            Some(Err(_)) => return Err(StatusCode::BAD_REQUEST),
            Some(Ok(chunk)) if bytes.len() + chunk.len() > BODY_BYTES_MAX => {
                return Err(StatusCode::PAYLOAD_TOO_LARGE);
            }
            Some(Ok(chunk)) => bytes.extend_from_slice(&chunk),
        }
    }
}
