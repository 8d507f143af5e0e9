//! Logs in one SQLite file: WAL, `synchronous=FULL`, one writer with group commit.
//!
//! All appends that wait while a commit runs go into the next one, over all sessions, so that the
//! cost of an `fsync` is shared. Readers have connections of their own and never wait for it.
//! Each record has a sum beside it and each log its length in a list, so that a session which lost
//! something is told from one that is shorter.

pub mod backup;
mod health;
mod integrity;
mod layout;
mod log;
mod reader;
mod snapshots;
mod writer;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use tokio::sync::{mpsc, oneshot};

use super::{Batch, EventStore, Folding, Snapshot, StoreError, Stored, Stores};
use crate::private;
use health::Health;
use snapshots::Snapshots;
use writer::{Record, Write};

pub use integrity::{Check, Integrity};
pub use log::{Fault, words};
pub use reader::{Reader, read};

/// The file in a data directory.
pub const FILE_NAME: &str = "sessions.sqlite3";
/// Appends that may wait for the writer; more wait in the sessions themselves.
const WAITING_MAX: usize = 4_096;
/// How long a lock of somebody else is waited for: a replicator takes one now and then.
const BUSY_WAIT: Duration = Duration::from_secs(5);
/// How long whoever asks whether something can be stored waits for the writer.
const READY_WAIT: Duration = Duration::from_secs(2);

/// A store in a file.
#[derive(Debug)]
pub struct SqliteStore {
    path: PathBuf,
    writer: mpsc::Sender<Write>,
    health: Arc<Health>,
    snapshots: Snapshots,
}

impl SqliteStore {
    /// Opens the file, or makes it.
    ///
    /// # Errors
    /// It cannot be opened, or a newer Onefloor wrote it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        // SQLite gives the files beside it the rights that this one has.
        private::file(path).map_err(unavailable)?;
        for suffix in ["-wal", "-shm"] {
            private::shut(&beside(path, suffix)).map_err(unavailable)?;
        }
        let mut connection = Connection::open(path).map_err(unavailable)?;
        connection.busy_timeout(BUSY_WAIT).map_err(unavailable)?;
        layout::prepare(&mut connection)?;
        let store = Self::over(connection, path.to_owned())?;
        store.sweep()?;
        Ok(store)
    }

    /// Forgets states of sessions that are not there, and what a crash left half written.
    fn sweep(&self) -> Result<(), StoreError> {
        let known = || read(&self.path, |reader| reader.sessions());
        let strays = self.snapshots.strays(&BTreeSet::new());
        // Most stores have no states, and need not be looked through for that.
        if strays.map_err(unavailable)?.is_empty() {
            return Ok(());
        }
        let known = known()?.into_iter().collect();
        self.snapshots.sweep(&known).map_err(unavailable)
    }

    fn over(connection: Connection, path: PathBuf) -> Result<Self, StoreError> {
        let (writer, waiting) = mpsc::channel(WAITING_MAX);
        let health = Arc::new(Health::default());
        let noting = Arc::clone(&health);
        let snapshots = Snapshots::beside(&path);
        let forgetting = snapshots.clone();
        std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || writer::run(connection, waiting, (&noting, &forgetting)))
            .map_err(unavailable)?;
        Ok(Self {
            path,
            writer,
            health,
            snapshots,
        })
    }

    async fn write(
        &self,
        write: impl FnOnce(oneshot::Sender<Result<(), StoreError>>) -> Write,
    ) -> Result<(), StoreError> {
        let (reply, answer) = oneshot::channel();
        let gone = || StoreError::Unavailable("the writer has stopped".to_owned());
        let sent = self.writer.send(write(reply)).await;
        sent.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }

    /// Looks into the file on a thread that may block.
    async fn look<T: Send + 'static>(
        &self,
        look: impl FnOnce(&Reader<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let path = self.path.clone();
        let looking = tokio::task::spawn_blocking(move || {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(path, flags).map_err(unavailable)?;
            look(&Reader::over(&connection)?)
        });
        looking.await.map_err(|_| StoreError::ended("a look"))?
    }
}

