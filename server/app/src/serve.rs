//! The running server: takes connections within bounds, until it is told to stop; then ends all of
//! them within a time, whatever the clients do.

mod connection;
mod requests;
mod steady;

use std::future::Future;
use std::io::{self, ErrorKind, Write};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::bounds::Bounds;
use crate::clock::Clock;
use crate::data_directory::DataDirectory;
use crate::policy::Policy;
use crate::{App, http, instruments};

/// How long erasures that wait for their moment may take when the server stops.
const SETTLE_WAIT: Duration = Duration::from_secs(2);
/// Pause after a connection could not be taken for want of something.
const RETRY: Duration = Duration::from_millis(100);

/// What somebody past a bound hears.
const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 5\r\n\
    content-type: application/json\r\ncontent-length: 21\r\n\r\n{\"reason\":\"too_fast\"}";

/// Serves what is in a data directory until `shutdown` resolves, then closes it. `with` says what else
/// the app is made with.
///
/// # Errors
/// As for [`DataDirectory::close`].
pub async fn serve_directory(
    data: DataDirectory,
    policy: Policy,
    listener: TcpListener,
    (clock, public_url): (Clock, &str),
    with: impl FnOnce(App) -> App,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), String> {
    let (stop, stopping) = watch::channel(false);
    let policy = Policy {
        untold_until_ms: data.untold_until_ms,
        ..policy
    };
    let (store, key) = (Arc::clone(&data.store), data.host_key.clone());
    let app = App::new(Arc::clone(&store), key, clock, public_url, stopping)
        .keeping(store, policy, data.journal.clone())
        .with_check(data.check.clone())
        .with_bounds(Bounds::default().of_this_process());
    let app = with(app);
    let registry = Arc::clone(&app.registry);
    tokio::spawn(app.clone().sweep());
    serve(listener, app, stop, shutdown).await;
    if timeout(SETTLE_WAIT, registry.settle()).await.is_err() {
        tracing::warn!("what was said sealed by people who erased themselves is there still");
    }
    registry.scrub().await;
    data.close().await
}

/// Serves until `shutdown` resolves, then tells every socket and waits for the requests in flight,
/// for [`drain_wait`](crate::bounds::Bounds::drain_wait) at most.
/// A connection that cannot be taken is logged and tried again, so that nothing ends it sooner.
pub async fn serve(
    listener: TcpListener,
    app: App,
    stop: watch::Sender<bool>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) {
    let connections = app.connections.clone();
    let bounds = app.bounds;
    let mut tasks = JoinSet::new();
    let registry = app.registry.clone();
    tasks.spawn(async move { registry.wake_recent().await });
    let stopping = app.stopping.clone();
    let router = http::router(app);
    let mut shutdown = pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            Some(_) = tasks.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => match connections.takes(peer.ip()) {
                    Some(permit) => {
                        let router = router.clone();
                        let stopping = stopping.clone();
                        tasks.spawn(instruments::connected(connection::run(
                            stream, peer, permit, router, bounds, stopping,
                        )));
                    }
                    None => refuse(stream),
                },
                Err(error) => {
                    if !is_of_the_client(&error) {
                        tracing::warn!(%error, "a connection could not be taken");
                        tokio::time::sleep(RETRY).await;
                    }
                }
            },
        }
    }
    tracing::info!("stopping: sockets are told to come back");
    // Whoever comes next may listen here.
    drop(listener);
    let _ = stop.send(true);
    if timeout(bounds.drain_wait, connections.none_left())
        .await
        .is_err()
    {
        tracing::warn!("some connections are cut off");
    }
    tasks.shutdown().await;
}

/// Errors of one connection, and not of this server.
fn is_of_the_client(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset
    )
}

/// Says that it is full, as far as that goes without waiting.
fn refuse(stream: TcpStream) {
    instruments::refused(instruments::Surface::Connection, "too_many");
    tracing::debug!("refused a connection: too many are open");
    if let Ok(mut stream) = stream.into_std() {
        let _ = stream.write(FULL);
    }
}
