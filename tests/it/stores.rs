//! One contract for every store.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use onefloor::store::memory::MemoryStore;
use onefloor::store::sqlite::SqliteStore;
use onefloor::store::{
    Answered, Batch, Beside, Due, EventStore, Fold, Mark, Snapshot, StoreError, Unfit,
};
use onefloor_core::ids::PersonId;
use onefloor_core::{Event, agenda, conduct, links};
use uuid::Uuid;

use crate::erasing::files_in;

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

/// What a store gives to whoever folds a log.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Folded {
    pub(crate) mark: Option<Mark>,
    /// The state beside the log.
    pub(crate) state: Option<(u64, Vec<u8>)>,
    pub(crate) unfit: Option<Unfit>,
    pub(crate) batches: Vec<Batch>,
    /// Whether the state is taken, or all of the log.
    takes: bool,
}

impl Fold for Folded {
    fn begin(&mut self, mark: Mark, beside: Beside<'_>) -> u64 {
        self.mark = Some(mark);
        match beside {
            Beside::Nothing => 0,
            Beside::Unfit(why) => {
                self.unfit = Some(why);
                0
            }
            Beside::State { version, bytes } => {
                self.state = Some((version, bytes.to_vec()));
                if self.takes { version } else { 0 }
            }
        }
    }

    fn batch(&mut self, batch: Batch) {
        self.batches.push(batch);
    }
}

pub(crate) async fn folded(store: &dyn EventStore, session: &str, takes: bool) -> Folded {
    let folded = Arc::new(Mutex::new(Folded {
        takes,
        ..Folded::default()
    }));
    store.fold(session, folded.clone()).await.unwrap();
    folded.lock().unwrap().clone()
}

/// A state of a session as it is now.
async fn state_of(store: &dyn EventStore, session: &str, bytes: &[u8]) -> Snapshot {
    let mark = folded(store, session, false).await.mark.unwrap();
    let bytes = bytes.to_vec();
    Snapshot { mark, bytes }
}

async fn keeps_states_beside_logs(store: Arc<dyn EventStore>) {
    let store = store.as_ref();
    // Nothing is folded of what is not there, and nothing kept beside it.
    assert_eq!(
        folded(store, "AAAAAA", true).await,
        Folded {
            takes: true,
            ..Folded::default()
        }
    );
    for version in 1..=3 {
        store.append("AAAAAA", batch(version)).await.unwrap();
    }
    let early = state_of(store, "AAAAAA", b"early").await;
    assert_eq!(store.keep("BBBBBB", early.clone()).await, Ok(false));
    // A log is folded from its beginning, or from the state beside it on.
    let whole = folded(store, "AAAAAA", true).await;
    assert_eq!((whole.state, whole.unfit), (None, None));
    assert_eq!(whole.batches, store.read("AAAAAA", 0).await.unwrap());
    assert_eq!(whole.mark.unwrap().version, 3);
    assert_eq!(store.keep("AAAAAA", early.clone()).await, Ok(true));
    store.append("AAAAAA", batch(4)).await.unwrap();
    let tail = folded(store, "AAAAAA", true).await;
    assert_eq!(tail.state, Some((3, b"early".to_vec())));
    assert_eq!(tail.batches, [batch(4)]);
    assert_eq!(tail.mark.unwrap().version, 4);
    let refused = folded(store, "AAAAAA", false).await;
    assert_eq!(refused.batches.len(), 4);
    // The last one is there, and one of no use is not any more.
    let late = state_of(store, "AAAAAA", b"late").await;
    assert_eq!(store.keep("AAAAAA", late.clone()).await, Ok(true));
    let tail = folded(store, "AAAAAA", true).await;
    assert_eq!(tail.state, Some((4, b"late".to_vec())));
    assert_eq!(tail.batches, []);
    store.forget_snapshot("AAAAAA").await.unwrap();
    assert_eq!(folded(store, "AAAAAA", true).await.state, None);
    assert_eq!(store.keep("AAAAAA", late.clone()).await, Ok(true));
    // When a log is written anew, it is gone; and what was made of the log before comes too late.
    let anew = (1..=4).map(batch).collect();
    store.rewrite("AAAAAA", 4, anew).await.unwrap();
    assert_eq!(folded(store, "AAAAAA", true).await.state, None);
    assert_eq!(store.keep("AAAAAA", late).await, Ok(false));
    let fresh = state_of(store, "AAAAAA", b"fresh").await;
    assert_eq!(store.keep("AAAAAA", fresh).await, Ok(true));
    // When something wants to be done is known to whoever starts next, also of a log written anew.
    let due = async || store.list().await.unwrap()[0].due;
    assert_eq!(due().await, Due::Never);
    store.expect("AAAAAA", Some(7)).await.unwrap();
    store.append("AAAAAA", batch(5)).await.unwrap();
    assert_eq!(due().await, Due::At(7));
    let anew = (1..=5).map(batch).collect();
    store.rewrite("AAAAAA", 5, anew).await.unwrap();
    assert_eq!(due().await, Due::At(7));
    store.expect("AAAAAA", None).await.unwrap();
    assert_eq!(due().await, Due::Never);
    // With the session, all of it goes.
    let last = state_of(store, "AAAAAA", b"last").await;
    assert_eq!(store.keep("AAAAAA", last.clone()).await, Ok(true));
    store.delete("AAAAAA").await.unwrap();
    store.append("AAAAAA", batch(1)).await.unwrap();
    assert_eq!(store.keep("AAAAAA", last).await, Ok(false));
    let again = folded(store, "AAAAAA", true).await;
    assert_eq!((again.state, again.batches.len()), (None, 1));
}