/// Files of states beside the store that belong to no session in it.
///
/// # Errors
/// The file cannot be read.
pub fn strays(path: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let known = read(path, |reader| reader.sessions())?;
    let strays = Snapshots::beside(path).strays(&known.into_iter().collect());
    let mut strays = strays.map_err(unavailable)?;
    // A server may be writing one.
    strays.retain(|stray| !snapshots::is_unfinished(stray));
    Ok(strays)
}

/// Reads a session's log out of a file, without being the store: nothing is written, and a server
/// may use the file meanwhile. No batches for a session that does not exist.
///
/// # Errors
/// The file cannot be read, the session is damaged, or a newer Onefloor wrote it.
pub fn read_log(path: &Path, session: &str) -> Result<Vec<Batch>, StoreError> {
    read(path, |reader| reader.log(session, 0))
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn unavailable(error: impl std::fmt::Display) -> StoreError {
    StoreError::Unavailable(error.to_string())
}

impl EventStore for SqliteStore {
    fn read(&self, session: &str, after: u64) -> Stores<'_, Vec<Batch>> {
        let session = session.to_owned();
        Box::pin(self.look(move |reader| reader.log(&session, after)))
    }

    fn fold(&self, session: &str, fold: Folding) -> Stores<'_, ()> {
        let session = session.to_owned();
        // Before the log is looked at.
        let rewrites = self.snapshots.rewrites();
        let snapshots = self.snapshots.clone();
        Box::pin(self.look(move |reader| {
            let mut fold = fold.lock().unwrap_or_else(PoisonError::into_inner);
            reader.fold(&session, (&snapshots, rewrites), &mut *fold)
        }))
    }

    fn keep(&self, session: &str, snapshot: Snapshot) -> Stores<'_, bool> {
        let session = session.to_owned();
        let snapshots = self.snapshots.clone();
        Box::pin(self.look(move |reader| {
            match reader.sum_of(&session, snapshot.mark.version) {
                Some(sum) => snapshots
                    .keep(&session, &snapshot, sum)
                    .map_err(unavailable),
                None => Ok(false),
            }
        }))
    }

    fn forget_snapshot(&self, session: &str) -> Stores<'_, ()> {
        let session = session.to_owned();
        let snapshots = self.snapshots.clone();
        Box::pin(async move {
            let forgetting = tokio::task::spawn_blocking(move || snapshots.drop_unfit(&session));
            let forgotten = forgetting.await.map_err(|_| StoreError::ended("a look"))?;
            forgotten.map_err(unavailable)
        })
    }

    fn expect(&self, session: &str, due_at_ms: Option<u64>) -> Stores<'_, ()> {
        let session = session.to_owned();
        Box::pin(async move {
            self.write(|reply| Write::Expect {
                session,
                due_at_ms,
                reply,
            })
            .await
        })
    }

    fn append(&self, session: &str, batch: Batch) -> Stores<'_, ()> {
        let session = session.to_owned();
        Box::pin(async move {
            let record = Record::of(&session, &batch)?;
            self.write(|reply| Write::Append {
                session,
                record,
                reply,
            })
            .await
        })
    }

    fn exists(&self, session: &str) -> Stores<'_, bool> {
        let session = session.to_owned();
        Box::pin(self.look(move |reader| reader.has(&session)))
    }

    fn rewrite(&self, session: &str, expected: u64, batches: Vec<Batch>) -> Stores<'_, ()> {
        let session = session.to_owned();
        Box::pin(async move {
            let records = {
                let session = session.clone();
                let writing = tokio::task::spawn_blocking(move || {
                    let records = batches.iter().map(|batch| Record::of(&session, batch));
                    records.collect::<Result<Vec<_>, _>>()
                });
                writing
                    .await
                    .map_err(|_| StoreError::ended("a rewrite"))??
            };
            self.write(|reply| Write::Rewrite {
                session,
                expected,
                records,
                reply,
            })
            .await
        })
    }

    fn scrub(&self) -> Stores<'_, ()> {
        Box::pin(async move { self.write(|reply| Write::Scrub { reply }).await })
    }

    fn list(&self) -> Stores<'_, Vec<Stored>> {
        Box::pin(self.look(|reader| reader.listed()))
    }

    fn delete(&self, session: &str) -> Stores<'_, ()> {
        let session = session.to_owned();
        Box::pin(async move { self.write(|reply| Write::Delete { session, reply }).await })
    }

    fn ready(&self) -> Stores<'_, ()> {
        Box::pin(async move {
            if self.health.is_fresh() && !self.writer.is_closed() {
                return Ok(());
            }
            let probing = self.write(|reply| Write::Probe { reply });
            let probed = tokio::time::timeout(READY_WAIT, probing).await;
            let late = |_| StoreError::Unavailable("the writer is not done in time".to_owned());
            probed.map_err(late)?
        })
    }

    fn close(&self) -> Stores<'_, ()> {
        Box::pin(async move {
            self.snapshots.close();
            self.write(|reply| Write::Close { reply }).await
        })
    }
}

