//! A server in the test's own process: real sockets, real store, a clock that can be turned.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use onefloor::App;
use onefloor::auth::HostKey;
use onefloor::bounds::Bounds;
use onefloor::calls::Calls;
use onefloor::clock::Clock;
use onefloor::journal::Journal;
use onefloor::policy::Policy;
use onefloor::store::memory::MemoryStore;
use onefloor::store::sqlite::{self, SqliteStore};
use onefloor::store::{Check, EventStore};
use onefloor_core::Session;
use onefloor_core::about::{About, SessionPlan};
use onefloor_core::agenda::SegmentPlan;
use onefloor_core::igf::{PagePerson, SegmentKind};
use onefloor_core::terms::Role;
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;

use crate::person::Person;

/// A running server.
#[derive(Debug)]
pub struct TestServer {
    /// Host and port.
    pub address: String,
    /// The app behind it.
    pub app: App,
    /// Where it keeps its logs.
    pub store: Arc<dyn EventStore>,
    stop: Option<oneshot::Sender<()>>,
    served: JoinHandle<()>,
}

/// A plan in the shape of the launch: keynotes 15, questions 16, networking 24, closing 5 minutes.
#[must_use]
pub fn plan() -> SessionPlan {
    let segment = |kind, title: &str, minutes, minutes_min| SegmentPlan {
        kind,
        title: title.to_owned(),
        minutes,
        minutes_min,
        minutes_max: minutes + 5,
        speakers: Vec::new(),
        notes: None,
        hard_start_ms: None,
        auto_advance: false,
    };
    let person = |name: &str| PagePerson {
        name: name.to_owned(),
        ..PagePerson::default()
    };
    SessionPlan {
        about: About {
            title: "A launch".to_owned(),
            speakers: vec![person("Sana Speaker")],
            onsite_moderators: vec![person("Olu Onsite")],
            online_moderators: vec![person("Nele Online")],
            rapporteurs: vec![person("Nele Online")],
            ..About::default()
        },
        agenda: vec![
            segment(SegmentKind::Keynotes, "Keynotes", 15, 15),
            segment(SegmentKind::Questions, "Questions", 16, 10),
            segment(SegmentKind::Networking, "Networking", 24, 20),
            segment(SegmentKind::Closing, "Closing", 5, 5),
        ],
        imported: None,
    }
}

impl TestServer {
    /// A server over a fresh store in memory.
    pub async fn start() -> Self {
        Self::start_over(Arc::new(MemoryStore::default()), HostKey::random()).await
    }

    /// A server whose rooms talk in this way.
    pub async fn start_with(calls: Calls) -> Self {
        let store = Arc::new(MemoryStore::default());
        Self::start_as(store, HostKey::random(), calls).await
    }

    /// A server over this store, as after a restart.
    pub async fn start_over(store: Arc<dyn EventStore>, host_key: HostKey) -> Self {
        Self::start_as(store, host_key, Calls::default()).await
    }

    /// A server with other bounds of connections.
    pub async fn start_bounded(bounds: Bounds) -> Self {
        let store = Arc::new(MemoryStore::default());
        let (key, clock) = (HostKey::random(), Clock::default());
        Self::start_all(store, key, clock, |app| app.with_bounds(bounds)).await
    }

    /// A server over this store, with another clock.
    pub async fn start_at(store: Arc<dyn EventStore>, host_key: HostKey, clock: Clock) -> Self {
        Self::start_all(store, host_key, clock, |app| app).await
    }

    /// A server over this store, of whose pages this is known.
    pub async fn start_checked(
        store: Arc<dyn EventStore>,
        host_key: HostKey,
        check: Check,
    ) -> Self {
        let checked = |app: App| app.with_check(check);
        Self::start_all(store, host_key, Clock::default(), checked).await
    }

    /// A server over the files of this directory, with another clock.
    ///
    /// # Panics
    /// The store cannot be opened.
    pub async fn start_in(directory: &Path, host_key: HostKey, clock: Clock) -> Self {
        let file = directory.join(sqlite::FILE_NAME);
        let store = SqliteStore::open(&file).expect("a store of one's own");
        let store: Arc<dyn EventStore> = Arc::new(store);
        let journal = Journal::in_directory(directory);
        let kept = Arc::clone(&store);
        Self::start_all(store, host_key, clock, |app| {
            app.keeping(kept, Policy::default(), journal)
        })
        .await
    }

    async fn start_as(store: Arc<dyn EventStore>, host_key: HostKey, calls: Calls) -> Self {
        let with_calls = |app: App| app.with_calls(calls);
        Self::start_all(store, host_key, Clock::default(), with_calls).await
    }

    async fn start_all(
        store: Arc<dyn EventStore>,
        host_key: HostKey,
        clock: Clock,
        with: impl FnOnce(App) -> App,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it is bound").to_string();
        let (stop, stopping) = watch::channel(false);
        let public_url = format!("http://{address}");
        let app = App::new(Arc::clone(&store), host_key, clock, &public_url, stopping);
        let app = with(app);
        let (told, asked) = oneshot::channel::<()>();
        let serving = onefloor::serve(listener, app.clone(), stop, async {
            let _ = asked.await;
        });
        let served = tokio::spawn(serving);
        Self {
            address,
            app,
            store,
            stop: Some(told),
            served,
        }
    }

    /// Stops as on SIGTERM, and waits for it.
    ///
    /// # Panics
    /// It does not stop within ten seconds.
    pub async fn stop(mut self) {
        drop(self.stop.take());
        let stopped = tokio::time::timeout(Duration::from_secs(10), self.served).await;
        stopped
            .expect("it stops in time")
            .expect("it did not panic");
    }

    /// A session from [`plan`].
    ///
    /// # Panics
    /// It is refused.
    pub async fn session(&self) -> String {
        let created = self.app.registry.create(plan()).await;
        created.expect("the plan is within its bounds")
    }

    /// The secret of the first link with this role.
    ///
    /// # Panics
    /// There is none.
    pub async fn secret(&self, session: &str, role: Role) -> String {
        let key = self.app.host_key.clone();
        self.look(session, move |code, session| {
            let mut links = session.links.values();
            let link = links.find(|link| link.roles.contains(&role));
            key.link_secret(code, link.expect("a link with this role"))
        })
        .await
    }

    /// Looks at the state of a session.
    ///
    /// # Panics
    /// There is no such session.
    pub async fn look<T: Send + 'static>(
        &self,
        session: &str,
        look: impl FnOnce(&str, &Session) -> T + Send + 'static,
    ) -> T {
        let handle = self.app.registry.open(session).await.expect("it exists");
        handle.look(look).await.expect("the actor answers")
    }

    /// Somebody joins by code and says their name.
    pub async fn joins(&self, session: &str, name: &str) -> Person {
        let mut person = Person::enter(&self.address, session, None, name, None).await;
        let profile = serde_json::json!({ "name": name });
        person
            .does(serde_json::json!({ "type": "introduce", "profile": profile }))
            .await;
        person
    }

    /// Somebody comes by the link of a role.
    pub async fn joins_as(&self, session: &str, role: Role) -> Person {
        let secret = self.secret(session, role).await;
        Person::enter(
            &self.address,
            session,
            Some(&secret),
            &format!("{role:?}"),
            None,
        )
        .await
    }
}
