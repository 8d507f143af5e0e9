//! The one thread that writes: it takes whatever waits, writes it in one transaction, commits,
//! and only then answers.

use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};

use super::health::Health;
use super::layout::{self, LAYOUT};
use super::log::is_damage;
use super::snapshots::Snapshots;
use super::{BUSY_WAIT, Batch, StoreError, signed, unavailable, unsigned};

/// Writes of one transaction.
const GROUP_MAX: usize = 1_024;
/// How long the end waits for whoever reads the file.
const CLOSE_WAIT: Duration = Duration::from_secs(1);
/// Bytes that are tried after a failure: as many as the longest batch, so that what fails for want
/// of room is not called well by something that is small enough.
const PROBE_BYTES: u32 = 256 * 1024;

type Reply = oneshot::Sender<Result<(), StoreError>>;

/// The row of `probe` that stands as long as something was rewritten and not scrubbed.
const OWED: i64 = 2;
/// How long a scrub waits for whoever reads the file: every other write waits meanwhile.
const SCRUB_WAIT: Duration = Duration::from_millis(500);

/// A batch as the file holds it.
#[derive(Debug)]
pub(super) struct Record {
    version: u64,
    at_ms: u64,
    record: String,
    sum: i64,
}

impl Record {
    pub(super) fn of(session: &str, batch: &Batch) -> Result<Self, StoreError> {
        let record = serde_json::to_string(batch).map_err(unavailable)?;
        let (version, at_ms) = (batch.version, batch.at_ms);
        let sum = layout::sum(session, signed(version), signed(at_ms), record.as_bytes());
        Ok(Self {
            version,
            at_ms,
            record,
            sum,
        })
    }
}

/// Something to be made durable.
#[derive(Debug)]
pub(super) enum Write {
    Append {
        session: String,
        record: Record,
        reply: Reply,
    },
    /// The whole log of a session anew.
    Rewrite {
        session: String,
        expected: u64,
        records: Vec<Record>,
        reply: Reply,
    },
    /// Whatever was rewritten leaves the files.
    Scrub {
        reply: Reply,
    },
    Delete {
        session: String,
        reply: Reply,
    },
    /// When a session wants something.
    Expect {
        session: String,
        due_at_ms: Option<u64>,
        reply: Reply,
    },
    /// Nothing of anybody's: to see whether something can be written.
    Probe {
        reply: Reply,
    },
    /// The last one.
    Close {
        reply: Reply,
    },
}

impl Write {
    fn answer(self, outcome: Result<(), StoreError>) {
        let (Self::Append { reply, .. }
        | Self::Rewrite { reply, .. }
        | Self::Scrub { reply }
        | Self::Delete { reply, .. }
        | Self::Expect { reply, .. }
        | Self::Probe { reply }
        | Self::Close { reply }) = self;
        // Whoever asked may be gone; what was written stays written.
        let _ = reply.send(outcome);
    }
}

/// Writes until every sender is gone, or one closes the store.
pub(super) fn run(
    mut connection: Connection,
    mut waiting: mpsc::Receiver<Write>,
    (health, snapshots): (&Health, &Snapshots),
) {
    let mut group = Vec::with_capacity(GROUP_MAX);
    let mut closing = Vec::new();
    while waiting.blocking_recv_many(&mut group, GROUP_MAX) > 0 {
        let outcomes = write(&mut connection, &group, (health, snapshots));
        for (write, outcome) in group.drain(..).zip(outcomes) {
            if matches!(write, Write::Close { .. }) {
                closing.push(write);
            } else {
                write.answer(outcome);
            }
        }
        if !closing.is_empty() {
            // Whoever waits still hears that the writer has stopped.
            waiting.close();
            let closed = close(connection);
            for write in closing {
                write.answer(closed.clone());
            }
            return;
        }
    }
}

/// How the store stands before a commit.
#[derive(Debug, Clone, Copy)]
struct Now {
    /// The last write failed.
    has_failed: bool,
    /// Somebody reads the write-ahead log, so that nothing can be deleted from the files.
    is_read: bool,
    /// The states beside the logs that are written anew are gone.
    forgets: bool,
}

