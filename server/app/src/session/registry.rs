//! The live sessions of this process, and how they come to life.

mod code;
mod sweep;

use std::sync::Arc;

use dashmap::DashMap;
use dashmap::mapref::entry::Entry;
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use futures_util::{StreamExt, stream};
use onefloor_core::about::SessionPlan;
use onefloor_core::ids::PersonId;
use onefloor_core::{Event, Rejection, Session, privacy};
use tokio::sync::{Notify, Semaphore, mpsc};
use tracing::Instrument;
use uuid::Uuid;

#[cfg(feature = "wire")]
pub(crate) use self::code::CODE_PATTERN;
pub use self::code::normalised;
use self::code::{code_of, random_code};
use super::actor::{SessionActor, first_events};
use super::handle::{Handle, Left, MAILBOX_MAX};
use super::keeper::Keeper;
use super::ledger::Ledger;
use crate::auth::HostKey;
use crate::clock::{Clock, SessionClock};
use crate::heavy::Heavy;
use crate::journal::Journal;
use crate::policy::Policy;
use crate::store::{Answered, Batch, Due, EventStore, StoreError, Stored};

/// Codes that are tried before a store full of them is given up.
const CODES_MAX: usize = 64;
/// A session of which it is not known whether it wants something is woken at the start if it was touched
/// within this time.
const RECENT_MS: u64 = 24 * 3_600_000;

/// Logs that are read at once; whoever wants another one waits.
const LOADS_MAX: usize = 4;
/// Sessions that are woken at once with nobody there: some turns are left for people.
const WAKES_MAX: usize = LOADS_MAX / 2;
/// Codes that are looked up at once. A look is short, so that a flood of wrong codes is worked off
/// while those who come to a session that sleeps hardly wait.
const LOOKS_MAX: usize = 16;

/// Finds, wakes and creates sessions.
#[derive(Debug)]
pub struct Registry {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    sessions: DashMap<String, Known>,
    loads: Semaphore,
    looks: Semaphore,
    store: Arc<dyn EventStore>,
    keeper: Keeper,
    host_key: HostKey,
    clock: Clock,
    /// Where draws are worked out.
    heavy: Heavy,
    policy: Policy,
    journal: Journal,
    /// Told when the store has something to scrub.
    scrubs: Arc<Notify>,
    /// When sessions are purged, with the version by which that was worked out.
    due: DashMap<String, (u64, Option<u64>)>,
}

/// A load that all wait for who want the session meanwhile; it goes on when they have left.
type Load = Shared<BoxFuture<'static, Result<Handle, Rejection>>>;

/// A session that does not sleep.
#[derive(Debug)]
enum Known {
    Waking(Load),
    Live(Handle),
}

impl Registry {
    /// A registry over a store.
    #[must_use]
    pub fn new(store: Arc<dyn EventStore>, host_key: HostKey, clock: Clock) -> Self {
        Self::keeping(
            store,
            host_key,
            clock,
            (Policy::default(), Journal::default()),
        )
    }

