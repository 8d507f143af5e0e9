//! The one thread that writes: it takes whatever waits, writes it in one transaction, commits,
//! and only then answers.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};

use super::{StoreError, signed, unavailable, unsigned};

/// Writes of one transaction.
const GROUP_MAX: usize = 1_024;

type Reply = oneshot::Sender<Result<(), StoreError>>;

/// Something to be made durable.
#[derive(Debug)]
pub(super) enum Write {
    Append {
        session: String,
        version: u64,
        at_ms: u64,
        record: String,
        reply: Reply,
    },
    Delete {
        session: String,
        reply: Reply,
    },
    /// The last one.
    Close {
        reply: Reply,
    },
}

/// Writes until every sender is gone, or one closes the store.
pub(super) fn run(mut connection: Connection, mut waiting: mpsc::Receiver<Write>) {
    let mut group = Vec::with_capacity(GROUP_MAX);
    let mut closing = Vec::new();
    while waiting.blocking_recv_many(&mut group, GROUP_MAX) > 0 {
        let outcomes = commit(&mut connection, &group);
        for (at, write) in group.drain(..).enumerate() {
            let outcome = match &outcomes {
                Ok(outcomes) => outcomes.get(at).cloned().unwrap_or(Ok(())),
                Err(error) => Err(unavailable(error)),
            };
            match write {
                // Whoever asked may be gone; what was written stays written.
                Write::Append { reply, .. } | Write::Delete { reply, .. } => {
                    let _ = reply.send(outcome);
                }
                Write::Close { reply } => closing.push(reply),
            }
        }
        if !closing.is_empty() {
            // Whoever waits still hears that the writer has stopped.
            waiting.close();
            let closed = close(connection);
            for reply in closing {
                let _ = reply.send(closed.clone());
            }
            return;
        }
    }
}

/// Takes the write-ahead log into the file, so that the file alone is the whole store.
fn close(connection: Connection) -> Result<(), StoreError> {
    let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
    let is_busy = connection.query_row(checkpoint, [], |row| row.get::<_, bool>(0));
    if is_busy.map_err(unavailable)? {
        let why = "somebody else reads the file, and a part of it stays in the write-ahead log";
        return Err(StoreError::Unavailable(why.to_owned()));
    }
    connection.close().map_err(|(_, error)| unavailable(error))
}

fn commit(
    connection: &mut Connection,
    group: &[Write],
) -> rusqlite::Result<Vec<Result<(), StoreError>>> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut outcomes = Vec::with_capacity(group.len());
    for write in group {
        outcomes.push(match write {
            Write::Append {
                session,
                version,
                at_ms,
                record,
                ..
            } => append(&transaction, session, *version, *at_ms, record)?,
            Write::Delete { session, .. } => {
                transaction.execute("DELETE FROM batches WHERE session = ?1", [session])?;
                Ok(())
            }
            Write::Close { .. } => Ok(()),
        });
    }
    transaction.commit()?;
    Ok(outcomes)
}

fn append(
    transaction: &Transaction<'_>,
    session: &str,
    version: u64,
    at_ms: u64,
    record: &str,
) -> rusqlite::Result<Result<(), StoreError>> {
    let last: Option<i64> = transaction
        .prepare_cached(
            "SELECT version FROM batches WHERE session = ?1 ORDER BY version DESC LIMIT 1",
        )?
        .query_row([session], |row| row.get(0))
        .optional()?;
    let last = last.map_or(0, unsigned);
    if version != last + 1 {
        return Ok(Err(StoreError::Conflict { version: last }));
    }
    transaction
        .prepare_cached(
            "INSERT INTO batches (session, version, at_ms, record) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((session, signed(version), signed(at_ms), record))?;
    Ok(Ok(()))
}
