//! The directory of a server: the lock, the key, the store. Concrete stores are named here only.

use std::fmt::Display;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::auth::{HostKey, KEY_FILE_NAME};
use crate::clock::Clock;
use crate::journal::{self, Journal};
use crate::policy::GRACE_DAYS;
use crate::private;
use crate::store::sqlite::{self, SqliteStore};
use crate::store::{Batch, Check, EventStore, Integrity, StoreError};

/// How long a start waits for what a look at the pages of the store finds: what is found by then is
/// said before anything is served. The look at a larger file goes on beside the server.
const CHECK_WAIT: Duration = Duration::from_millis(500);
/// How long the store may take to end.
const CLOSE_WAIT: Duration = Duration::from_secs(4);
/// A store on its way into a directory: as long as it is there, the directory is not whole.
const ARRIVING: &str = "restoring.sqlite3";
/// Holds until when sessions stay whose people were told of no retention, in milliseconds since 1970.
const GRACE_FILE_NAME: &str = "untold-until";
/// What a file system, an earlier try or a journal of what was erased leaves in an empty directory.
const NOTHING: [&str; 4] = ["lock", "lost+found", GRACE_FILE_NAME, journal::FILE_NAME];

/// What is done with a store whose pages are damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDamage {
    /// It is not opened.
    Refuse,
    /// It is opened, and what is damaged in it is refused by session.
    Serve,
}

/// A data directory in use by this process.
#[derive(Debug)]
pub struct DataDirectory {
    /// The key in it.
    pub host_key: HostKey,
    /// The sessions in it.
    pub store: Arc<dyn EventStore>,
    /// What is known of the pages of the store.
    pub check: Check,
    /// What was erased in it, for backups that are older.
    pub journal: Journal,
    /// Until when sessions stay whose people were told of no retention.
    pub untold_until_ms: u64,
    /// Held as long as this value lives: two servers on one directory would not see each other.
    lock: File,
}

impl DataDirectory {
    /// Opens a directory, or makes it.
    ///
    /// # Errors
    /// In words: another server uses it, it cannot be written, it is damaged, or a newer Onefloor
    /// wrote it.
    pub fn open(directory: &Path) -> Result<Self, String> {
        Self::open_as(directory, OnDamage::Refuse)
    }

    /// The same, with a say in what is done with a damaged store.
    ///
    /// # Errors
    /// As for [`open`](Self::open).
    pub fn open_as(directory: &Path, on_damage: OnDamage) -> Result<Self, String> {
        Self::open_within(directory, on_damage, Some(CHECK_WAIT))
    }

    /// The same, with another wait for the look at the pages of the store, or none.
    ///
    /// # Errors
    /// As for [`open`](Self::open).
    pub fn open_within(
        directory: &Path,
        on_damage: OnDamage,
        wait: Option<Duration>,
    ) -> Result<Self, String> {
        let within = |error: &dyn Display| within(directory, error);
        private::directory(directory).map_err(|error| within(&error))?;
        let lock = locked(directory)?;
        if directory.join(ARRIVING).exists() {
            return Err(within(
                &"a restore into it was not finished; run `onefloor restore` again",
            ));
        }
        let file = directory.join(sqlite::FILE_NAME);
        let found = match wait {
            Some(wait) => found_within(&file, wait).map_err(|error| within(&error))?,
            None => Integrity::Unknown,
        };
        if let Integrity::Damaged(what) = &found {
            if on_damage == OnDamage::Refuse {
                return Err(within(&format!(
                    "the store is damaged ({what}); `onefloor check` says which sessions, and \
                     `onefloor serve --serve-damaged` serves the others"
                )));
            }
            tracing::error!("the store is served all the same");
        }
        if file.exists() && !directory.join(KEY_FILE_NAME).exists() {
            tracing::error!(
                "{KEY_FILE_NAME} is missing beside the sessions: a new one is made, and no link that was \
                 handed out opens anything until the old one is back"
            );
        }
        let host_key = HostKey::in_directory(directory).map_err(|error| within(&error))?;
        let store = SqliteStore::open(&file).map_err(|error| within(&error))?;
        let check = match found {
            Integrity::Unknown => Check::begin(&file).map_err(|error| within(&error))?,
            found => Check::of(found),
        };
        Ok(Self {
            host_key,
            store: Arc::new(store),
            check,
            journal: Journal::in_directory(directory),
            untold_until_ms: grace(directory).map_err(|error| within(&error))?,
            lock,
        })
    }

