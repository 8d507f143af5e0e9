//! A backup: one file with all logs, the host's key and a hash over both.
//!
//! It is a SQLite file, since that is what the store is: SQLite copies it in one reading transaction
//! (`VACUUM INTO`), beside a server that writes on, without the pages of what was deleted, and tells
//! a cut file by itself. What it does not tell, a changed byte, the hash does.

use std::fs::File;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::log::is_damage;
use super::{Reader, StoreError, layout, read, unavailable};
use crate::private;

/// Format of the table that makes a file of sessions a backup; a newer one is refused.
const FORMAT: u32 = 1;

/// What a backup says of itself.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// When it was made, in milliseconds since 1970.
    pub made_at_ms: u64,
    /// By which version of Onefloor.
    pub made_by: String,
    /// The bytes of the key's file.
    pub key: Vec<u8>,
    /// Whether logs and key are what was written.
    pub is_as_written: bool,
}

/// Copies a store into a backup. `to` must not exist, or be empty; it is durable when this returns,
/// but for its name.
///
/// # Errors
/// The store cannot be read, or the file not be written.
pub fn write(store: &Path, key: &[u8], made_at_ms: u64, to: &Path) -> Result<(), StoreError> {
    copy(store, to)?;
    let connection = Connection::open(to).map_err(unavailable)?;
    let hash = {
        let hasher = Reader::over(&connection)?.hash()?;
        finish(hasher, made_at_ms, key)
    };
    // The beginning of the reader's transaction becomes that of this one.
    let written = connection.execute_batch(
        "COMMIT;
         PRAGMA journal_mode = DELETE;
         CREATE TABLE backup (
             format INTEGER NOT NULL,
             made_at_ms INTEGER NOT NULL,
             made_by TEXT NOT NULL,
             host_key BLOB NOT NULL,
             hash BLOB NOT NULL
         );",
    );
    written.map_err(unavailable)?;
    let insert = "INSERT INTO backup VALUES (?1, ?2, ?3, ?4, ?5)";
    let made_by = env!("CARGO_PKG_VERSION");
    let made_at = super::signed(made_at_ms);
    let row = (FORMAT, made_at, made_by, key, hash.as_bytes());
    connection.execute(insert, row).map_err(unavailable)?;
    ended(connection, to)
}

/// Ends a connection to a file that was written; it is durable when this returns, but for its name.
fn ended(connection: Connection, file: &Path) -> Result<(), StoreError> {
    connection
        .close()
        .map_err(|(_, error)| unavailable(error))?;
    File::open(file)
        .and_then(|file| file.sync_all())
        .map_err(unavailable)
}

/// Copies all pages that are in use, as they are at one moment; of a file with damaged pages, what
/// can be read.
fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    read(from, |reader| {
        let emptied = private::file(to).and_then(|file| file.set_len(0));
        emptied.map_err(unavailable)?;
        let connection = reader.connection();
        // It has a transaction of its own.
        connection.execute_batch("COMMIT").map_err(unavailable)?;
        match connection.execute("VACUUM INTO ?1", [to.to_string_lossy()]) {
            Err(error) if is_damage(&error) => copy_readable(&Reader::over(connection)?, to),
            copied => copied.map_err(unavailable).map(drop),
        }
    })
}

/// Copies log by log, each as far as it can be read: what is whole comes away from what is not.
fn copy_readable(from: &Reader<'_>, to: &Path) -> Result<(), StoreError> {
    let emptied = private::file(to).and_then(|file| file.set_len(0));
    emptied.map_err(unavailable)?;
    let mut target = Connection::open(to).map_err(unavailable)?;
    let transaction = target.transaction().map_err(unavailable)?;
    layout::create(&transaction).map_err(unavailable)?;
    for session in from.sessions()? {
        copy_log(from, &session, &transaction).map_err(unavailable)?;
    }
    transaction.commit().map_err(unavailable)?;
    target.close().map_err(|(_, error)| unavailable(error))
}

/// Version, time, record and sum of a batch.
type Cells = (i64, i64, String, Option<i64>);

