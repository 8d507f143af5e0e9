//! A sleeping session that many want at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use onefloor::auth::HostKey;
use onefloor::store::memory::MemoryStore;
use onefloor::store::{Batch, EventStore, StoreError, Stored, Stores};
use onefloor_core::Rejection;
use onefloor_tests::{Person, TestServer, plan};
use tokio::sync::RwLock;
use tokio::task::JoinSet;

/// A store in memory that counts its readers, takes its time, and fails when it is told to.
#[derive(Debug, Default)]
struct Watched {
    store: MemoryStore,
    reads: AtomicUsize,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
    failures_left: AtomicUsize,
    /// As long as a test writes to it, no read ends.
    held: RwLock<()>,
}

impl EventStore for Watched {
    fn read(&self, session: &str, after: u64) -> Stores<'_, Vec<Batch>> {
        let session = session.to_owned();
        Box::pin(async move {
            self.reads.fetch_add(1, Ordering::SeqCst);
            let at_once = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
            self.most_at_once.fetch_max(at_once, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(50)).await;
            drop(self.held.read().await);
            self.at_once.fetch_sub(1, Ordering::SeqCst);
            let failures = &self.failures_left;
            let one_less = |left: usize| left.checked_sub(1);
            if failures
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_less)
                .is_ok()
            {
                return Err(StoreError::Unavailable("it is told to fail".to_owned()));
            }
            self.store.read(&session, after).await
        })
    }

    fn append(&self, session: &str, batch: Batch) -> Stores<'_, ()> {
        self.store.append(session, batch)
    }

    fn exists(&self, session: &str) -> Stores<'_, bool> {
        self.store.exists(session)
    }

    fn rewrite(&self, session: &str, expected: u64, batches: Vec<Batch>) -> Stores<'_, ()> {
        self.store.rewrite(session, expected, batches)
    }

    fn scrub(&self) -> Stores<'_, ()> {
        self.store.scrub()
    }

    fn list(&self) -> Stores<'_, Vec<Stored>> {
        self.store.list()
    }

    fn delete(&self, session: &str) -> Stores<'_, ()> {
        self.store.delete(session)
    }

    fn ready(&self) -> Stores<'_, ()> {
        self.store.ready()
    }

    fn close(&self) -> Stores<'_, ()> {
        self.store.close()
    }
}

async fn watched() -> (Arc<Watched>, TestServer) {
    let store = Arc::new(Watched::default());
    let server = TestServer::start_over(store.clone(), HostKey::random()).await;
    (store, server)
}

#[tokio::test]
async fn two_hundred_who_come_at_once_have_it_read_once_and_all_get_in() {
    let (store, server) = watched().await;
    let code = server.app.registry.create(plan()).await.unwrap();
    let mut coming = JoinSet::new();
    for at in 0..200 {
        let (address, code) = (server.address.clone(), code.clone());
        coming.spawn(async move {
            let name = format!("Person {at}");
            Person::enter(&address, &code, None, &name, None).await
        });
    }
    let people = coming.join_all().await;
    assert_eq!(people.len(), 200);
    assert_eq!(store.reads.load(Ordering::SeqCst), 1);
    let known = server.look(&code, |_, session| session.people.len());
    assert_eq!(known.await, 200);
}

#[tokio::test]
async fn few_logs_are_read_at_once() {
    let (store, server) = watched().await;
    let mut opening = JoinSet::new();
    for _ in 0..20 {
        let code = server.app.registry.create(plan()).await.unwrap();
        let registry = server.app.registry.clone();
        opening.spawn(async move { registry.open(&code).await.is_ok() });
    }
    assert!(opening.join_all().await.into_iter().all(|opened| opened));
    assert_eq!(store.reads.load(Ordering::SeqCst), 20);
    assert_eq!(store.most_at_once.load(Ordering::SeqCst), 4);
}

#[tokio::test]
async fn a_failure_is_told_to_all_who_waited_and_not_kept() {
    let (store, server) = watched().await;
    let code = server.app.registry.create(plan()).await.unwrap();
    store.failures_left.store(1, Ordering::SeqCst);
    let open = || server.app.registry.open(&code);
    let (first, second) = tokio::join!(open(), open());
    for refused in [first, second] {
        assert_eq!(refused.err(), Some(Rejection::NotStored));
    }
    assert_eq!(store.reads.load(Ordering::SeqCst), 1);
    assert!(open().await.is_ok());
    let unknown = server.app.registry.open("ZZZZZZ").await;
    assert_eq!(unknown.err(), Some(Rejection::SessionUnknown));
}

#[tokio::test]
async fn a_load_goes_on_when_the_first_who_wanted_it_has_left() {
    let (store, server) = watched().await;
    let code = server.app.registry.create(plan()).await.unwrap();
    let impatient = tokio::time::timeout(Duration::from_millis(5), server.app.registry.open(&code));
    assert!(impatient.await.is_err());
    assert!(server.app.registry.open(&code).await.is_ok());
    assert_eq!(store.reads.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn an_unknown_code_takes_no_turn_from_those_who_come_to_a_session() {
    let (store, server) = watched().await;
    let held = store.held.write().await;
    let mut opening = JoinSet::new();
    for _ in 0..6 {
        let code = server.app.registry.create(plan()).await.unwrap();
        let registry = server.app.registry.clone();
        opening.spawn(async move { registry.open(&code).await.is_ok() });
    }
    while store.at_once.load(Ordering::SeqCst) < 4 {
        tokio::task::yield_now().await;
    }
    // No turn is free, and they are answered all the same.
    let mut wrong = JoinSet::new();
    for at in 0..500 {
        let registry = server.app.registry.clone();
        wrong.spawn(async move { registry.open(&format!("ZZZ{at:03}")).await.err() });
    }
    let answers = tokio::time::timeout(Duration::from_secs(10), wrong.join_all()).await;
    let answers = answers.expect("they wait for nobody");
    let unknown = |answer: &Option<Rejection>| *answer == Some(Rejection::SessionUnknown);
    assert!(answers.iter().all(unknown));
    assert_eq!(store.reads.load(Ordering::SeqCst), 4);
    drop(held);
    assert!(opening.join_all().await.into_iter().all(|opened| opened));
    assert_eq!(store.reads.load(Ordering::SeqCst), 6);
}
