//! What every request and socket works with.

use std::sync::Arc;

use onefloor_core::ids::LinkId;
use onefloor_documents::Fonts;
use tokio::sync::watch;
use tokio::time::Instant;

use crate::auth::HostKey;
use crate::bounds::{
    Bounds, Buckets, Connections, Guesses, INTAKE_RATE, Proxies, Rates, SCRUB_REST_MIN,
    SCRUB_REST_TIMES, SWEEP_EVERY,
};
use crate::calls::Calls;
use crate::clock::Clock;
use crate::departures::Departures;
use crate::handover::Handovers;
use crate::heavy::Heavy;
use crate::instruments::Measured;
use crate::journal::Journal;
use crate::policy::Policy;
use crate::session::Registry;
use crate::store::{Check, EventStore};

/// The running server, as its requests and sockets share it.
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
    /// Bounds of connections.
    pub(crate) bounds: Bounds,
    /// The open connections, by the address from which they come.
    pub(crate) connections: Arc<Connections>,
    /// The open sockets, by the address that a proxy names.
    pub(crate) sockets: Arc<Connections>,
    /// From where proxies connect for others.
    pub(crate) proxies: Proxies,
    /// How fast addresses and secrets may ask.
    pub(crate) rates: Arc<Rates>,
    /// How fast codes and secrets may be guessed.
    pub(crate) guesses: Arc<Guesses>,
    /// What other systems may still send, by session and link.
    pub(crate) intake: Arc<Buckets<(String, LinkId)>>,
    /// What documents are written with.
    pub(crate) fonts: Fonts,
    /// What people hand to devices of their own.
    pub(crate) handovers: Arc<Handovers>,
    /// Where documents are written and pages are read.
    pub(crate) heavy: Heavy,
    /// What is known of the pages of the store, where it has some.
    pub(crate) check: Option<Check>,
    /// Who comes back when, after the server has stopped.
    pub(crate) departures: Arc<Departures>,
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
        let bounds = Bounds::default();
        let store = Measured::over(store);
        let registry = Registry::new(store, host_key.clone(), clock.clone());
        Self {
            heavy: registry.heavy(),
            registry: Arc::new(registry),
            host_key,
            clock,
            public_url: Arc::from(public_url.trim_end_matches('/')),
            calls: Calls::default(),
            bounds,
            connections: Arc::new(Connections::new(&bounds, Proxies::default())),
            sockets: Arc::new(Connections::new(&bounds, Proxies::default())),
            proxies: Proxies::default(),
            fonts: Fonts::default(),
            rates: Arc::default(),
            guesses: Arc::new(Guesses::new(Instant::now())),
            intake: Arc::new(Buckets::new(INTAKE_RATE)),
            handovers: Arc::default(),
            check: None,
            departures: Arc::default(),
            stopping,
        }
    }

    /// The same, with other bounds of connections.
    #[must_use]
    pub fn with_bounds(self, bounds: Bounds) -> Self {
        self.bounded(bounds)
    }

    /// The same, writing documents with these fonts.
    #[must_use]
    pub fn with_fonts(self, fonts: Fonts) -> Self {
        Self { fonts, ..self }
    }

    /// The same, over a store of whose pages this is known.
    #[must_use]
    pub fn with_check(self, check: Check) -> Self {
        let check = Some(check);
        Self { check, ..self }
    }

    /// The same, behind proxies in these networks.
    #[must_use]
    pub fn behind(self, proxies: Proxies) -> Self {
        let bounds = self.bounds;
        Self { proxies, ..self }.bounded(bounds)
    }

    fn bounded(self, bounds: Bounds) -> Self {
        let connections = || Arc::new(Connections::new(&bounds, self.proxies.clone()));
        let (connections, sockets) = (connections(), connections());
        Self {
            bounds,
            connections,
            sockets,
            ..self
        }
    }

    /// The same over this store, which keeps what these rules say and notes what it erases.
    #[must_use]
    pub fn keeping(self, store: Arc<dyn EventStore>, policy: Policy, journal: Journal) -> Self {
        let (key, clock) = (self.host_key.clone(), self.clock.clone());
        let store = Measured::over(store);
        let registry = Registry::keeping(store, key, clock, (policy, journal));
        Self {
            heavy: registry.heavy(),
            registry: Arc::new(registry),
            ..self
        }
    }

    /// Purges sessions whose time has come, and scrubs the store after whatever was erased, until the
    /// server stops.
    pub async fn sweep(self) {
        let mut stopping = self.stopping.clone();
        let mut purge_at = Instant::now();
        while !*stopping.borrow() {
            if purge_at <= Instant::now() {
                self.registry.purge_due().await;
                purge_at = Instant::now() + SWEEP_EVERY;
            }
            let began = Instant::now();
            self.registry.scrub().await;
            // It holds every session up, and is as rare as it is long.
            let rest = SCRUB_REST_MIN.max(began.elapsed() * SCRUB_REST_TIMES);
            tokio::select! {
                () = tokio::time::sleep_until(purge_at) => {}
                () = async {
                    tokio::time::sleep(rest).await;
                    self.registry.owes_a_scrub().await;
                } => {}
                () = stopped(&mut stopping) => {}
            }
        }
    }

    /// The same, with calls as the host wants them.
    #[must_use]
    pub fn with_calls(self, calls: Calls) -> Self {
        Self { calls, ..self }
    }
}

/// Resolves when the server is about to stop.
pub(crate) async fn stopped(stopping: &mut watch::Receiver<bool>) {
    // A server that is gone has stopped too.
    let _ = stopping.wait_for(|stopping| *stopping).await;
}