fn write(
    connection: &mut Connection,
    group: &[Write],
    (health, snapshots): (&Health, &Snapshots),
) -> Vec<Result<(), StoreError>> {
    let deleted = |write: &Write| matches!(write, Write::Delete { .. });
    let deletes = group.iter().any(deleted);
    // Until all of this is written, nobody keeps a state of what goes.
    let forgotten = group.iter().filter_map(|write| match write {
        Write::Rewrite { session, .. } | Write::Delete { session, .. } => Some(session.clone()),
        _ => None,
    });
    let forgotten: Vec<String> = forgotten.collect();
    let barred = (!forgotten.is_empty()).then(|| snapshots.bar(forgotten));
    let now = Now {
        forgets: !matches!(barred, Some(Err(_))),
        has_failed: health.has_failed(),
        is_read: deletes && !checkpoint(connection).unwrap_or(false),
    };
    let committed = commit(connection, group, now);
    let mut outcomes = match committed {
        Ok(outcomes) => {
            health.note::<rusqlite::Error>(Ok(()));
            outcomes
        }
        // What is damaged in one session is not the others' fault: each is written by itself.
        Err(error) if is_damage(&error) && group.len() > 1 => {
            let alone = group.iter().map(|one| {
                let alone = std::slice::from_ref(one);
                let mut outcomes = write(connection, alone, (health, snapshots));
                outcomes.pop().unwrap_or(Ok(()))
            });
            return alone.collect();
        }
        Err(error) => {
            health.note(Err(&error));
            vec![Err(unavailable(error)); group.len()]
        }
    };
    if deletes && !now.is_read {
        let scrubbed = scrub(connection);
        for (write, outcome) in group.iter().zip(&mut outcomes) {
            if deleted(write) && outcome.is_ok() {
                outcome.clone_from(&scrubbed);
            }
        }
    }
    let scrubs = |write: &Write| matches!(write, Write::Scrub { .. });
    if group.iter().any(scrubs) {
        let scrubbed = scrub_if_owed(connection);
        for (write, outcome) in group.iter().zip(&mut outcomes) {
            if scrubs(write) {
                outcome.clone_from(&scrubbed);
            }
        }
    }
    outcomes
}

/// Scrubs, if a rewrite owes it. A replicator would keep what is forgotten: then it stays owed, and
/// nobody waits for it.
fn scrub_if_owed(connection: &Connection) -> Result<(), StoreError> {
    let owed = "SELECT EXISTS (SELECT 1 FROM probe WHERE id = ?1)";
    let is_owed = connection.query_row(owed, [OWED], |row| row.get::<_, bool>(0));
    if !is_owed.map_err(unavailable)? {
        return Ok(());
    }
    connection.busy_timeout(SCRUB_WAIT).map_err(unavailable)?;
    let scrubbed = match checkpoint(connection) {
        Ok(true) => scrub(connection),
        Ok(false) => Err(StoreError::Unavailable(
            "somebody reads the store, a replicator perhaps: what was forgotten is in the \
             write-ahead log still"
                .to_owned(),
        )),
        Err(error) => Err(error),
    };
    connection.busy_timeout(BUSY_WAIT).map_err(unavailable)?;
    scrubbed?;
    let paid = "DELETE FROM probe WHERE id = ?1";
    let paid = connection.execute(paid, [OWED]);
    paid.map(drop).map_err(unavailable)
}

/// Takes the write-ahead log into the file, so that the file alone is the whole store; whether
/// nobody stood in the way.
fn checkpoint(connection: &Connection) -> Result<bool, StoreError> {
    let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
    let is_busy = connection.query_row(checkpoint, [], |row| row.get::<_, bool>(0));
    is_busy.map(|is_busy| !is_busy).map_err(unavailable)
}

fn close(connection: Connection) -> Result<(), StoreError> {
    connection.busy_timeout(CLOSE_WAIT).map_err(unavailable)?;
    if !checkpoint(&connection)? {
        // A replicator holds on to the log by design. Nothing is lost: it stays beside the file.
        tracing::warn!("somebody reads the store: its last part stays in the write-ahead log");
    }
    connection.close().map_err(|(_, error)| unavailable(error))
}

/// Leaves nothing in the files of what was deleted: pages are rewritten without their gaps, in
/// which older copies of a record stand, and the write-ahead log is emptied.
fn scrub(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("VACUUM").map_err(unavailable)?;
    if !checkpoint(connection)? {
        let why = "the session is deleted, and its bytes are in the write-ahead log until whoever \
                   reads the store has ended and a server was stopped";
        return Err(StoreError::Unavailable(why.to_owned()));
    }
    Ok(())
}

fn commit(
    connection: &mut Connection,
    group: &[Write],
    now: Now,
) -> rusqlite::Result<Vec<Result<(), StoreError>>> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut outcomes = Vec::with_capacity(group.len());
    for write in group {
        outcomes.push(match write {
            Write::Append {
                session, record, ..
            } => append(&transaction, session, record)?,
            Write::Rewrite { .. } | Write::Delete { .. } if !now.forgets => {
                let why = "the state beside the log cannot be deleted; nothing was written anew";
                Err(StoreError::Unavailable(why.to_owned()))
            }
            Write::Rewrite {
                session,
                expected,
                records,
                ..
            } => rewrite(&transaction, session, *expected, records)?,
            Write::Delete { .. } if now.is_read => {
                let why = "somebody reads the store, a replicator perhaps, and would keep what is \
                           deleted; nothing was deleted";
                Err(StoreError::Unavailable(why.to_owned()))
            }
            Write::Delete { session, .. } => {
                remove(&transaction, session)?;
                Ok(())
            }
            Write::Expect {
                session, due_at_ms, ..
            } => {
                set_due(&transaction, session, *due_at_ms)?;
                Ok(())
            }
            Write::Probe { .. } => {
                probe(&transaction, if now.has_failed { PROBE_BYTES } else { 1 })?;
                Ok(())
            }
            Write::Scrub { .. } | Write::Close { .. } => Ok(()),
        });
    }
    transaction.commit()?;
    Ok(outcomes)
}