/// SQLite's integers are signed; versions and times are far below the border.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use onefloor_core::{Event, links};

    use super::*;

    fn batch(version: u64) -> Batch {
        let events = vec![Event::Links(links::Event::DoorSet { open: true }); 400];
        Batch {
            version,
            at_ms: version,
            answered: Vec::new(),
            events,
        }
    }

    /// A store on a disk that is full after so many pages.
    fn small(path: &Path, pages_max: u32) -> SqliteStore {
        let mut connection = Connection::open(path).unwrap();
        layout::prepare(&mut connection).unwrap();
        let full = format!("PRAGMA max_page_count = {pages_max}");
        connection
            .query_row(&full, [], |row| row.get::<_, i64>(0))
            .unwrap();
        SqliteStore::over(connection, path.to_owned()).unwrap()
    }

    #[tokio::test]
    async fn what_cannot_be_read_is_not_repeated() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join(FILE_NAME);
        let store = SqliteStore::open(&path).unwrap();
        // As a later version would write it.
        let record = "{\"version\":\"Who guards the guardians?\"}";
        let sum = layout::sum("AAAAAA", 1, 5, record.as_bytes());
        let connection = Connection::open(&path).unwrap();
        let insert = "INSERT INTO batches VALUES ('AAAAAA', 1, 5, ?1, ?2)";
        connection.execute(insert, (record, sum)).unwrap();
        let list = "INSERT INTO sessions VALUES ('AAAAAA', 1, 5, NULL)";
        connection.execute(list, []).unwrap();
        let said = store.read("AAAAAA", 0).await.unwrap_err().to_string();
        let expected = "the record of version 1 cannot be understood";
        assert!(said.contains(expected), "{said}");
        assert!(!said.contains("guardians"), "{said}");
    }

    #[tokio::test]
    async fn a_full_disk_is_said_until_there_is_room_again() {
        let directory = tempfile::tempdir().unwrap();
        let store = small(&directory.path().join(FILE_NAME), 200);
        assert_eq!(store.ready().await, Ok(()));
        store.append("AAAAAA", batch(1)).await.unwrap();
        let mut version = 0;
        let full = loop {
            version += 1;
            if let Err(error) = store.append("BBBBBB", batch(version)).await {
                break error;
            }
            assert!(version < 10_000, "the disk is never full");
        };
        assert!(full.to_string().contains("full"), "{full}");
        assert!(store.ready().await.is_err());
        // What was stored before is there, and nothing of what was not.
        let kept = store.read("BBBBBB", 0).await.unwrap();
        assert_eq!(kept.len() as u64, version - 1);
        store.delete("BBBBBB").await.unwrap();
        assert_eq!(store.ready().await, Ok(()));
        store.append("AAAAAA", batch(2)).await.unwrap();
        // A probe is nobody's session.
        let listed = store.list().await.unwrap();
        assert_eq!(listed.len(), 1);
        store.close().await.unwrap();
        assert!(store.ready().await.is_err());
    }
}
