//! Bodies of requests: read whole before any route sees them, within bounds of time and of bytes, so
//! that nobody holds a connection with half of one, and all of them together fit into memory.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use futures_util::StreamExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};

use super::error::refused;
use crate::bounds::{BODIES_BYTES_MAX, BODY_BYTES_MAX, BODY_BYTES_PER_MS_MIN, Bounds};
use crate::protocol::http::HttpRefusal;

/// What bodies are read within.
#[derive(Debug, Clone)]
pub(super) struct Bodies {
    bounds: Bounds,
    /// Bytes that are left for all of them.
    room: Arc<Semaphore>,
}

impl Bodies {
    pub(super) fn new(bounds: Bounds) -> Self {
        Self {
            bounds,
            room: Arc::new(Semaphore::new(BODIES_BYTES_MAX)),
        }
    }
}

/// Reads the body of a request, or says why not.
pub(super) async fn whole(State(bodies): State<Bodies>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match read(body, &bodies).await {
        // Its bytes are counted until it is answered.
        Ok((bytes, _room)) => next.run(Request::from_parts(parts, bytes.into())).await,
        Err(status) => {
            tracing::info!(status = status.as_u16(), "a body was not taken");
            let reason = match status {
                StatusCode::PAYLOAD_TOO_LARGE => HttpRefusal::TooLong,
                StatusCode::REQUEST_TIMEOUT => HttpRefusal::TooSlow,
                StatusCode::SERVICE_UNAVAILABLE => HttpRefusal::TooFast,
                _ => HttpRefusal::NotUnderstood,
            };
            refused(status, reason)
        }
    }
}

type Taken = (Bytes, Option<OwnedSemaphorePermit>);

async fn read(body: Body, bodies: &Bodies) -> Result<Taken, StatusCode> {
    let began = Instant::now();
    let mut chunks = body.into_data_stream();
    let mut bytes = Vec::new();
    let mut room: Option<OwnedSemaphorePermit> = None;
    loop {
        // What comes steadily may go on, however slow the line.
        let bytes_so_far = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let earned = Duration::from_millis(bytes_so_far / BODY_BYTES_PER_MS_MIN);
        let until = (began + bodies.bounds.body_wait + earned)
            .min(Instant::now() + bodies.bounds.stall_wait);
        let chunk = timeout_at(until, chunks.next()).await;
        match chunk.map_err(|_| StatusCode::REQUEST_TIMEOUT)? {
            None => return Ok((bytes.into(), room)),
            // The client went away, or its chunks are none.
            Some(Err(_)) => return Err(StatusCode::BAD_REQUEST),
            Some(Ok(chunk)) if bytes.len() + chunk.len() > BODY_BYTES_MAX => {
                return Err(StatusCode::PAYLOAD_TOO_LARGE);
            }
            Some(Ok(chunk)) => {
                let wanted = u32::try_from(chunk.len()).unwrap_or(u32::MAX);
                let more = Arc::clone(&bodies.room).try_acquire_many_owned(wanted);
                let more = more.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
                match &mut room {
                    Some(room) => room.merge(more),
                    None => room = Some(more),
                }
                bytes.extend_from_slice(&chunk);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn bodies_past_the_room_of_all_are_sent_away_and_the_room_comes_back() {
        let bodies = Bodies {
            bounds: Bounds::default(),
            room: Arc::new(Semaphore::new(10)),
        };
        let first = read(Body::from("seven b"), &bodies).await.unwrap();
        let second = read(Body::from("seven b"), &bodies).await;
        assert_eq!(second.err(), Some(StatusCode::SERVICE_UNAVAILABLE));
        drop(first);
        assert!(read(Body::from("seven b"), &bodies).await.is_ok());
    }
}