fn probe(transaction: &Transaction<'_>, bytes: u32) -> rusqlite::Result<()> {
    let put = "INSERT OR REPLACE INTO probe (id, filler) VALUES (1, zeroblob(?1))";
    transaction.prepare_cached(put)?.execute([bytes])?;
    Ok(())
}

fn set_due(
    transaction: &Transaction<'_>,
    session: &str,
    due_at_ms: Option<u64>,
) -> rusqlite::Result<()> {
    let set = "UPDATE sessions SET due_at_ms = ?2 WHERE session = ?1";
    let due_at_ms = due_at_ms.map(signed);
    transaction
        .prepare_cached(set)?
        .execute((session, due_at_ms))
        .map(drop)
}

/// When a session wants something.
fn due(transaction: &Transaction<'_>, session: &str) -> rusqlite::Result<Option<u64>> {
    let select = "SELECT due_at_ms FROM sessions WHERE session = ?1";
    let due = transaction.query_row(select, [session], |row| row.get::<_, Option<i64>>(0));
    Ok(due.optional()?.flatten().map(unsigned))
}

fn remove(transaction: &Transaction<'_>, session: &str) -> rusqlite::Result<()> {
    transaction.execute("DELETE FROM batches WHERE session = ?1", [session])?;
    transaction.execute("DELETE FROM sessions WHERE session = ?1", [session])?;
    Ok(())
}

/// Puts other records in the place of all that a session has.
fn rewrite(
    transaction: &Transaction<'_>,
    session: &str,
    expected: u64,
    records: &[Record],
) -> rusqlite::Result<Result<(), StoreError>> {
    let version = last(transaction, session)?;
    if version != expected {
        return Ok(Err(StoreError::Conflict { version }));
    }
    // Half of a log is none: if it does not go on, what was there before stays, and the transaction
    // goes on for the others.
    transaction.execute_batch("SAVEPOINT rewrite")?;
    let due_at_ms = due(transaction, session)?;
    remove(transaction, session)?;
    let owed = "INSERT OR REPLACE INTO probe (id, filler) VALUES (?1, zeroblob(1))";
    transaction.execute(owed, [OWED])?;
    for record in records {
        if let Err(error) = append(transaction, session, record)? {
            transaction.execute_batch("ROLLBACK TO rewrite; RELEASE rewrite")?;
            return Ok(Err(error));
        }
    }
    set_due(transaction, session, due_at_ms)?;
    transaction.execute_batch("RELEASE rewrite")?;
    Ok(Ok(()))
}

/// The version that a session has reached. A log that has lost its end does not begin anew there.
fn last(transaction: &Transaction<'_>, session: &str) -> rusqlite::Result<u64> {
    let last: Option<i64> = transaction
        .prepare_cached(
            "SELECT version FROM batches WHERE session = ?1 ORDER BY version DESC LIMIT 1",
        )?
        .query_row([session], |row| row.get(0))
        .optional()?;
    let listed = layout::listed(transaction, LAYOUT, session)?;
    Ok(last.max(listed).map_or(0, unsigned))
}

fn append(
    transaction: &Transaction<'_>,
    session: &str,
    record: &Record,
) -> rusqlite::Result<Result<(), StoreError>> {
    let last = last(transaction, session)?;
    if record.version != last + 1 {
        return Ok(Err(StoreError::Conflict { version: last }));
    }
    let (version, at_ms) = (signed(record.version), signed(record.at_ms));
    let appended = transaction
        .prepare_cached(
            "INSERT INTO batches (session, version, at_ms, record, sum)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((session, version, at_ms, &record.record, record.sum));
    if let Err(error) = appended {
        // The pages contradict one another; the transaction goes on for the others.
        if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) {
            return Ok(Err(StoreError::Damaged(error.to_string())));
        }
        return Err(error);
    }
    transaction
        .prepare_cached(
            "INSERT INTO sessions (session, version, last_at_ms) VALUES (?1, ?2, ?3)
             ON CONFLICT (session) DO UPDATE SET version = excluded.version,
                 last_at_ms = excluded.last_at_ms",
        )?
        .execute((session, version, at_ms))?;
    Ok(Ok(()))
}