fn copy_log(from: &Reader<'_>, session: &str, to: &Transaction<'_>) -> rusqlite::Result<()> {
    let (connection, layout) = (from.connection(), from.layout());
    let sum = if layout < 2 { "NULL" } else { "sum" };
    let select = format!(
        "SELECT version, at_ms, record, {sum} FROM batches WHERE session = ?1 ORDER BY version"
    );
    let mut last = None;
    let mut reading = connection.prepare(&select)?;
    let mut rows = reading.query([session])?;
    while let Some(row) = or_none(rows.next())?.flatten() {
        let cells: rusqlite::Result<Cells> =
            (|| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))();
        let Some((version, at_ms, record, sum)) = or_none(cells)? else {
            continue;
        };
        let sum = sum.unwrap_or_else(|| layout::sum(session, version, at_ms, record.as_bytes()));
        let insert = "INSERT INTO batches VALUES (?1, ?2, ?3, ?4, ?5)";
        let mut insert = to.prepare_cached(insert)?;
        insert.execute((session, version, at_ms, record, sum))?;
        last = Some((version, at_ms));
    }
    let listed = or_none(layout::listed(connection, layout, session))?.flatten();
    let listed = if layout < 2 {
        last.map(|(version, _)| version)
    } else {
        listed
    };
    if let Some(listed) = listed {
        let at_ms = last.map_or(0, |(_, at_ms)| at_ms);
        let insert = "INSERT INTO sessions VALUES (?1, ?2, ?3, 0)";
        to.execute(insert, (session, listed, at_ms))?;
    }
    Ok(())
}

/// Nothing, where the file is damaged.
fn or_none<T>(read: rusqlite::Result<T>) -> rusqlite::Result<Option<T>> {
    match read {
        Err(error) if is_damage(&error) => Ok(None),
        read => read.map(Some),
    }
}

fn finish(mut hasher: blake3::Hasher, made_at_ms: u64, key: &[u8]) -> blake3::Hash {
    hasher.update(&made_at_ms.to_le_bytes());
    hasher.update(key);
    hasher.finalize()
}

impl Reader<'_> {
    /// What this file says of itself as a backup; `None` if it is none.
    ///
    /// # Errors
    /// It cannot be read, is damaged, or a newer Onefloor made it.
    pub fn manifest(&self) -> Result<Option<Manifest>, StoreError> {
        let connection = self.connection();
        let table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'backup'";
        let found = connection.query_row(table, [], |_| Ok(()));
        if found.optional().map_err(unavailable)?.is_none() {
            return Ok(None);
        }
        let format = connection.query_row("SELECT format FROM backup", [], |row| row.get(0));
        let format: u32 = format.map_err(unavailable)?;
        if format > FORMAT {
            let why =
                format!("a newer Onefloor made this backup (format {format}, known {FORMAT})");
            return Err(StoreError::Unavailable(why));
        }
        let select = "SELECT made_at_ms, made_by, host_key, hash FROM backup";
        let row = connection.query_row(select, [], |row| {
            let made_at_ms = super::unsigned(row.get(0)?);
            let (key, hash): (Vec<u8>, Vec<u8>) = (row.get(2)?, row.get(3)?);
            Ok((made_at_ms, row.get(1)?, key, hash))
        });
        let (made_at_ms, made_by, key, hash) = row.map_err(unavailable)?;
        let found = finish(self.hash()?, made_at_ms, &key);
        Ok(Some(Manifest {
            made_at_ms,
            made_by,
            is_as_written: hash == found.as_bytes(),
            key,
        }))
    }
}

/// Makes a store of a backup's logs. `to` must not exist, or be empty; it is durable when this
/// returns, but for its name.
///
/// # Errors
/// The backup cannot be read, or the store not be written.
pub fn unpack(backup: &Path, to: &Path) -> Result<(), StoreError> {
    copy(backup, to)?;
    let connection = Connection::open(to).map_err(unavailable)?;
    let cleared = connection.execute_batch("PRAGMA secure_delete = ON; DROP TABLE backup");
    cleared.map_err(unavailable)?;
    ended(connection, to)
}
