//! One connection: its requests one after the other, and its socket if it becomes one.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;
use tower::ServiceExt;

use super::requests::Requests;
use super::steady::Steady;
use crate::app::stopped;
use crate::bounds::{Bounds, HEAD_BYTES_MAX, Permit};

/// How long an answer may take to leave when the server stops and no request is worked on.
const FLUSH_WAIT: Duration = Duration::from_millis(500);

/// Serves one connection until it ends, or until the server stops.
pub(super) async fn run(
    stream: TcpStream,
    peer: SocketAddr,
    permit: Permit,
    router: Router,
    bounds: Bounds,
    mut stopping: watch::Receiver<bool>,
) {
    // Frames are small, and none waits until the one before it is acknowledged. Without it, they do.
    let _ = stream.set_nodelay(true);
    let permit = Arc::new(permit);
    let requests = Arc::new(Requests::default());
    let service = {
        let requests = Arc::clone(&requests);
        service_fn(move |request: Request<Incoming>| {
            let request_begun = Requests::begin(&requests);
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            request.extensions_mut().insert(Arc::clone(&permit));
            let answer = router.clone().oneshot(request);
            async move {
                let answer = answer.await;
                let is_socket =
                    |answer: &Response| answer.status() == StatusCode::SWITCHING_PROTOCOLS;
                if answer.as_ref().is_ok_and(is_socket) {
                    request_begun.goes_on();
                }
                answer
            }
        })
    };
    let stream = Steady::new(stream, Arc::clone(&requests), &bounds);
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.idle_wait)
        .max_buf_size(HEAD_BYTES_MAX);
    let connection = builder.serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection.with_upgrades());
    tokio::select! {
        // Whatever ended it, the client has gone or was too slow.
        _ = connection.as_mut() => {}
        () = stopped(&mut stopping) => {
            connection.as_mut().graceful_shutdown();
            let wait = if requests.is_idle() { FLUSH_WAIT } else { bounds.drain_wait };
            let _ = timeout(wait, connection).await;
        }
    }
}
