//! The directory of a server: the lock, the key, the store. Concrete stores are named here only.

use std::fmt::Display;
use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::auth::HostKey;
use crate::private;
use crate::store::sqlite::{self, SqliteStore};
use crate::store::{Batch, EventStore};

/// How long the store may take to end.
const CLOSE_WAIT: Duration = Duration::from_secs(4);

/// A data directory in use by this process.
#[derive(Debug)]
pub struct DataDirectory {
    /// The key in it.
    pub host_key: HostKey,
    /// The sessions in it.
    pub store: Arc<dyn EventStore>,
    /// Held as long as this value lives: two servers on one directory would not see each other.
    lock: File,
}

impl DataDirectory {
    /// Opens a directory, or makes it.
    ///
    /// # Errors
    /// In words: another server uses it, it cannot be written, or a newer Onefloor wrote it.
    pub fn open(directory: &Path) -> Result<Self, String> {
        let within = |error: &dyn Display| {
            let directory = directory.display();
            format!("the data directory {directory} cannot be used: {error}")
        };
        private::directory(directory).map_err(|error| within(&error))?;
        let lock = private::file(&directory.join("lock")).map_err(|error| within(&error))?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => within(&"another Onefloor uses it"),
            TryLockError::Error(error) => within(&error),
        })?;
        let host_key = HostKey::in_directory(directory).map_err(|error| within(&error))?;
        let store = SqliteStore::open(&directory.join(sqlite::FILE_NAME));
        Ok(Self {
            host_key,
            store: Arc::new(store.map_err(|error| within(&error))?),
            lock,
        })
    }

    /// Closes the store and gives the lock back: the files are a backup when this resolves, and
    /// another server may take the directory. Whatever comes later is not stored.
    ///
    /// # Errors
    /// In words: a part of the store is in the write-ahead log still, and nothing is lost.
    pub async fn close(self) -> Result<(), String> {
        let closed = tokio::time::timeout(CLOSE_WAIT, self.store.close()).await;
        drop(self.lock);
        let closed = closed.map_err(|_| "it took too long".to_owned());
        closed
            .and_then(|closed| closed.map_err(|error| error.to_string()))
            .map_err(|why| format!("the store was not closed: {why}"))
    }
}

/// Reads a session's log out of a directory without using it: nothing is written, and a server may
/// use it meanwhile. No batches for a session that does not exist.
///
/// # Errors
/// In words: there is no store, it cannot be read, or a newer Onefloor wrote it.
pub fn read_log(directory: &Path, session: &str) -> Result<Vec<Batch>, String> {
    let file = directory.join(sqlite::FILE_NAME);
    if !file.is_file() {
        let directory = directory.display();
        return Err(format!(
            "there are no sessions in {directory}; the data directory of a server goes with --data-dir"
        ));
    }
    sqlite::read_log(&file, session).map_err(|error| error.to_string())
}