    /// Closes the store and gives the lock back: the files are a backup when this resolves, and
    /// another server may take the directory. Whatever comes later is not stored.
    ///
    /// # Errors
    /// In words: a part of the store is in the write-ahead log still, and nothing is lost.
    pub async fn close(self) -> Result<(), String> {
        self.check.stop();
        let closed = tokio::time::timeout(CLOSE_WAIT, self.store.close()).await;
        drop(self.lock);
        let closed = closed.map_err(|_| "it took too long".to_owned());
        closed
            .and_then(|closed| closed.map_err(|error| error.to_string()))
            .map_err(|why| format!("the store was not closed: {why}"))
    }
}

/// When the grace of sessions without a retention is over. It begins when a directory is opened for the
/// first time by a server that purges, and is written down: a restart does not begin it anew.
fn grace(directory: &Path) -> io::Result<u64> {
    let path = directory.join(GRACE_FILE_NAME);
    private::shut(&path)?;
    let known = match fs::read_to_string(&path) {
        Ok(text) => text.trim().parse().ok(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if let Some(until_ms) = known {
        return Ok(until_ms);
    }
    let days = u64::from(GRACE_DAYS);
    let until_ms = Clock::default().now_ms() + days * 24 * 3_600_000;
    private::write_whole(&path, format!("{until_ms}\n").as_bytes())?;
    Ok(until_ms)
}

/// What a look at the pages of a file finds in a time. It is over then: while it goes on, the file
/// cannot be made the store's own.
fn found_within(file: &Path, wait: Duration) -> Result<Integrity, StoreError> {
    let check = Check::begin(file)?;
    let found = check.within(wait);
    check.stop();
    Ok(found)
}

/// Why a directory is of no use.
fn within(directory: &Path, error: &dyn Display) -> String {
    let directory = directory.display();
    format!("the data directory {directory} cannot be used: {error}")
}

fn locked(directory: &Path) -> Result<File, String> {
    let lock = private::file(&directory.join("lock")).map_err(|error| within(directory, &error))?;
    lock.try_lock().map_err(|error| match error {
        TryLockError::WouldBlock => within(directory, &"another Onefloor uses it"),
        TryLockError::Error(error) => within(directory, &error),
    })?;
    Ok(lock)
}

/// The file of the store in a directory that has one.
///
/// # Errors
/// In words: there is none.
pub fn store_in(directory: &Path) -> Result<PathBuf, String> {
    let file = directory.join(sqlite::FILE_NAME);
    if !file.is_file() {
        let directory = directory.display();
        return Err(format!(
            "there are no sessions in {directory}; the data directory of a server goes with --data-dir"
        ));
    }
    Ok(file)
}

/// Reads a session's log out of a directory without using it: nothing is written, and a server may
/// use it meanwhile. No batches for a session that does not exist.
///
/// # Errors
/// In words: there is no store, it cannot be read, the session is damaged, or a newer Onefloor
/// wrote it.
pub fn read_log(directory: &Path, session: &str) -> Result<Vec<Batch>, String> {
    let file = store_in(directory)?;
    sqlite::read_log(&file, session).map_err(|error| error.to_string())
}

/// Fills an empty or new directory with a store and a key, or leaves it as no server takes it.
/// `unpack` writes the store to the path that it is given, durably.
///
/// # Errors
/// In words: it is not empty, a server uses it, or it cannot be written.
pub fn fill(
    directory: &Path,
    key: &[u8],
    unpack: impl FnOnce(&Path) -> Result<(), StoreError>,
) -> Result<(), String> {
    let within = |error: &dyn Display| within(directory, error);
    private::directory(directory).map_err(|error| within(&error))?;
    let _lock = locked(directory)?;
    let arriving = directory.join(ARRIVING);
    let is_unfinished = arriving.exists();
    for entry in fs::read_dir(directory).map_err(|error| within(&error))? {
        let name = entry.map_err(|error| within(&error))?.file_name();
        let is_ours = is_unfinished
            && [
                ARRIVING,
                "restoring.sqlite3-wal",
                "restoring.sqlite3-shm",
                KEY_FILE_NAME,
                "host.new",
            ]
            .iter()
            .any(|it| name == *it);
        if !is_ours && !NOTHING.iter().any(|nothing| name == *nothing) {
            let name = name.display();
            return Err(within(&format!(
                "it is not empty ({name} is in it); a restore goes into a new or empty directory"
            )));
        }
    }
    // From here on, and over a crash, it is a directory that no server takes.
    private::file(&arriving)
        .and_then(|file| file.sync_all())
        .and_then(|()| private::sync_directory(directory))
        .map_err(|error| within(&error))?;
    unpack(&arriving).map_err(|error| within(&error))?;
    private::write_whole(&directory.join(KEY_FILE_NAME), key)
        .and_then(|()| fs::rename(&arriving, directory.join(sqlite::FILE_NAME)))
        .and_then(|()| private::sync_directory(directory))
        .map_err(|error| within(&error))
}