#[tokio::test]
async fn memory_keeps_states_beside_logs() {
    keeps_states_beside_logs(Arc::new(MemoryStore::default())).await;
}

#[tokio::test]
async fn sqlite_keeps_states_beside_logs() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("sessions.sqlite3");
    keeps_states_beside_logs(Arc::new(SqliteStore::open(&file).unwrap())).await;
    assert_eq!(
        files_in(&directory.path().join("sessions.sqlite3-states")),
        [""; 0].map(PathBuf::from)
    );
}

#[tokio::test]
async fn a_state_that_does_not_fit_its_log_is_told_from_one_that_does() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("sessions.sqlite3");
    let store = SqliteStore::open(&file).unwrap();
    let state_file = |session: &str| {
        let states = directory.path().join("sessions.sqlite3-states");
        states.join(format!("{session}.state"))
    };
    for version in 1..=3 {
        for session in ["AAAAAA", "BBBBBB"] {
            store.append(session, batch(version)).await.unwrap();
        }
    }
    store.append("BBBBBB", batch(4)).await.unwrap();
    for session in ["AAAAAA", "BBBBBB"] {
        let state = state_of(&store, session, b"state").await;
        assert_eq!(store.keep(session, state).await, Ok(true));
    }
    let good = fs::read(state_file("AAAAAA")).unwrap();
    let changed = |at: usize| {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        bytes
    };
    let of_b = fs::read(state_file("BBBBBB")).unwrap();
    let torn = Unfit::Torn;
    for (bytes, why) in [
        (good[..good.len() - 1].to_vec(), torn),
        (good[..20].to_vec(), torn),
        (Vec::new(), torn),
        (changed(0), torn),
        (changed(9), torn),
        (changed(17), torn),
        (changed(good.len() - 1), torn),
        (of_b, Unfit::Ahead),
    ] {
        fs::write(state_file("AAAAAA"), bytes).unwrap();
        let folded = folded(&store, "AAAAAA", true).await;
        assert_eq!((folded.state, folded.unfit), (None, Some(why)));
        assert_eq!(folded.batches.len(), 3);
    }
    // Of the same version of another session.
    fs::copy(state_file("AAAAAA"), state_file("BBBBBB")).unwrap();
    fs::write(state_file("BBBBBB"), &good).unwrap();
    let other = folded(&store, "BBBBBB", true).await;
    assert_eq!((other.state, other.unfit), (None, Some(Unfit::OtherLog)));
    // A start sweeps away what a crash left half written, and states of sessions that are gone.
    let states = directory.path().join("sessions.sqlite3-states");
    for name in ["AAAAAA.new", "ZZZZZZ.state", "ZZZZZZ.new"] {
        fs::write(states.join(name), b"half of a st").unwrap();
    }
    fs::write(state_file("AAAAAA"), &good).unwrap();
    drop(store);
    let store = SqliteStore::open(&file).unwrap();
    let mut left = files_in(&states);
    left.sort();
    assert_eq!(left, [state_file("AAAAAA"), state_file("BBBBBB")]);
    let kept = folded(&store, "AAAAAA", true).await;
    assert_eq!(kept.state, Some((3, b"state".to_vec())));
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
    let files = files_in(directory).into_iter();
    let mut files = files.map(|file| fs::read(file).unwrap());
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
