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
}

/// Writes until every sender is gone.
pub(super) fn run(mut connection: Connection, mut waiting: mpsc::Receiver<Write>) {
    let mut group = Vec::with_capacity(GROUP_MAX);
    while waiting.blocking_recv_many(&mut group, GROUP_MAX) > 0 {
        let outcomes = commit(&mut connection, &group);
        for (at, write) in group.drain(..).enumerate() {
            let outcome = match &outcomes {
                Ok(outcomes) => outcomes.get(at).cloned().unwrap_or(Ok(())),
                Err(error) => Err(unavailable(error)),
            };
            let (Write::Append { reply, .. } | Write::Delete { reply, .. }) = write;
            // Whoever asked may be gone; what was written stays written.
            let _ = reply.send(outcome);
        }
    }
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
