//! States beside the logs: a file for each session, in a directory beside the store's own file.
//!
//! They are no rows of the store. A state has megabytes, and would hold up every session's commit while it
//! is written; whoever replicates or backs up the store has no use for it; and what is forgotten in it is
//! gone with its file, and needs no scrub. What is torn or stale is told by its sum and its place in the
//! log, so that nothing waits for a disk.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::private;
use crate::store::{Mark, Snapshot, Unfit};

/// What the name of a file ends with.
const EXTENSION: &str = "state";
/// Of one that is being written.
const UNFINISHED: &str = "new";
/// In front of a state: its version, the sum of the record of that version, and a hash over all else.
const HEADER: usize = 8 + 8 + 32;

/// The directory of states.
#[derive(Debug, Clone)]
pub(super) struct Snapshots {
    directory: PathBuf,
    open: Arc<Mutex<Open>>,
    /// Counts the logs that were written anew; moved only while `open` is held, and looked at without it, so
    /// that whoever reads a log waits for no state that is being written.
    rewrites: Arc<AtomicU64>,
}

/// Which states may be written.
#[derive(Debug, Default)]
struct Open {
    /// The store is closed, and another server may have its files.
    closed: bool,
    /// Logs that are being written anew, and how often that was begun.
    barred: HashMap<String, usize>,
}

/// A state as it was found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) version: u64,
    /// Of the record of that version.
    pub(super) sum: i64,
    bytes: Vec<u8>,
}

impl Found {
    /// The state itself.
    pub(super) fn state(&self) -> &[u8] {
        self.bytes.get(HEADER..).unwrap_or_default()
    }
}

/// As long as it lives, no state is written of some logs: they are written anew.
#[derive(Debug)]
pub(super) struct Bar {
    snapshots: Snapshots,
    sessions: Vec<String>,
}

impl Drop for Bar {
    fn drop(&mut self) {
        let mut open = self.snapshots.open();
        // Whoever read a log before it was written anew comes too late.
        self.snapshots.rewrites.fetch_add(1, Ordering::SeqCst);
        for session in &self.sessions {
            if let Some(times) = open.barred.get_mut(session) {
                *times -= 1;
                if *times == 0 {
                    open.barred.remove(session);
                }
            }
        }
    }
}

