//! The system's clock is set while a session runs, or while no server does.

use std::sync::{Arc, Mutex};

use onefloor::auth::HostKey;
use onefloor::clock::{Clock, Reading, Source, System};
use onefloor::store::EventStore;
use onefloor::store::memory::MemoryStore;
use onefloor_core::terms::Role;
use onefloor_tests::{Person, TestServer};
use serde_json::json;

const HOUR_MS: u64 = 3_600_000;

/// The clocks of this machine, the one of them set by so much.
#[derive(Debug, Default)]
struct Set(Mutex<i64>);

impl Source for Set {
    fn read(&self) -> Reading {
        let reading = System.read();
        let wall_ms = reading
            .wall_ms
            .saturating_add_signed(*self.0.lock().unwrap());
        Reading { wall_ms, ..reading }
    }
}

impl Set {
    fn by(ms: i64) -> Arc<Self> {
        Arc::new(Self(Mutex::new(ms)))
    }
}

/// The time by which the screen counts, as a pong says it.
async fn server_time_ms(person: &mut Person, t: u64) -> u64 {
    person.send(&json!({ "type": "ping", "t": t })).await;
    let pong = |line: &str| {
        let frame: serde_json::Value = serde_json::from_str(line).unwrap();
        let is_it = frame["type"] == "pong" && frame["t"] == t;
        is_it.then(|| frame["server_time_ms"].as_u64().unwrap())
    };
    let heard = |person: &Person| person.heard.iter().find_map(|line| pong(line));
    person.until(|person| heard(person).is_some()).await;
    heard(person).unwrap()
}

#[tokio::test]
async fn a_clock_that_is_set_moves_no_running_segment() {
    let system = Set::by(0);
    let clock = Clock::over(Arc::clone(&system) as Arc<dyn Source>);
    let store: Arc<dyn EventStore> = Arc::new(MemoryStore::default());
    let server = TestServer::start_at(store, HostKey::random(), clock.clone()).await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let start = json!({ "type": "start_segment", "segment": 1, "after": null });
    moderator.does(start).await;
    moderator.sees("clock", |clock| clock["segment"] == 1).await;
    let before_ms = server_time_ms(&mut moderator, 1).await;
    for (t, ms) in [(2, 2 * HOUR_MS), (3, HOUR_MS)] {
        *system.0.lock().unwrap() = i64::try_from(ms).unwrap();
        let after_ms = server_time_ms(&mut moderator, t).await;
        assert!((before_ms..before_ms + HOUR_MS / 2).contains(&after_ms));
    }
    // It was noticed, and what comes later is stamped by the same time as what came before.
    assert!(clock.system_ahead_ms() > 0);
    moderator.does(json!({ "type": "pause_clock" })).await;
    let batches = server.store.read(&session, 0).await.unwrap();
    let moments: Vec<_> = batches.iter().map(|batch| batch.at_ms).collect();
    assert!(moments.is_sorted());
    assert!(moments.last().unwrap() - moments[0] < HOUR_MS / 2);
}

#[tokio::test]
async fn after_a_restart_with_an_earlier_clock_a_session_goes_on_from_its_log() {
    let store: Arc<dyn EventStore> = Arc::new(MemoryStore::default());
    let key = HostKey::random();
    let server = TestServer::start_over(Arc::clone(&store), key.clone()).await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let start = json!({ "type": "start_segment", "segment": 1, "after": null });
    moderator.does(start).await;
    server.stop().await;
    let batches = store.read(&session, 0).await.unwrap();
    let last_ms = batches.last().unwrap().at_ms;

    let early = Clock::over(Set::by(-i64::try_from(HOUR_MS).unwrap()));
    let server = TestServer::start_at(Arc::clone(&store), key, early.clone()).await;
    assert!(early.now_ms() < last_ms);
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let welcome_ms = moderator.welcome["server_time_ms"].as_u64().unwrap();
    assert!(welcome_ms >= last_ms);
    assert!(server_time_ms(&mut moderator, 1).await >= welcome_ms);
    moderator.does(json!({ "type": "pause_clock" })).await;
    let batches = store.read(&session, 0).await.unwrap();
    assert!(batches.iter().map(|batch| batch.at_ms).is_sorted());
    assert!(batches.last().unwrap().at_ms > last_ms);
    // Another session is not taken along.
    let other = server.session().await;
    let batches = store.read(&other, 0).await.unwrap();
    assert!(batches[0].at_ms < last_ms);
}
