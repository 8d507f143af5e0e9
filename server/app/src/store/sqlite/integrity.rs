//! Whether SQLite finds the pages of a file in order: looked at on a thread of its own, since that
//! takes as long as the file is, and nobody should wait for it who comes to a session.

use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::{Connection, InterruptHandle};

use super::{Reader, StoreError, reader, unavailable};

/// What is known of the pages of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Integrity {
    /// They are looked at still.
    Unknown,
    /// They are in order.
    Whole,
    /// What is wrong with them, in SQLite's words, in which nothing stands that was said in a session.
    Damaged(String),
}

/// A look at the pages of a file that goes on beside whoever uses it.
#[derive(Clone)]
pub struct Check(Arc<Look>);

struct Look {
    state: Mutex<State>,
    is_over: Condvar,
    /// To end it before; a check that was never begun has none.
    interrupt: Option<InterruptHandle>,
    is_stopped: AtomicBool,
}

#[derive(Debug)]
struct State {
    found: Integrity,
    /// The file is not read any more.
    is_over: bool,
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Check").field(&self.so_far()).finish()
    }
}

impl Check {
    /// One that is over.
    #[must_use]
    pub fn of(found: Integrity) -> Self {
        let is_over = true;
        Self(Arc::new(Look::new(State { found, is_over }, None)))
    }

    /// Begins to look at a file; at one that is not there, there is nothing to find.
    ///
    /// # Errors
    /// It cannot be opened, or a newer Onefloor wrote it.
    pub fn begin(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Ok(Self::of(Integrity::Whole));
        }
        let connection = reader::open_beside(path)?;
        Reader::over(&connection)?;
        let state = State {
            found: Integrity::Unknown,
            is_over: false,
        };
        let interrupt = Some(connection.get_interrupt_handle());
        let look = Arc::new(Look::new(state, interrupt));
        let looking = Arc::clone(&look);
        std::thread::Builder::new()
            .name("pages".to_owned())
            .spawn(move || looking.look(connection))
            .map_err(unavailable)?;
        Ok(Self(look))
    }

    /// What is known now.
    #[must_use]
    pub fn so_far(&self) -> Integrity {
        self.0.state().found.clone()
    }

    /// What is known when it is over, or after this time.
    #[must_use]
    pub fn within(&self, wait: Duration) -> Integrity {
        self.0.over_within(wait).found.clone()
    }

    /// Ends it: nothing of it keeps anybody from closing the file when this returns. What it has not
    /// found stays unknown.
    pub fn stop(&self) {
        /// How long an interruption takes to arrive; one that came too early is given again.
        const AGAIN: Duration = Duration::from_millis(10);
        self.0.is_stopped.store(true, Ordering::SeqCst);
        if let Some(interrupt) = &self.0.interrupt {
            while !self.0.over_within(AGAIN).is_over {
                interrupt.interrupt();
            }
        }
    }
}

impl Look {
    fn new(state: State, interrupt: Option<InterruptHandle>) -> Self {
        Self {
            state: Mutex::new(state),
            is_over: Condvar::new(),
            interrupt,
            is_stopped: AtomicBool::new(false),
        }
    }

    fn look(&self, connection: Connection) {
        let began = Instant::now();
        let wrong = reader::wrong(&connection, false);
        drop(connection);
        // What was interrupted says that it was.
        let found = if self.is_stopped.load(Ordering::SeqCst) {
            Integrity::Unknown
        } else if wrong.is_empty() {
            let duration_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
            tracing::info!(duration_ms, "the pages of the store are in order");
            Integrity::Whole
        } else {
            let what = wrong.join(", ");
            tracing::error!(
                what,
                "the store is damaged; `onefloor check` says which sessions"
            );
            Integrity::Damaged(what)
        };
        let is_over = true;
        *self.state() = State { found, is_over };
        self.is_over.notify_all();
    }

    fn over_within(&self, wait: Duration) -> MutexGuard<'_, State> {
        let goes_on = |state: &mut State| !state.is_over;
        let waited = self.is_over.wait_timeout_while(self.state(), wait, goes_on);
        waited.unwrap_or_else(PoisonError::into_inner).0
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // It is written as one value: it is whole, whoever panicked.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::super::{FILE_NAME, SqliteStore};
    use super::*;

    /// A file of so many megabytes as a server leaves it.
    fn left(directory: &Path, megabytes: u32) -> PathBuf {
        let path = directory.join(FILE_NAME);
        drop(SqliteStore::open(&path).unwrap());
        let connection = Connection::open(&path).unwrap();
        let fill = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1)
             INSERT INTO batches SELECT 'AAAAAA', n, n, hex(zeroblob(524288)), 0 FROM n";
        connection.execute(fill, [megabytes]).unwrap();
        // The server's own connection closes on its thread, perhaps later: until then what was
        // written would stay beside the file.
        let moved = "PRAGMA wal_checkpoint(TRUNCATE)";
        let is_busy: bool = connection.query_row(moved, [], |row| row.get(0)).unwrap();
        assert!(!is_busy);
        connection.close().unwrap();
        path
    }

    const PATIENCE: Duration = Duration::from_secs(10);

    #[test]
    fn a_look_that_is_stopped_finds_nothing_and_holds_on_to_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let path = left(directory.path(), 60);
        let check = Check::begin(&path).unwrap();
        check.stop();
        assert_eq!(check.so_far(), Integrity::Unknown);
        // Nobody reads it: it can be had alone.
        let alone = Connection::open(&path).unwrap();
        let mode = "PRAGMA journal_mode = DELETE";
        let mode: String = alone.query_row(mode, [], |row| row.get(0)).unwrap();
        assert_eq!(mode, "delete");
        drop(alone);
        let check = Check::begin(&path).unwrap();
        assert_eq!(check.within(PATIENCE), Integrity::Whole);
        check.stop();
        assert_eq!(check.so_far(), Integrity::Whole);
    }

    #[test]
    fn a_page_that_is_not_in_order_is_found() {
        let directory = tempfile::tempdir().unwrap();
        let path = left(directory.path(), 1);
        let mut bytes = fs::read(&path).unwrap();
        let end = bytes.len() - 4096;
        bytes[end..].fill(0xff);
        fs::write(&path, bytes).unwrap();
        let found = Check::begin(&path).unwrap().within(PATIENCE);
        assert!(matches!(found, Integrity::Damaged(_)), "{found:?}");
        let nowhere = Check::begin(&directory.path().join("nowhere")).unwrap();
        assert_eq!(nowhere.so_far(), Integrity::Whole);
    }
}
