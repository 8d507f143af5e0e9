//! One contract for every store.

use std::sync::Arc;

use onefloor::store::memory::MemoryStore;
use onefloor::store::sqlite::SqliteStore;
use onefloor::store::{Answered, Batch, EventStore, StoreError};
use onefloor_core::ids::PersonId;
use onefloor_core::{Event, agenda, links};
use uuid::Uuid;

pub(crate) fn batch(version: u64) -> Batch {
    let person = PersonId(7);
    Batch {
        version,
        at_ms: 1_000 + version,
        answered: vec![Answered::of(person, Uuid::from_u128(u128::from(version)))],
        events: vec![
            Event::Links(links::Event::DoorSet { open: true }),
            Event::Agenda(agenda::Event::ClockPaused { at_ms: version }),
        ],
    }
}

async fn keeps_the_contract(store: Arc<dyn EventStore>) {
    // A session that does not exist is an empty one.
    assert_eq!(store.read("AAAAAA", 0).await, Ok(vec![]));
    assert_eq!(store.exists("AAAAAA").await, Ok(false));
    // What is refused makes none.
    let refused = store.append("AAAAAA", batch(2)).await;
    assert_eq!(refused, Err(StoreError::Conflict { version: 0 }));
    assert_eq!(store.exists("AAAAAA").await, Ok(false));
    // Batches come back whole, in order, and after a version.
    for version in 1..=3 {
        store.append("AAAAAA", batch(version)).await.unwrap();
    }
    store.append("BBBBBB", batch(1)).await.unwrap();
    for (session, exists) in [("AAAAAA", true), ("BBBBBB", true), ("AAAAA", false)] {
        assert_eq!(store.exists(session).await, Ok(exists), "{session}");
    }
    assert_eq!(
        store.read("AAAAAA", 0).await,
        Ok((1..=3).map(batch).collect())
    );
    assert_eq!(store.read("AAAAAA", 2).await, Ok(vec![batch(3)]));
    assert_eq!(store.read("AAAAAA", 3).await, Ok(vec![]));
    // Another version than the next is a conflict, and changes nothing.
    for wrong in [1, 3, 5] {
        let refused = store.append("AAAAAA", batch(wrong)).await;
        assert_eq!(refused, Err(StoreError::Conflict { version: 3 }));
    }
    // Of many who append the same version at once, one does.
    let racing = (0..16).map(|_| {
        let store = Arc::clone(&store);
        tokio::spawn(async move { store.append("AAAAAA", batch(4)).await.is_ok() })
    });
    let mut won = 0;
    for raced in racing.collect::<Vec<_>>() {
        won += u32::from(raced.await.unwrap());
    }
    assert_eq!(won, 1);
    // Many sessions at once do not disturb each other.
    let many = (0..64).map(|at| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            let session = format!("S{at:05}");
            for version in 1..=5 {
                store.append(&session, batch(version)).await.unwrap();
            }
            assert_eq!(store.read(&session, 0).await.unwrap().len(), 5);
        })
    });
    for done in many.collect::<Vec<_>>() {
        done.await.unwrap();
    }
    // Listed by code, and gone when deleted.
    let listed = store.list().await.unwrap();
    assert_eq!(listed.len(), 66);
    assert_eq!(
        (listed[0].session.as_str(), listed[0].version),
        ("AAAAAA", 4)
    );
    assert_eq!(listed[0].last_at_ms, 1_004);
    store.delete("AAAAAA").await.unwrap();
    store.delete("AAAAAA").await.unwrap();
    assert_eq!(store.read("AAAAAA", 0).await, Ok(vec![]));
    assert_eq!(store.exists("AAAAAA").await, Ok(false));
    assert_eq!(store.read("BBBBBB", 0).await.unwrap().len(), 1);
    // A closed store takes nothing more.
    assert_eq!(store.close().await, Ok(()));
    assert!(matches!(
        store.append("BBBBBB", batch(2)).await,
        Err(StoreError::Unavailable(_))
    ));
}

#[tokio::test]
async fn memory_keeps_the_contract() {
    keeps_the_contract(Arc::new(MemoryStore::default())).await;
}

#[tokio::test]
async fn sqlite_keeps_the_contract() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("sessions.sqlite3");
    keeps_the_contract(Arc::new(SqliteStore::open(&file).unwrap())).await;
}

#[tokio::test]
async fn sqlite_has_it_all_when_it_is_opened_again() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("sessions.sqlite3");
    let store = SqliteStore::open(&file).unwrap();
    store.append("AAAAAA", batch(1)).await.unwrap();
    drop(store);
    let store = SqliteStore::open(&file).unwrap();
    assert_eq!(store.read("AAAAAA", 0).await, Ok(vec![batch(1)]));
}

#[tokio::test]
async fn sqlite_does_not_touch_a_file_that_a_newer_version_wrote() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("sessions.sqlite3");
    drop(SqliteStore::open(&file).unwrap());
    let connection = rusqlite::Connection::open(&file).unwrap();
    connection
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    let refused = SqliteStore::open(&file).unwrap_err();
    assert!(refused.to_string().contains("newer"), "{refused}");
}
