//! The address at which the metrics are read: another one than that of the sessions, so that it can
//! stay inside. It answers one path, and nothing that a client does holds it up.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, Request, Response, StatusCode, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

use crate::app::stopped;

/// Scrapes at once: a few monitors, and somebody who looks.
const AT_ONCE_MAX: usize = 8;
/// How long a connection may last, whatever it does.
const CONNECTION_MAX: Duration = Duration::from_secs(5);
/// Pause after a connection could not be taken.
const RETRY: Duration = Duration::from_millis(100);

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Answers scrapes until the server stops; whoever comes next may listen here then.
pub async fn listen(listener: TcpListener, mut stopping: watch::Receiver<bool>) {
    let turns = Arc::new(Semaphore::new(AT_ONCE_MAX));
    loop {
        tokio::select! {
            () = stopped(&mut stopping) => return,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    // Who is one too many is sent away by the end of the connection.
                    if let Ok(turn) = Arc::clone(&turns).try_acquire_owned() {
                        tokio::spawn(async move {
                            let _ = timeout(CONNECTION_MAX, answer(stream)).await;
                            drop(turn);
                        });
                    }
                }
                Err(_) => sleep(RETRY).await,
            },
        }
    }
}

async fn answer(stream: TcpStream) {
    let service = service_fn(async |request: Request<Incoming>| {
        let is_asked = request.uri().path() == "/metrics";
        Ok::<_, Infallible>(if is_asked { metrics() } else { nothing() })
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).keep_alive(false);
    let served = builder.serve_connection(TokioIo::new(stream), service);
    // A monitor that has left asks again.
    let _ = served.await;
}

fn metrics() -> Response<Body> {
    let mut response = Response::new(Body::from(super::text()));
    let kind = HeaderValue::from_static(OPEN_METRICS);
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

fn nothing() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}
