//! A sleeping session that many want at once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use onefloor::auth::HostKey;
use onefloor::store::memory::MemoryStore;
use onefloor::store::{
    Batch, Beside, Due, EventStore, Fold, Folding, Mark, Snapshot, StoreError, Stored, Stores,
};
use onefloor_core::terms::Role;
use onefloor_core::{Rejection, Session};
use onefloor_tests::{Person, TestServer, plan};
use serde_json::json;
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
    appends_to_fail: AtomicUsize,
    /// Batches that went to whoever read a log.
    batches: Arc<AtomicUsize>,
    /// Which sessions were read, in order.
    order: Mutex<Vec<String>>,
    /// As long as a test writes to it, no read ends.
    held: RwLock<()>,
}

/// Passes a log on, and counts what goes through.
struct Through {
    fold: Folding,
    batches: Arc<AtomicUsize>,
}

impl Fold for Through {
    fn begin(&mut self, mark: Mark, beside: Beside<'_>) -> u64 {
        self.fold.lock().unwrap().begin(mark, beside)
    }

    fn batch(&mut self, batch: Batch) {
        self.batches.fetch_add(1, Ordering::SeqCst);
        self.fold.lock().unwrap().batch(batch);
    }
}

/// Whether one was left of what was counted.
fn one_less(left: &AtomicUsize) -> bool {
    let one_less = |left: usize| left.checked_sub(1);
    let updated = left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_less);
    updated.is_ok()
}

impl Watched {
    async fn is_read(&self, session: &str) -> Result<(), StoreError> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        self.order.lock().unwrap().push(session.to_owned());
        let at_once = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_at_once.fetch_max(at_once, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(50)).await;
        drop(self.held.read().await);
        self.at_once.fetch_sub(1, Ordering::SeqCst);
        if one_less(&self.failures_left) {
            return Err(StoreError::Unavailable("it is told to fail".to_owned()));
        }
        Ok(())
    }
}

impl EventStore for Watched {
    fn read(&self, session: &str, after: u64) -> Stores<'_, Vec<Batch>> {
        self.store.read(session, after)
    }

    fn fold(&self, session: &str, fold: Folding) -> Stores<'_, ()> {
        let session = session.to_owned();
        Box::pin(async move {
            self.is_read(&session).await?;
            let through = Through {
                fold,
                batches: Arc::clone(&self.batches),
            };
            self.store
                .fold(&session, Arc::new(Mutex::new(through)))
                .await
        })
    }

    fn keep(&self, session: &str, snapshot: Snapshot) -> Stores<'_, bool> {
        self.store.keep(session, snapshot)
    }

    fn forget_snapshot(&self, session: &str) -> Stores<'_, ()> {
        self.store.forget_snapshot(session)
    }

    fn expect(&self, session: &str, due_at_ms: Option<u64>) -> Stores<'_, ()> {
        self.store.expect(session, due_at_ms)
    }

    fn append(&self, session: &str, batch: Batch) -> Stores<'_, ()> {
        if one_less(&self.appends_to_fail) {
            let why = "it is told to fail".to_owned();
            return Box::pin(async move { Err(StoreError::Unavailable(why)) });
        }
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

#[tokio::test]
async fn at_a_start_those_that_want_something_are_woken_and_the_soonest_first() {
    let store = Arc::new(Watched::default());
    let key = HostKey::random();
    let mut codes = Vec::new();
    {
        let server = TestServer::start_over(store.clone(), key.clone()).await;
        for _ in 0..6 {
            codes.push(server.app.registry.create(plan()).await.unwrap());
        }
        server.stop().await;
    }
    for (code, due_at_ms) in codes.iter().zip([9_000, 4_000, 8_000, 3_000]) {
        store.expect(code, Some(due_at_ms)).await.unwrap();
    }
    let server = TestServer::start_over(store.clone(), key).await;
    // Somebody comes to one that nothing else wakes.
    assert!(server.app.registry.open(&codes[5]).await.is_ok());
    let woken = async {
        while store.order.lock().unwrap().len() < 5 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), woken)
        .await
        .expect("they are woken");
    let order = store.order.lock().unwrap().clone();
    let due: Vec<_> = order.iter().filter(|code| **code != codes[5]).collect();
    assert_eq!(due, [&codes[3], &codes[1], &codes[2], &codes[0]]);
    assert!(store.most_at_once.load(Ordering::SeqCst) <= 3);
    assert!(!order.contains(&codes[4]));
}

#[tokio::test]
async fn whoever_starts_next_is_told_when_a_round_closes() {
    let (store, server) = watched().await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let due = async || store.list().await.unwrap()[0].due;
    for name in ["Ana", "Ben"] {
        let person = server.joins(&session, name).await;
        // They stay for the round.
        std::mem::forget(person);
    }
    assert_eq!(due().await, Due::Never);
    let settings = json!({ "prompt": "Why here?", "room_size": 2, "length_ms": 600_000 });
    moderator
        .does(json!({ "type": "call_round", "settings": settings }))
        .await;
    let known = server.look(&session, |_, session| onefloor_core::next_act(session));
    let known = known.await;
    assert!(known.is_some());
    assert_eq!(due().await, known.map_or(Due::Never, Due::At));
    moderator.does(json!({ "type": "close_round" })).await;
    assert_eq!(due().await, Due::Never);
}

#[tokio::test]
async fn a_failed_append_reads_the_tail_alone() {
    let (store, server) = watched().await;
    let session = server.session().await;
    let mut ana = server.joins(&session, "Ana").await;
    let ask = |text: String| json!({ "type": "ask_question", "text": text });
    ana.does(ask("Who pays?".to_owned())).await;
    let before = store.batches.load(Ordering::SeqCst);
    assert!(server.app.registry.keep(&session).await.unwrap());
    let version = store.store.read(&session, 0).await.unwrap().len();
    assert_eq!(store.batches.load(Ordering::SeqCst) - before, version);
    for text in ["Who loses?", "Who wins?"] {
        ana.does(ask(text.to_owned())).await;
    }
    let before = store.batches.load(Ordering::SeqCst);
    store.appends_to_fail.store(1, Ordering::SeqCst);
    let refused = ana.is_refused(ask("Who reads this?".to_owned())).await;
    assert_eq!(refused, "not_stored");
    assert_eq!(store.batches.load(Ordering::SeqCst) - before, 2);
    let items = server.look(&session, |_, session| session.floor.items.len());
    assert_eq!(items.await, 3);
    ana.does(ask("Who reads this?".to_owned())).await;
    let live = server.look(&session, |_, session| session.clone()).await;
    let log = store.store.read(&session, 0).await.unwrap();
    let replayed = Session::replay(log.iter().flat_map(|batch| &batch.events));
    assert_eq!(live, replayed);
}
