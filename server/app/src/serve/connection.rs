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
use hyper::upgrade::Upgraded;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, timeout};
use tower::ServiceExt;

use super::requests::Requests;
use super::steady::Steady;
use crate::app::stopped;
use crate::bounds::{Bounds, HEAD_BYTES_MAX, Permit};
use crate::socket::TakesOver;

/// How long a connection without a request, and without an answer on its way, may take to end when
/// the server stops: one that was just opened says nothing yet.
const QUIET_WAIT: Duration = Duration::from_millis(500);

/// Serves one connection until it ends, or until the server stops.
pub(super) async fn run(
    stream: TcpStream,
    peer: SocketAddr,
    permit: Permit,
    router: Router,
    bounds: Bounds,
    stopping: watch::Receiver<bool>,
) {
    // Frames are small, and none waits until the one before it is acknowledged. Without it, they do.
    let _ = stream.set_nodelay(true);
    over(stream, peer, Arc::new(permit), router, bounds, stopping).await;
}

/// The stream of a connection that has become a socket, with what was read of it already. None, if it is
/// no connection of this server.
fn taken_over(upgraded: Upgraded) -> Option<(TcpStream, Vec<u8>)> {
    let parts = upgraded.downcast::<TokioIo<Steady<TcpStream>>>().ok()?;
    // The buffer itself is as long as a request may be, and goes.
    let read = parts.read_buf.to_vec();
    Some((parts.io.into_inner().into_inner(), read))
}

async fn over(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    peer: SocketAddr,
    permit: Arc<Permit>,
    router: Router,
    bounds: Bounds,
    mut stopping: watch::Receiver<bool>,
) {
    let requests = Arc::new(Requests::default());
    let service = {
        let requests = Arc::clone(&requests);
        service_fn(move |request: Request<Incoming>| {
            let request_begun = Requests::begin(&requests);
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            request.extensions_mut().insert(Arc::clone(&permit));
            request.extensions_mut().insert(TakesOver(taken_over));
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
            let cut_at = Instant::now() + bounds.drain_wait;
            while timeout(QUIET_WAIT, connection.as_mut()).await.is_err() {
                if requests.are_quiet() || Instant::now() >= cut_at {
                    break;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
    use tokio::task::JoinHandle;

    use super::*;
    use crate::bounds::Connections;
    use crate::bounds::Proxies;

    /// Bytes of an answer that no buffer between the two takes whole.
    const LONG: usize = 4_000_000;

    fn served() -> (DuplexStream, watch::Sender<bool>, JoinHandle<()>) {
        let bounds = Bounds::default();
        let (stop, stopping) = watch::channel(false);
        let (client, server) = duplex(1_024);
        let router = Router::new().route("/", get(|| async { "x".repeat(LONG) }));
        let peer = SocketAddr::from(([127, 0, 0, 1], 7));
        let connections = Arc::new(Connections::new(&bounds, Proxies::default()));
        let permit = connections.takes(peer.ip()).unwrap();
        let serving = over(server, peer, Arc::new(permit), router, bounds, stopping);
        (client, stop, tokio::spawn(serving))
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_is_being_sent_at_the_stop_arrives_whole() {
        let (mut client, stop, serving) = served();
        client
            .write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
            .await
            .unwrap();
        let mut first = [0; 15];
        client.read_exact(&mut first).await.unwrap();
        assert_eq!(&first, b"HTTP/1.1 200 OK");
        stop.send(true).unwrap();
        // Nobody reads for longer than a quiet connection is kept.
        tokio::time::advance(QUIET_WAIT * 4).await;
        let mut rest = Vec::new();
        client.read_to_end(&mut rest).await.unwrap();
        assert!(rest.len() > LONG, "{} bytes", rest.len());
        serving.await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_nobody_reads_is_cut_with_the_drain() {
        let (mut client, stop, serving) = served();
        client
            .write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
            .await
            .unwrap();
        client.read_exact(&mut [0; 15]).await.unwrap();
        let told = Instant::now();
        stop.send(true).unwrap();
        serving.await.unwrap();
        assert!(told.elapsed() <= Bounds::default().drain_wait + QUIET_WAIT);
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_says_nothing_holds_no_stop_up() {
        let (client, stop, serving) = served();
        let told = Instant::now();
        stop.send(true).unwrap();
        serving.await.unwrap();
        assert!(told.elapsed() <= QUIET_WAIT);
        drop(client);
    }
}