    /// The same, which keeps what this server's rules say and notes what it erases.
    #[must_use]
    pub fn keeping(
        store: Arc<dyn EventStore>,
        host_key: HostKey,
        clock: Clock,
        (policy, journal): (Policy, Journal),
    ) -> Self {
        let inner = Inner {
            sessions: DashMap::new(),
            loads: Semaphore::new(LOADS_MAX),
            looks: Semaphore::new(LOOKS_MAX),
            keeper: Keeper::new(Arc::clone(&store)),
            store,
            host_key,
            clock,
            heavy: Heavy::default(),
            policy,
            journal,
            scrubs: Arc::default(),
            due: DashMap::new(),
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// Creates a session; its code.
    ///
    /// # Errors
    /// The plan is past a bound, or it could not be stored.
    pub async fn create(&self, plan: SessionPlan) -> Result<String, Rejection> {
        self.created(plan, None).await
    }

    /// The same for whoever may ask again: the same key is answered with the session that it made first,
    /// whatever the plan says by now, on every node and after a restart.
    ///
    /// # Errors
    /// As for [`Self::create`].
    pub async fn create_once(&self, plan: SessionPlan, key: Uuid) -> Result<String, Rejection> {
        self.created(plan, Some(key)).await
    }

    async fn created(&self, plan: SessionPlan, key: Option<Uuid>) -> Result<String, Rejection> {
        let at_ms = self.inner.clock.now_ms();
        let mut events = first_events(plan, at_ms)?;
        // What people are told when they come holds, whatever the server's rule is later.
        let days = self.inner.policy.retention_days;
        events.push(Event::Privacy(privacy::Event::RetentionSet { days }));
        // Nobody is in the session yet who could have asked.
        let asked = key.map(|key| Answered::of(PersonId(0), key));
        for attempt in 0..CODES_MAX {
            let code = key.map_or_else(random_code, |key| code_of(key, attempt));
            let batch = Batch {
                version: 1,
                at_ms,
                answered: asked.into_iter().collect(),
                events: events.clone(),
            };
            match self.inner.store.append(&code, batch).await {
                Ok(()) => return Ok(code),
                Err(StoreError::Conflict { .. }) => {
                    if self.began_with(&code, asked).await? {
                        return Ok(code);
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "a session was not created");
                    return Err(Rejection::NotStored);
                }
            }
        }
        Err(Rejection::NotStored)
    }

    /// Whether the session with this code was made by this request.
    async fn began_with(&self, code: &str, asked: Option<Answered>) -> Result<bool, Rejection> {
        let Some(asked) = asked else {
            return Ok(false);
        };
        let log = self.inner.store.read(code, 0).await;
        let log = log.map_err(|error| {
            tracing::error!(%error, "it is not known whether a session was created");
            Rejection::NotStored
        })?;
        let first = log.first();
        Ok(first.is_some_and(|batch| batch.answered.contains(&asked)))
    }

    /// Whether there is a session with this code; it is not woken.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn knows(&self, code: &str) -> Result<bool, Rejection> {
        match normalised(code) {
            Some(code) => self.inner.knows(&code).await,
            None => Ok(false),
        }
    }

    /// The session with this code, woken if it sleeps.
    ///
    /// # Errors
    /// There is none, it is damaged, or the store does not answer.
    pub async fn open(&self, code: &str) -> Result<Handle, Rejection> {
        let code = normalised(code).ok_or(Rejection::SessionUnknown)?;
        // A code that nobody has takes no turn from those who come to a session.
        if !self.inner.knows(&code).await? {
            return Err(Rejection::SessionUnknown);
        }
        match self.inner.known(code) {
            Ok(handle) => Ok(handle),
            Err(load) => load.await,
        }
    }

    /// The session as its log says, read beside the live one: for work that looks at all of it and takes
    /// longer than the session may stand still.
    ///
    /// # Errors
    /// There is none, it is damaged, or the store does not answer.
    pub async fn replayed(&self, code: &str) -> Result<Session, Rejection> {
        let code = normalised(code).ok_or(Rejection::SessionUnknown)?;
        Ok(self.inner.read(&code).await?.session)
    }

    /// Wakes what wants something that nobody asks for, the soonest first: an open round closes by its own
    /// deadline, whoever watches. All others sleep until somebody comes.
    pub async fn wake_due(&self) {
        let recent_ms = self.inner.clock.now_ms().saturating_sub(RECENT_MS);
        let stored = match self.inner.store.list().await {
            Ok(stored) => stored,
            Err(error) => return tracing::error!(%error, "the sessions were not listed"),
        };
        // What an earlier version left is not known to want anything, unless it was touched lately.
        let wants = |one: &Stored| match one.due {
            Due::Never => None,
            Due::Unknown if one.last_at_ms < recent_ms => None,
            Due::Unknown => Some((0, one.session.clone())),
            Due::At(at_ms) => Some((at_ms, one.session.clone())),
        };
        let mut due: Vec<(u64, String)> = stored.iter().filter_map(wants).collect();
        due.sort_unstable();
        let waking = stream::iter(due).for_each_concurrent(WAKES_MAX, |(_, code)| async move {
            // Whoever enters later gets the refusal; it is logged already.
            let _ = self.open(&code).await;
        });
        waking.await;
    }

    /// Has the state of a session kept beside its log now; whether it is there.
    ///
    /// # Errors
    /// There is no such session, or it cannot be read.
    pub async fn keep(&self, code: &str) -> Result<bool, Rejection> {
        Ok(self.open(code).await?.keep(0).await)
    }

    /// Where this server's heavy work is done.
    pub(crate) fn heavy(&self) -> Heavy {
        self.inner.heavy.clone()
    }

    /// The rules of this server.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.inner.policy
    }

    /// Whether something could be stored now.
    pub async fn is_ready(&self) -> bool {
        self.inner.store.ready().await.is_ok()
    }
}

