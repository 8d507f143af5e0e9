//! One session's log out of the file, with everything that is wrong with it.

use std::fmt;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, Row};

use super::layout::{listed, sum};
use super::{StoreError, signed, unavailable, unsigned};
use crate::store::Batch;

/// Faults of one session that are told; a log of which nothing is left has thousands.
const FAULTS_MAX: usize = 20;

/// Something that is wrong with a session. It never repeats what was said in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Versions that are not there.
    Missing {
        /// The first one.
        from: u64,
        /// The last one.
        to: u64,
    },
    /// A version whose record is not what was written.
    Changed {
        /// Which.
        version: u64,
    },
    /// A version whose record says something that this Onefloor does not know.
    Unknown {
        /// Which.
        version: u64,
    },
    /// The pages that hold it cannot be read, from this version on.
    Pages {
        /// The first one that was not reached.
        from: u64,
    },
    /// The log is there, and the session in no list.
    Unlisted,
    /// There are more.
    More,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { from, to } if from == to => write!(f, "version {from} is missing"),
            Self::Missing { from, to } => write!(f, "versions {from} to {to} are missing"),
            Self::Changed { version } => {
                write!(f, "the record of version {version} is not what was written")
            }
            Self::Unknown { version } => {
                write!(f, "the record of version {version} cannot be understood")
            }
            Self::Pages { from } => write!(f, "nothing can be read from version {from} on"),
            Self::Unlisted => write!(f, "it is missing in the list of sessions"),
            Self::More => write!(f, "and more"),
        }
    }
}

/// All faults in a line.
#[must_use]
pub fn words(faults: &[Fault]) -> String {
    let words: Vec<_> = faults.iter().map(ToString::to_string).collect();
    words.join(", ")
}

/// How closely a log is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Whether every record is there as it was written.
    Sums,
    /// And what it says.
    Records,
}

/// Goes through the batches after a version, in order, and gives each good one to `take`; what is
/// wrong. `connection` must be in a transaction, so that list and log are of the same moment.
///
/// # Errors
/// The file cannot be read for a reason that is no damage.
pub(super) fn scan(
    connection: &Connection,
    layout: i32,
    (session, after): (&str, u64),
    depth: Depth,
    mut take: impl FnMut(Batch, usize),
) -> Result<Vec<Fault>, StoreError> {
    let mut faults = Vec::new();
    let mut next = after + 1;
    let read = rows(connection, layout, session, after, |row| {
        let version = unsigned(row.get(0)?);
        if version > next {
            let to = version - 1;
            faults.push(Fault::Missing { from: next, to });
        }
        next = version + 1;
        match batch(row, layout, session, depth)? {
            Ok(Some((batch, bytes))) => take(batch, bytes),
            Ok(None) => {}
            Err(fault) => faults.push(fault),
        }
        Ok(())
    });
    match read {
        Ok(()) => {}
        Err(error) if is_damage(&error) => faults.push(Fault::Pages { from: next }),
        Err(error) => return Err(unavailable(error)),
    }
    if layout >= 2 && !matches!(faults.last(), Some(Fault::Pages { .. })) {
        match listed(connection, layout, session) {
            Ok(Some(version)) if unsigned(version) >= next => faults.push(Fault::Missing {
                from: next,
                to: unsigned(version),
            }),
            // A reader who is behind the end has seen the log before.
            Ok(None) if next > after + 1 => faults.push(Fault::Unlisted),
            Ok(_) => {}
            Err(error) if is_damage(&error) => faults.push(Fault::Unlisted),
            Err(error) => return Err(unavailable(error)),
        }
    }
    if faults.len() > FAULTS_MAX {
        faults.truncate(FAULTS_MAX);
        faults.push(Fault::More);
    }
    Ok(faults)
}

fn rows(
    connection: &Connection,
    layout: i32,
    session: &str,
    after: u64,
    mut each: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let sum = if layout < 2 { "NULL" } else { "sum" };
    let select = format!(
        "SELECT version, at_ms, record, {sum} FROM batches
         WHERE session = ?1 AND version > ?2 ORDER BY version"
    );
    let mut records = connection.prepare(&select)?;
    let mut rows = records.query((session, signed(after)))?;
    while let Some(row) = rows.next()? {
        each(row)?;
    }
    Ok(())
}

/// A row as a batch, with the bytes of its record.
fn batch(
    row: &Row<'_>,
    layout: i32,
    session: &str,
    depth: Depth,
) -> rusqlite::Result<Result<Option<(Batch, usize)>, Fault>> {
    let version: i64 = row.get(0)?;
    let changed = Fault::Changed {
        version: unsigned(version),
    };
    // Damage changes what a cell is, too.
    let (ValueRef::Integer(at_ms), ValueRef::Text(record)) = (row.get_ref(1)?, row.get_ref(2)?)
    else {
        return Ok(Err(changed));
    };
    let is_as_written = match row.get_ref(3)? {
        ValueRef::Integer(written) => written == sum(session, version, at_ms, record),
        _ => layout < 2,
    };
    if !is_as_written {
        return Ok(Err(changed));
    }
    if depth == Depth::Sums {
        return Ok(Ok(None));
    }
    let parsed = serde_json::from_slice::<Batch>(record).ok();
    let parsed = parsed.filter(|batch| signed(batch.version) == version);
    let bytes = record.len();
    Ok(parsed
        .map(|batch| Some((batch, bytes)))
        .ok_or(Fault::Unknown {
            version: unsigned(version),
        }))
}

/// Whether an error says that the file is not what was written.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    ) || matches!(
        error,
        rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
    )
}
