//! Logs in one SQLite file: WAL, `synchronous=FULL`, one writer with group commit.
//!
//! All appends that wait while a commit runs go into the next one, over all sessions, so that the
//! cost of an `fsync` is shared. Readers have connections of their own and never wait for it.

mod writer;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, Row};
use tokio::sync::{mpsc, oneshot};

use super::{Batch, EventStore, StoreError, Stored, Stores};
use crate::private;
use writer::Write;

/// The file in a data directory.
pub const FILE_NAME: &str = "sessions.sqlite3";
/// Layout of the file; a newer one is refused.
const LAYOUT: i32 = 1;
/// Appends that may wait for the writer; more wait in the sessions themselves.
const WAITING_MAX: usize = 4_096;

/// A store in a file.
#[derive(Debug)]
pub struct SqliteStore {
    path: PathBuf,
    writer: mpsc::Sender<Write>,
}

impl SqliteStore {
    /// Opens the file, or makes it.
    ///
    /// # Errors
    /// It cannot be opened, or a newer Onefloor wrote it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        // SQLite gives the files beside it the rights that this one has.
        private::file(path).map_err(unavailable)?;
        for beside in ["-wal", "-shm"] {
            let mut name = path.as_os_str().to_owned();
            name.push(beside);
            private::shut(Path::new(&name)).map_err(unavailable)?;
        }
        let connection = Connection::open(path).map_err(unavailable)?;
        prepare(&connection)?;
        let (writer, waiting) = mpsc::channel(WAITING_MAX);
        std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || writer::run(connection, waiting))
            .map_err(unavailable)?;
        let path = path.to_owned();
        Ok(Self { path, writer })
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
        look: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let path = self.path.clone();
        let looking = tokio::task::spawn_blocking(move || {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            look(&Connection::open_with_flags(path, flags).map_err(unavailable)?)
        });
        looking.await.map_err(|_| StoreError::ended("a look"))?
    }
}

/// Reads a session's log out of a file, without being the store: nothing is written, and a server
/// may use the file meanwhile. No batches for a session that does not exist.
///
/// # Errors
/// The file cannot be read, or a newer Onefloor wrote it.
pub fn read_log(path: &Path, session: &str) -> Result<Vec<Batch>, StoreError> {
    let path = path.to_string_lossy();
    // Even a reader leaves an index beside a file with a write-ahead log. A file without one is
    // nobody's at the moment, and is read as one that nobody changes.
    let is_at_rest = !Path::new(&format!("{path}-wal")).exists();
    let escaped = path
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    let address = format!("file:{escaped}?immutable={}", u8::from(is_at_rest));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(address, flags).map_err(unavailable)?;
    is_known(layout(&connection)?)?;
    batches(&connection, session, 0)
}

fn layout(connection: &Connection) -> Result<i32, StoreError> {
    let layout = connection.query_row("PRAGMA user_version", [], |row| row.get(0));
    layout.map_err(unavailable)
}

fn is_known(layout: i32) -> Result<(), StoreError> {
    if layout > LAYOUT {
        let why = format!("a newer Onefloor wrote this file (layout {layout}, known {LAYOUT})");
        return Err(StoreError::Unavailable(why));
    }
    Ok(())
}

fn batches(connection: &Connection, session: &str, after: u64) -> Result<Vec<Batch>, StoreError> {
    let select = "SELECT record FROM batches WHERE session = ?1 AND version > ?2 ORDER BY version";
    let mut records = connection.prepare(select).map_err(unavailable)?;
    let found = records
        .query_map((session, signed(after)), |row| row.get::<_, String>(0))
        .map_err(unavailable)?;
    let parsed = |record: rusqlite::Result<String>| {
        serde_json::from_str(&record.map_err(unavailable)?).map_err(damaged)
    };
    found.map(parsed).collect()
}

fn prepare(connection: &Connection) -> Result<(), StoreError> {
    is_known(layout(connection)?)?;
    let settings = format!(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA wal_autocheckpoint = 4000;
         CREATE TABLE IF NOT EXISTS batches (
             session TEXT NOT NULL,
             version INTEGER NOT NULL,
             at_ms INTEGER NOT NULL,
             record TEXT NOT NULL,
             PRIMARY KEY (session, version)
         ) WITHOUT ROWID;
         PRAGMA user_version = {LAYOUT};"
    );
    connection.execute_batch(&settings).map_err(unavailable)
}

fn unavailable(error: impl std::fmt::Display) -> StoreError {
    StoreError::Unavailable(error.to_string())
}

impl EventStore for SqliteStore {
    fn read(&self, session: &str, after: u64) -> Stores<'_, Vec<Batch>> {
        let session = session.to_owned();
        Box::pin(self.look(move |connection| batches(connection, &session, after)))
    }

    fn append(&self, session: &str, batch: Batch) -> Stores<'_, ()> {
        let session = session.to_owned();
        Box::pin(async move {
            let record = serde_json::to_string(&batch).map_err(unavailable)?;
            let (version, at_ms) = (batch.version, batch.at_ms);
            self.write(|reply| Write::Append {
                session,
                version,
                at_ms,
                record,
                reply,
            })
            .await
        })
    }

    fn list(&self) -> Stores<'_, Vec<Stored>> {
        Box::pin(self.look(|connection| {
            let select = "SELECT session, MAX(version), MAX(at_ms) FROM batches
                 GROUP BY session ORDER BY session";
            let stored = |row: &Row<'_>| {
                Ok(Stored {
                    session: row.get(0)?,
                    version: unsigned(row.get(1)?),
                    last_at_ms: unsigned(row.get(2)?),
                })
            };
            let mut sessions = connection.prepare(select).map_err(unavailable)?;
            let found = sessions.query_map([], stored).map_err(unavailable)?;
            found.collect::<Result<_, _>>().map_err(unavailable)
        }))
    }

    fn delete(&self, session: &str) -> Stores<'_, ()> {
        let session = session.to_owned();
        Box::pin(async move { self.write(|reply| Write::Delete { session, reply }).await })
    }

    fn close(&self) -> Stores<'_, ()> {
        Box::pin(async move { self.write(|reply| Write::Close { reply }).await })
    }
}

/// A record that cannot be read. The reader's own words repeat what stands in it.
fn damaged(error: serde_json::Error) -> StoreError {
    let (kind, column) = (error.classify(), error.column());
    StoreError::Unavailable(format!("a record is damaged ({kind:?}, at byte {column})"))
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
    use super::*;

    #[test]
    fn what_cannot_be_read_is_not_repeated() {
        let record = "{\"version\":\"Who guards the guardians?\"}";
        let error = serde_json::from_str::<Batch>(record).unwrap_err();
        assert!(error.to_string().contains("guardians"));
        let said = damaged(error).to_string();
        assert!(
            said.contains("a record is damaged (Data, at byte"),
            "{said}"
        );
        assert!(!said.contains("guardians"), "{said}");
    }
}