impl Inner {
    /// The session if it is live, or the one load of it.
    fn known(self: &Arc<Self>, code: String) -> Result<Handle, Load> {
        match self.sessions.entry(code) {
            Entry::Occupied(mut known) => match known.get() {
                Known::Live(handle) if !handle.is_closed() => Ok(handle.clone()),
                Known::Waking(load) => Err(load.clone()),
                Known::Live(_) => {
                    let load = self.load(known.key().clone());
                    known.insert(Known::Waking(load.clone()));
                    Err(load)
                }
            },
            Entry::Vacant(vacant) => {
                let load = self.load(vacant.key().clone());
                vacant.insert(Known::Waking(load.clone()));
                Err(load)
            }
        }
    }

    fn load(self: &Arc<Self>, code: String) -> Load {
        let inner = Arc::clone(self);
        let woken = tokio::spawn(async move {
            // A panic while waking is a failure like others: the runtime has logged it.
            let waking = inner
                .clone()
                .wake(code.clone())
                .instrument(inner.span(&code));
            let waking = tokio::spawn(waking);
            let woken = waking.await.unwrap_or(Err(Rejection::NotStored));
            match &woken {
                Ok(handle) => inner.sessions.insert(code, Known::Live(handle.clone())),
                // Whoever comes next tries again.
                Err(_) => inner.sessions.remove(&code).map(|(_, known)| known),
            };
            woken
        });
        let woken = async { woken.await.unwrap_or(Err(Rejection::NotStored)) };
        woken.boxed().shared()
    }

    async fn wake(self: Arc<Self>, code: String) -> Result<Handle, Rejection> {
        // The semaphore is never closed.
        let _turn = self.loads.acquire().await;
        let ledger = self.read(&code).await?;
        if ledger.session.privacy.deleted_at_ms.is_some() {
            // The server died over it.
            let deleted = self.store.rewrite(&code, ledger.version, Vec::new()).await;
            self.scrubs.notify_one();
            deleted.map_err(|error| {
                tracing::error!(%error, "a deleted session is there still");
                Rejection::NotStored
            })?;
            return Err(Rejection::SessionUnknown);
        }
        Ok(self.start(code, ledger))
    }

    async fn read(&self, code: &str) -> Result<Ledger, Rejection> {
        let loaded = Ledger::load(self.store.as_ref(), code).await;
        let ledger = loaded.map_err(not_read)?;
        ledger.ok_or(Rejection::SessionUnknown)
    }

    /// Whether there is such a session, at the cost of a look into the store.
    async fn knows(&self, code: &str) -> Result<bool, Rejection> {
        if self.sessions.contains_key(code) {
            return Ok(true);
        }
        // The semaphore is never closed.
        let _turn = self.looks.acquire().await;
        self.store.exists(code).await.map_err(not_read)
    }

    fn start(self: &Arc<Self>, code: String, ledger: Ledger) -> Handle {
        let (mailbox, messages) = mpsc::channel(MAILBOX_MAX);
        let clock = SessionClock::after(self.clock.clone(), ledger.at_ms);
        if clock.ahead_ms() > 0 {
            let ahead_ms = clock.ahead_ms();
            tracing::warn!(
                ahead_ms,
                "the log is ahead of the system's clock: the session goes on from its last moment"
            );
        }
        let left = Left::default();
        let handle = Handle::new(mailbox, left.clone(), clock.clone());
        let actor = SessionActor::new(
            code.clone(),
            (Arc::clone(&self.store), self.keeper.clone()),
            self.host_key.clone(),
            (clock, self.heavy.clone()),
            (
                self.policy.clone(),
                self.journal.clone(),
                Arc::clone(&self.scrubs),
            ),
            ledger,
            left,
        );
        tracing::info!("woken");
        let span = self.span(&code);
        let inner = Arc::clone(self);
        let gone = move || {
            inner.sessions.remove(&code);
            tracing::info!("asleep");
        };
        tokio::spawn(actor.run(messages, gone).instrument(span));
        handle
    }

    /// What a session does is logged under its name there, which lets nobody in.
    fn span(&self, code: &str) -> tracing::Span {
        tracing::info_span!(parent: None, "session", id = self.host_key.log_name(code))
    }
}

fn not_read(error: StoreError) -> Rejection {
    tracing::error!(%error, "a session was not read");
    match error {
        StoreError::Damaged(_) => Rejection::SessionDamaged,
        _ => Rejection::NotStored,
    }
}
