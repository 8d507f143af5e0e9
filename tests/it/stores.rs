//! One contract for every store.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use onefloor::store::memory::MemoryStore;
use onefloor::store::sqlite::SqliteStore;
use onefloor::store::{Answered, Batch, EventStore, StoreError};
use onefloor_core::ids::PersonId;
use onefloor_core::{Event, agenda, conduct, links};
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
    // A log is written anew as a whole, or not at all.
    let other = |version, at_ms| Batch {
        version,
        at_ms,
        answered: Vec::new(),
        events: vec![Event::Links(links::Event::DoorSet { open: false })],
    };
    let refused = store.rewrite("AAAAAA", 3, vec![other(1, 7)]).await;
    assert_eq!(refused, Err(StoreError::Conflict { version: 4 }));
    let broken = store
        .rewrite("AAAAAA", 4, vec![other(1, 7), other(3, 9)])
        .await;
    assert!(broken.is_err(), "a gap was taken");
    assert_eq!(store.read("AAAAAA", 0).await.unwrap().len(), 4);
    let shorter = vec![other(1, 7), other(2, 1_003), other(3, 1_004)];
    store.rewrite("AAAAAA", 4, shorter.clone()).await.unwrap();
    store.scrub().await.unwrap();
    assert_eq!(store.read("AAAAAA", 0).await, Ok(shorter));
    let refused = store.append("AAAAAA", batch(5)).await;
    assert_eq!(refused, Err(StoreError::Conflict { version: 3 }));
    store.append("AAAAAA", batch(4)).await.unwrap();
    assert_eq!(store.read("BBBBBB", 0).await, Ok(vec![batch(1)]));
    // By none, it is gone, and may begin anew.
    store.append("CCCCCC", batch(1)).await.unwrap();
    store.rewrite("CCCCCC", 1, Vec::new()).await.unwrap();
    assert_eq!(store.read("CCCCCC", 0).await, Ok(vec![]));
    assert_eq!(store.rewrite("CCCCCC", 0, Vec::new()).await, Ok(()));
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

/// Whether any file of a directory has these bytes in it.
pub(crate) fn is_anywhere_in(directory: &Path, wanted: &str) -> bool {
    let files = fs::read_dir(directory).unwrap();
    let mut files = files.map(|file| fs::read(file.unwrap().path()).unwrap());
    files.any(|bytes| {
        bytes
            .windows(wanted.len())
            .any(|it| it == wanted.as_bytes())
    })
}

#[tokio::test]
async fn nothing_of_what_was_rewritten_is_left_in_the_files() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("sessions.sqlite3");
    let store = SqliteStore::open(&file).unwrap();
    let saying = |version, word: &str, fill: usize| Batch {
        events: vec![Event::Conduct(conduct::Event::WordListSet {
            words: vec![word.to_owned(), "x".repeat(fill)],
        })],
        ..batch(version)
    };
    // Long and short records of several sessions, so that pages are split and cells move.
    for version in 1..=120 {
        let fill = usize::try_from(version * 37 % 2_900).unwrap();
        for session in ["AAAAAA", "BBBBBB", "CCCCCC"] {
            let word = format!("planted-{session}");
            let batch = saying(version, &word, fill);
            store.append(session, batch).await.unwrap();
        }
    }
    let planted = |session: &str| is_anywhere_in(directory.path(), &format!("planted-{session}"));
    assert!(planted("AAAAAA") && planted("BBBBBB") && planted("CCCCCC"));
    let clean = (1..=120).map(|version| saying(version, "clean", 40));
    store.rewrite("BBBBBB", 120, clean.collect()).await.unwrap();
    store.scrub().await.unwrap();
    assert!(planted("AAAAAA") && planted("CCCCCC") && !planted("BBBBBB"));
    // As long as somebody reads the file, it stays owed, over a restart too.
    let reader = rusqlite::Connection::open(&file).unwrap();
    reader
        .execute_batch("BEGIN; SELECT 1 FROM sessions")
        .unwrap();
    let count = |sql| reader.query_row(sql, [], |row| row.get::<_, i64>(0));
    assert_eq!(count("SELECT COUNT(*) FROM sessions"), Ok(3));
    store
        .rewrite("AAAAAA", 120, vec![saying(1, "clean", 40)])
        .await
        .unwrap();
    let owed = store.scrub().await.unwrap_err().to_string();
    assert!(owed.contains("somebody reads"), "{owed}");
    assert_eq!(store.read("AAAAAA", 0).await.unwrap().len(), 1);
    drop(reader);
    drop(store);
    let store = SqliteStore::open(&file).unwrap();
    store.scrub().await.unwrap();
    assert!(planted("CCCCCC") && !planted("AAAAAA"));
    store.delete("CCCCCC").await.unwrap();
    assert!(!planted("CCCCCC"));
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