impl Snapshots {
    /// Those beside a store's file.
    pub(super) fn beside(file: &Path) -> Self {
        Self {
            directory: super::beside(file, "-states"),
            open: Arc::default(),
            rewrites: Arc::default(),
        }
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        // It is a switch and some numbers: they are whole, whoever panicked.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The mark of a log that is about to be read. Asked before the log is looked at: what is written anew
    /// in between makes the mark worthless, and never the other way round.
    pub(super) fn rewrites(&self) -> u64 {
        self.rewrites.load(Ordering::SeqCst)
    }

    pub(super) fn mark(version: u64, rewrites: u64) -> Mark {
        Mark { version, rewrites }
    }

    fn file_of(&self, session: &str) -> Option<PathBuf> {
        let is_code = !session.is_empty() && session.bytes().all(|it| it.is_ascii_alphanumeric());
        is_code.then(|| self.directory.join(format!("{session}.{EXTENSION}")))
    }

    /// The state beside a log; what is wrong with it.
    pub(super) fn find(&self, session: &str) -> Result<Option<Found>, Unfit> {
        let Some(file) = self.file_of(session) else {
            return Ok(None);
        };
        let bytes = match fs::read(file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(_) => return Err(Unfit::Unreadable),
        };
        let number = |from: usize| {
            let eight = bytes.get(from..from + 8)?;
            <[u8; 8]>::try_from(eight).ok()
        };
        let header = number(0).zip(number(8)).zip(bytes.get(16..HEADER));
        let ((version, sum), hash) = header.ok_or(Unfit::Torn)?;
        if hash_of(version, sum, &bytes[HEADER..]).as_bytes() != hash {
            return Err(Unfit::Torn);
        }
        Ok(Some(Found {
            version: u64::from_le_bytes(version),
            sum: i64::from_le_bytes(sum),
            bytes,
        }))
    }

    /// Puts a state beside its log, if the log was not written anew since it was read; whether it is there.
    /// A crash leaves the one before, or a file that is swept away.
    pub(super) fn keep(&self, session: &str, snapshot: &Snapshot, sum: i64) -> io::Result<bool> {
        let Some(file) = self.file_of(session) else {
            return Ok(false);
        };
        // Held over the write: whoever forgets a state must not miss one that is half written.
        let open = self.open();
        let is_late = open.closed || self.rewrites() != snapshot.mark.rewrites;
        if is_late || open.barred.contains_key(session) {
            return Ok(false);
        }
        private::directory(&self.directory)?;
        let unfinished = file.with_extension(UNFINISHED);
        let written =
            written(&unfinished, snapshot, sum).and_then(|()| fs::rename(&unfinished, &file));
        if written.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        written.map(|()| true)
    }

    /// Writes no state any more.
    pub(super) fn close(&self) {
        self.open().closed = true;
    }

    /// Forgets the state of a session that does not fit.
    pub(super) fn drop_unfit(&self, session: &str) -> io::Result<()> {
        let _open = self.open();
        self.remove(session)
    }

    /// Forgets the states of these sessions, durably, before their logs are written anew; none is written
    /// until the bar is dropped. If the server dies in between, the logs still say what they owe.
    pub(super) fn bar(&self, sessions: Vec<String>) -> io::Result<Bar> {
        {
            let mut open = self.open();
            for session in &sessions {
                *open.barred.entry(session.clone()).or_default() += 1;
            }
        }
        let bar = Bar {
            snapshots: self.clone(),
            sessions,
        };
        for session in &bar.sessions {
            self.remove(session)?;
        }
        // What was removed a moment ago as unfit is gone for good with them.
        if self.directory.is_dir() {
            private::sync_directory(&self.directory)?;
        }
        Ok(bar)
    }

    fn remove(&self, session: &str) -> io::Result<()> {
        let Some(file) = self.file_of(session) else {
            return Ok(());
        };
        match fs::remove_file(file) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Files that belong to none of these sessions: what a crash left half written, and states of logs that
    /// are gone.
    pub(super) fn strays(&self, sessions: &BTreeSet<String>) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(&self.directory) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut strays = Vec::new();
        for entry in entries {
            let entry = entry?;
            // A file system's own, such as `lost+found`, is nobody's state.
            if entry.file_type()?.is_dir() {
                continue;
            }
            let path = entry.path();
            let is_state = path.extension().is_some_and(|it| it == EXTENSION);
            let code = path.file_stem().and_then(|code| code.to_str());
            let is_known = code.is_some_and(|code| sessions.contains(code));
            if !(is_state && is_known) {
                strays.push(path);
            }
        }
        Ok(strays)
    }

    /// Forgets whatever belongs to none of these sessions.
    pub(super) fn sweep(&self, sessions: &BTreeSet<String>) -> io::Result<()> {
        self.strays(sessions)?
            .into_iter()
            .try_for_each(fs::remove_file)
    }
}

/// Whether a file is one that is being written, or that a crash left so.
pub(super) fn is_unfinished(file: &Path) -> bool {
    file.extension().is_some_and(|it| it == UNFINISHED)
}

fn hash_of(version: [u8; 8], sum: [u8; 8], state: &[u8]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new_derive_key("onefloor 2026 state beside a log");
    hasher.update(&version);
    hasher.update(&sum);
    hasher.update(state);
    hasher.finalize()
}

fn written(file: &Path, snapshot: &Snapshot, sum: i64) -> io::Result<()> {
    let (version, sum) = (snapshot.mark.version.to_le_bytes(), sum.to_le_bytes());
    let mut new = private::file(file)?;
    new.set_len(0)?;
    new.write_all(&version)?;
    new.write_all(&sum)?;
    new.write_all(hash_of(version, sum, &snapshot.bytes).as_bytes())?;
    new.write_all(&snapshot.bytes)
}
