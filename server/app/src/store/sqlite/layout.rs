//! The tables of the file, and how a file of an earlier version gets them.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use super::{StoreError, signed, unavailable};

/// Layout of the file; a newer one is refused.
///
/// 1 had `batches` without sums and no `sessions`, so that a log that had lost its end looked whole.
/// 2 did not know when a session is due, nor of states beside the logs: it would leave them there when
/// a log is written anew.
pub(super) const LAYOUT: i32 = 3;

/// Pages of the write-ahead log at which it is taken into the file: 16 MB. Whoever replicates the
/// file takes it in earlier, and is not disturbed by the store.
const WAL_PAGES: u32 = 4_000;

/// `sessions` has how long each log is, beside the log itself, and when it wants something that nobody
/// asks for (0 where that is not known); `probe` is written to see whether
/// something can be.
const TABLES: &str = "
    CREATE TABLE sessions (
        session TEXT NOT NULL PRIMARY KEY,
        version INTEGER NOT NULL,
        last_at_ms INTEGER NOT NULL,
        due_at_ms INTEGER
    ) WITHOUT ROWID;
    CREATE TABLE batches (
        session TEXT NOT NULL,
        version INTEGER NOT NULL,
        at_ms INTEGER NOT NULL,
        record TEXT NOT NULL,
        sum INTEGER NOT NULL,
        PRIMARY KEY (session, version)
    ) WITHOUT ROWID;
    CREATE TABLE probe (
        id INTEGER PRIMARY KEY,
        filler BLOB NOT NULL
    );
";

/// The layout of a file; 0 if there is nothing in it.
///
/// # Errors
/// It cannot be read, or a newer Onefloor wrote it.
pub(super) fn known(connection: &Connection) -> Result<i32, StoreError> {
    let layout = connection.query_row("PRAGMA user_version", [], |row| row.get(0));
    let layout = layout.map_err(unavailable)?;
    if layout > LAYOUT {
        let why = format!("a newer Onefloor wrote this file (layout {layout}, known {LAYOUT})");
        return Err(StoreError::Unavailable(why));
    }
    Ok(layout)
}

/// Makes a file the store's own: its settings, its tables.
///
/// # Errors
/// It cannot be written, or a newer Onefloor wrote it.
pub(super) fn prepare(connection: &mut Connection) -> Result<(), StoreError> {
    known(connection)?;
    let settings = format!(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA wal_autocheckpoint = {WAL_PAGES};
         PRAGMA secure_delete = ON;"
    );
    connection.execute_batch(&settings).map_err(unavailable)?;
    let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate);
    let transaction = begun.map_err(unavailable)?;
    match known(&transaction)? {
        0 => create(&transaction),
        1 => from_first(&transaction),
        2 => from_second(&transaction),
        _ => return Ok(()),
    }
    .and_then(|()| transaction.commit())
    .map_err(unavailable)
}

pub(super) fn create(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(TABLES)?;
    transaction.pragma_update(None, "user_version", LAYOUT)
}

/// What the first layout has not is taken from what is there: it was not watched over before.
fn from_first(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch("ALTER TABLE batches RENAME TO batches_1")?;
    create(transaction)?;
    let select = "SELECT session, version, at_ms, record FROM batches_1 ORDER BY session, version";
    let insert = "INSERT INTO batches (session, version, at_ms, record, sum)
         VALUES (?1, ?2, ?3, ?4, ?5)";
    {
        let mut old = transaction.prepare(select)?;
        let mut new = transaction.prepare(insert)?;
        let mut rows = old.query([])?;
        while let Some(row) = rows.next()? {
            let (session, version): (String, i64) = (row.get(0)?, row.get(1)?);
            let (at_ms, record): (i64, String) = (row.get(2)?, row.get(3)?);
            let sum = sum(&session, version, at_ms, record.as_bytes());
            new.execute((&session, version, at_ms, &record, sum))?;
        }
    }
    transaction.execute_batch(
        "INSERT INTO sessions (session, version, last_at_ms, due_at_ms)
             SELECT session, MAX(version), MAX(at_ms), 0 FROM batches GROUP BY session;
         DROP TABLE batches_1;",
    )
}

fn from_second(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "ALTER TABLE sessions ADD COLUMN due_at_ms INTEGER;
         UPDATE sessions SET due_at_ms = 0;",
    )?;
    transaction.pragma_update(None, "user_version", LAYOUT)
}

/// What tells a record that was changed by nobody but the disk.
pub(super) fn sum(session: &str, version: i64, at_ms: i64, record: &[u8]) -> i64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&signed(session.len() as u64).to_le_bytes());
    hasher.update(session.as_bytes());
    hasher.update(&version.to_le_bytes());
    hasher.update(&at_ms.to_le_bytes());
    hasher.update(record);
    let mut first = [0; 8];
    hasher.finalize_xof().fill(&mut first);
    i64::from_le_bytes(first)
}

/// The version that a session's log should reach; `None` if the session is in no list, and in a
/// file of the first layout.
pub(super) fn listed(
    connection: &Connection,
    layout: i32,
    session: &str,
) -> rusqlite::Result<Option<i64>> {
    if layout < 2 {
        return Ok(None);
    }
    connection
        .prepare_cached("SELECT version FROM sessions WHERE session = ?1")?
        .query_row([session], |row| row.get(0))
        .optional()
}
