//! Everything of Onefloor that touches the world, around the pure rules of `onefloor-core`.
//!
//! Imports run one way: [`serve`] → {[`http`], [`socket`]} → [`session`] → {[`store`],
//! [`protocol`], [`clock`], [`auth`]} → core. Concrete stores are named here only.

pub mod auth;
pub mod calls;
pub mod clock;
pub mod config;
pub mod http;
pub mod matching;
pub mod page_text;
pub mod protocol;
pub mod report_file;
pub mod session;
pub mod socket;
pub mod store;
pub mod telemetry;
pub mod zones;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use onefloor_core::ids::LinkId;
use tokio::net::TcpListener;
use tokio::sync::watch;

use auth::HostKey;
use calls::Calls;
use clock::Clock;
use session::Registry;
use store::EventStore;

/// What every request and socket works with.
#[derive(Debug, Clone)]
pub struct App {
    /// The live sessions.
    pub registry: Arc<Registry>,
    /// Derives and checks secrets.
    pub host_key: HostKey,
    /// The server's time.
    pub clock: Clock,
    /// Where browsers reach this server, without a trailing slash.
    pub public_url: Arc<str>,
    /// How people in breakout rooms talk.
    pub calls: Calls,
    /// How many sockets each address may still open.
    pub(crate) addresses: Arc<socket::addresses::Addresses>,
    /// What other systems may still send, by session and link.
    pub(crate) intake: Arc<dashmap::DashMap<(String, LinkId), socket::budget::Budget>>,
    /// Turns true once, when the server is about to stop.
    pub stopping: watch::Receiver<bool>,
}

impl App {
    /// An app over a store.
    #[must_use]
    pub fn new(
        store: Arc<dyn EventStore>,
        host_key: HostKey,
        clock: Clock,
        public_url: &str,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        Self {
            registry: Arc::new(Registry::new(store, host_key.clone(), clock.clone())),
            host_key,
            clock,
            public_url: Arc::from(public_url.trim_end_matches('/')),
            calls: Calls::default(),
            addresses: Arc::default(),
            intake: Arc::default(),
            stopping,
        }
    }

    /// The same, with calls as the host wants them.
    #[must_use]
    pub fn with_calls(self, calls: Calls) -> Self {
        Self { calls, ..self }
    }
}

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
