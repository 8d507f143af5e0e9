//! The file read beside whoever uses it: nothing is written, and a server may go on meanwhile.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row};

use super::log::{Depth, Fault, is_damage, scan, words};
use super::snapshots::Snapshots;
use super::{StoreError, Stored, layout, signed, unavailable, unsigned};
use crate::store::{Batch, Beside, Due, Fold, Unfit};

/// Messages of SQLite's own check that are told.
const MESSAGES_MAX: u32 = 20;
/// How often a look is taken again that a server's start fell into.
const LOOKS_MAX: usize = 5;

/// The file at one moment: all that is asked of one reader belongs together.
#[derive(Debug)]
pub struct Reader<'a> {
    connection: &'a Connection,
    layout: i32,
}

/// Looks into a file; the look may be taken again, and counts as the last time.
///
/// # Errors
/// The file cannot be read, or a newer Onefloor wrote it.
pub fn read<T>(
    path: &Path,
    mut look: impl FnMut(&Reader<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let mut looks = 0;
    loop {
        looks += 1;
        let at_rest = at_rest(path);
        let connection = open(path, at_rest.is_some())?;
        let seen = Reader::over(&connection).and_then(|reader| look(&reader));
        // A file that nobody uses is read without its locks. If somebody came meanwhile, what was
        // read may be of two moments.
        if at_rest.is_none() || at_rest == self::at_rest(path) || looks == LOOKS_MAX {
            return seen;
        }
    }
}

/// What a file that nobody uses looks like; `None` if somebody does, or left it in haste.
fn at_rest(path: &Path) -> Option<(u64, SystemTime)> {
    if super::beside(path, "-wal").exists() {
        return None;
    }
    let about = fs::metadata(path).ok()?;
    Some((about.len(), about.modified().ok()?))
}

/// Even a reader leaves an index beside a file with a write-ahead log. A file without one is
/// nobody's at the moment, and is read as one that nobody changes.
fn open(path: &Path, is_at_rest: bool) -> Result<Connection, StoreError> {
    let escaped = path
        .to_string_lossy()
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    let address = format!("file:{escaped}?immutable={}", u8::from(is_at_rest));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(address, flags).map_err(unavailable)
}

/// A connection for a look that may take long. Only whoever is about to use the file, or does, may take
/// it: a file that somebody else comes to use meanwhile may be of two moments.
pub(super) fn open_beside(path: &Path) -> Result<Connection, StoreError> {
    open(path, at_rest(path).is_some())
}

/// What SQLite itself finds wrong with a file; with `all`, each index is compared too.
pub(super) fn wrong(connection: &Connection, all: bool) -> Vec<String> {
    let check = if all {
        "integrity_check"
    } else {
        "quick_check"
    };
    let pragma = format!("PRAGMA {check}({MESSAGES_MAX})");
    let messages = || -> rusqlite::Result<Vec<String>> {
        let mut checking = connection.prepare(&pragma)?;
        let messages = checking.query_map([], |row| row.get(0))?;
        messages.collect()
    };
    match messages() {
        Ok(messages) if messages == ["ok"] => Vec::new(),
        Ok(messages) => messages,
        Err(error) => vec![error.to_string()],
    }
}

impl<'a> Reader<'a> {
    /// A reader over a connection, from now until the connection ends.
    ///
    /// # Errors
    /// The file cannot be read, or a newer Onefloor wrote it.
    pub(super) fn over(connection: &'a Connection) -> Result<Self, StoreError> {
        connection.execute_batch("BEGIN").map_err(unavailable)?;
        // The transaction begins with the first read.
        let layout = layout::known(connection)?;
        Ok(Self { connection, layout })
    }

    /// Goes through a session's log and gives each good batch, with the bytes of its record, to
    /// `take`; what is wrong.
    ///
    /// # Errors
    /// The file cannot be read for a reason that is no damage.
    pub fn scan(
        &self,
        session: &str,
        take: impl FnMut(Batch, usize),
    ) -> Result<Vec<Fault>, StoreError> {
        let log = (session, 0);
        scan(self.connection, self.layout, log, Depth::Records, take)
    }

    /// The same without understanding the records, which takes a fraction of the time.
    ///
    /// # Errors
    /// The file cannot be read for a reason that is no damage.
    pub fn scan_sums(&self, session: &str) -> Result<Vec<Fault>, StoreError> {
        let log = (session, 0);
        scan(self.connection, self.layout, log, Depth::Sums, |_, _| {})
    }

    /// The batches of a session after a version.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if not all of them can be had.
    pub fn log(&self, session: &str, after: u64) -> Result<Vec<Batch>, StoreError> {
        let mut batches = Vec::new();
        let log = (session, after);
        let take = |batch, _| batches.push(batch);
        let faults = scan(self.connection, self.layout, log, Depth::Records, take)?;
        if faults.is_empty() {
            Ok(batches)
        } else {
            Err(StoreError::Damaged(words(&faults)))
        }
    }

    /// Goes through a session's log from the state beside it on, if the fold takes that.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if not all that is wanted can be had.
    pub(super) fn fold(
        &self,
        session: &str,
        (snapshots, rewrites): (&Snapshots, u64),
        fold: &mut dyn Fold,
    ) -> Result<(), StoreError> {
        if !self.has(session)? {
            return Ok(());
        }
        let listed = layout::listed(self.connection, self.layout, session);
        let version = listed.ok().flatten().map_or(0, unsigned);
        let found = snapshots.find(session);
        let beside = match &found {
            Ok(None) => Beside::Nothing,
            Ok(Some(found)) if found.version > version => Beside::Unfit(Unfit::Ahead),
            Ok(Some(found)) if self.sum_of(session, found.version) != Some(found.sum) => {
                Beside::Unfit(Unfit::OtherLog)
            }
            Ok(Some(found)) => Beside::State {
                version: found.version,
                bytes: found.state(),
            },
            Err(why) => Beside::Unfit(*why),
        };
        let after = fold.begin(Snapshots::mark(version, rewrites), beside);
        drop(found);
        let log = (session, after);
        let take = |batch, _| fold.batch(batch);
        let faults = scan(self.connection, self.layout, log, Depth::Records, take)?;
        if faults.is_empty() {
            Ok(())
        } else {
            Err(StoreError::Damaged(words(&faults)))
        }
    }

    /// The sum of a record, if it is there and can be read.
    pub(super) fn sum_of(&self, session: &str, version: u64) -> Option<i64> {
        let select = "SELECT sum FROM batches WHERE session = ?1 AND version = ?2";
        let mut look = self.connection.prepare_cached(select).ok()?;
        look.query_row((session, signed(version)), |row| row.get(0))
            .ok()
    }

    /// Whether something of a session is in the file: two looks into an index, however long its log
    /// is. Where the pages are damaged it is; whoever reads it hears what is wrong.
    ///
    /// # Errors
    /// The file cannot be read for a reason that is no damage.
    pub(super) fn has(&self, session: &str) -> Result<bool, StoreError> {
        let listed = match layout::listed(self.connection, self.layout, session) {
            Ok(Some(_)) => return Ok(true),
            listed => listed.map(|_| ()),
        };
        let select = "SELECT EXISTS (SELECT 1 FROM batches WHERE session = ?1)";
        let logged = listed.and_then(|()| {
            let mut look = self.connection.prepare_cached(select)?;
            look.query_row([session], |row| row.get(0))
        });
        match logged {
            Err(error) if is_damage(&error) => Ok(true),
            logged => logged.map_err(unavailable),
        }
    }

    /// The codes of all sessions that have a log or are in the list, in order. Where one of the two
    /// is damaged, those of the other.
    ///
    /// # Errors
    /// The file cannot be read, or both are damaged.
    pub fn sessions(&self) -> Result<Vec<String>, StoreError> {
        // One after the other by the index: the records are not gone through.
        let of_logs = "WITH RECURSIVE one(session) AS (
                 SELECT MIN(session) FROM batches
                 UNION ALL
                 SELECT (SELECT MIN(session) FROM batches WHERE session > one.session)
                 FROM one WHERE one.session IS NOT NULL
             )
             SELECT session FROM one WHERE session IS NOT NULL";
        let places: &[&str] = match self.layout {
            0 => &[],
            1 => &[of_logs],
            _ => &["SELECT session FROM sessions", of_logs],
        };
        let mut codes = BTreeSet::new();
        let mut damage = Vec::new();
        for select in places {
            match self.codes(select) {
                Ok(found) => codes.extend(found),
                Err(error) if is_damage(&error) => damage.push(damaged(error)),
                Err(error) => return Err(unavailable(error)),
            }
        }
        match damage.pop() {
            Some(error) if damage.len() + 1 == places.len() => Err(error),
            _ => Ok(codes.into_iter().collect()),
        }
    }

    fn codes(&self, select: &str) -> rusqlite::Result<Vec<String>> {
        let mut sessions = self.connection.prepare(select)?;
        let codes = sessions.query_map([], |row| row.get(0))?;
        codes.collect()
    }

    /// The list as the store keeps it.
    pub(super) fn listed(&self) -> Result<Vec<Stored>, StoreError> {
        let select =
            "SELECT session, version, last_at_ms, due_at_ms FROM sessions ORDER BY session";
        let stored = |row: &Row<'_>| {
            Ok(Stored {
                session: row.get(0)?,
                version: unsigned(row.get(1)?),
                last_at_ms: unsigned(row.get(2)?),
                due: match row.get::<_, Option<i64>>(3)?.map(unsigned) {
                    None => Due::Never,
                    // As a layout that did not know it was taken over.
                    Some(0) => Due::Unknown,
                    Some(at_ms) => Due::At(at_ms),
                },
            })
        };
        let mut sessions = self.connection.prepare(select).map_err(unavailable)?;
        let found = sessions.query_map([], stored).map_err(unavailable)?;
        found.collect::<Result<_, _>>().map_err(unavailable)
    }

    /// What SQLite itself finds wrong with the file, and with the order of each index.
    #[must_use]
    pub fn wrong(&self) -> Vec<String> {
        wrong(self.connection, true)
    }

    /// A hash over all logs: the same logs have the same, wherever they stand in the file.
    ///
    /// # Errors
    /// The file cannot be read, or is damaged.
    pub(super) fn hash(&self) -> Result<blake3::Hasher, StoreError> {
        let mut hasher = blake3::Hasher::new();
        for session in self.sessions()? {
            self.hash_of(&session, &mut hasher).map_err(damaged)?;
        }
        Ok(hasher)
    }

    fn hash_of(&self, session: &str, hasher: &mut blake3::Hasher) -> rusqlite::Result<()> {
        let mut part = |bytes: &[u8]| {
            hasher.update(&signed(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        };
        part(session.as_bytes());
        let listed = layout::listed(self.connection, self.layout, session)?;
        part(&listed.unwrap_or_default().to_le_bytes());
        let select =
            "SELECT version, at_ms, record FROM batches WHERE session = ?1 ORDER BY version";
        let mut records = self.connection.prepare_cached(select)?;
        let mut rows = records.query([session])?;
        while let Some(row) = rows.next()? {
            for column in 0..3 {
                match row.get_ref(column)? {
                    ValueRef::Integer(number) => part(&number.to_le_bytes()),
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => part(bytes),
                    ValueRef::Real(_) | ValueRef::Null => part(&[]),
                }
            }
        }
        Ok(())
    }

    pub(super) fn layout(&self) -> i32 {
        self.layout
    }

    pub(super) fn connection(&self) -> &Connection {
        self.connection
    }
}

fn damaged(error: rusqlite::Error) -> StoreError {
    if is_damage(&error) {
        return StoreError::Unavailable(format!("the file is damaged: {error}"));
    }
    unavailable(error)
}
