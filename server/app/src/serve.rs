//! The running server: takes connections until it is told to stop.

use std::future::Future;
use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::App;
use crate::http;

/// Serves until `shutdown` resolves, then tells every socket and waits for the requests in flight.
///
/// # Errors
/// The listener fails.
pub async fn serve(
    listener: TcpListener,
    app: App,
    stop: watch::Sender<bool>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    app.registry.wake_recent().await;
    let told = async move {
        shutdown.await;
        tracing::info!("stopping: sockets are told to come back");
        let _ = stop.send(true);
    };
    let service = http::router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(told)
        .await
}
