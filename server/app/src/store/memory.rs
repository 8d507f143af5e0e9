//! Logs in memory, for tests and throw-away servers.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::{
    Batch, Beside, Due, EventStore, Folding, Mark, Snapshot, StoreError, Stored, Stores, Unfit,
};

/// A store that forgets when it is dropped.
#[derive(Debug, Default)]
pub struct MemoryStore {
    logs: Mutex<BTreeMap<String, Vec<Batch>>>,
    beside: Mutex<BesideLogs>,
    is_closed: AtomicBool,
}

/// What is kept beside the logs.
#[derive(Debug, Default)]
struct BesideLogs {
    rewrites: u64,
    snapshots: BTreeMap<String, Snapshot>,
    due: BTreeMap<String, u64>,
}

impl MemoryStore {
    fn beside<T>(&self, look: impl FnOnce(&mut BesideLogs) -> T) -> T {
        look(&mut self.beside.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The log is about to be another one.
    fn forget(&self, session: &str) {
        self.beside(|beside| {
            beside.rewrites += 1;
            beside.snapshots.remove(session);
        });
    }

    fn writes(&self) -> Result<(), StoreError> {
        if self.is_closed.load(Ordering::Acquire) {
            return Err(StoreError::Unavailable("it is closed".to_owned()));
        }
        Ok(())
    }

    fn with<T>(&self, look: impl FnOnce(&mut BTreeMap<String, Vec<Batch>>) -> T) -> T {
        // Nothing panics while holding it; a poisoned lock still guards whole batches.
        look(&mut self.logs.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl EventStore for MemoryStore {
    fn read(&self, session: &str, after: u64) -> Stores<'_, Vec<Batch>> {
        let session = session.to_owned();
        Box::pin(async move {
            Ok(self.with(|logs| {
                let log = logs.get(&session).map(Vec::as_slice).unwrap_or_default();
                log.iter()
                    .filter(|batch| batch.version > after)
                    .cloned()
                    .collect()
            }))
        })
    }

    fn fold(&self, session: &str, fold: Folding) -> Stores<'_, ()> {
        let session = session.to_owned();
        Box::pin(async move {
            let log = self.with(|logs| logs.get(&session).cloned());
            let Some(log) = log else { return Ok(()) };
            let (rewrites, snapshot) =
                self.beside(|beside| (beside.rewrites, beside.snapshots.get(&session).cloned()));
            let version = log.len() as u64;
            let folding = tokio::task::spawn_blocking(move || {
                let mut fold = fold.lock().unwrap_or_else(PoisonError::into_inner);
                let beside = match &snapshot {
                    Some(snapshot) if snapshot.mark.version > version => {
                        Beside::Unfit(Unfit::Ahead)
                    }
                    Some(snapshot) => Beside::State {
                        version: snapshot.mark.version,
                        bytes: &snapshot.bytes,
                    },
                    None => Beside::Nothing,
                };
                let after = fold.begin(Mark { version, rewrites }, beside);
                let wanted = log.into_iter().filter(|batch| batch.version > after);
                wanted.for_each(|batch| fold.batch(batch));
            });
            folding.await.map_err(|_| StoreError::ended("a fold"))
        })
    }

    fn keep(&self, session: &str, snapshot: Snapshot) -> Stores<'_, bool> {
        let session = session.to_owned();
        Box::pin(async move {
            let exists = self.with(|logs| logs.contains_key(&session));
            Ok(self.beside(|beside| {
                let fits = exists && beside.rewrites == snapshot.mark.rewrites;
                if fits {
                    beside.snapshots.insert(session, snapshot);
                }
                fits
            }))
        })
    }

    fn forget_snapshot(&self, session: &str) -> Stores<'_, ()> {
        self.beside(|beside| beside.snapshots.remove(session));
        Box::pin(async { Ok(()) })
    }

    fn expect(&self, session: &str, due_at_ms: Option<u64>) -> Stores<'_, ()> {
        self.beside(|beside| match due_at_ms {
            Some(due_at_ms) => drop(beside.due.insert(session.to_owned(), due_at_ms)),
            None => drop(beside.due.remove(session)),
        });
        Box::pin(async { Ok(()) })
    }

    fn append(&self, session: &str, batch: Batch) -> Stores<'_, ()> {
        let session = session.to_owned();
        Box::pin(async move {
            self.writes()?;
            self.with(|logs| {
                let version = logs.get(&session).map_or(0, Vec::len) as u64;
                if batch.version != version + 1 {
                    return Err(StoreError::Conflict { version });
                }
                logs.entry(session).or_default().push(batch);
                Ok(())
            })
        })
    }

    fn exists(&self, session: &str) -> Stores<'_, bool> {
        let exists = self.with(|logs| logs.contains_key(session));
        Box::pin(async move { Ok(exists) })
    }

    fn rewrite(&self, session: &str, expected: u64, batches: Vec<Batch>) -> Stores<'_, ()> {
        let session = session.to_owned();
        Box::pin(async move {
            self.writes()?;
            self.with(|logs| {
                let version = logs.get(&session).map_or(0, |log| log.len() as u64);
                if version != expected {
                    return Err(StoreError::Conflict { version });
                }
                let mut numbered = (1..).zip(&batches);
                if let Some((at, _)) = numbered.find(|(at, batch)| batch.version != *at) {
                    return Err(StoreError::Conflict { version: at - 1 });
                }
                self.forget(&session);
                if batches.is_empty() {
                    logs.remove(&session);
                } else {
                    logs.insert(session, batches);
                }
                Ok(())
            })
        })
    }

    fn scrub(&self) -> Stores<'_, ()> {
        Box::pin(async move { self.writes() })
    }

    fn list(&self) -> Stores<'_, Vec<Stored>> {
        Box::pin(async move {
            Ok(self.with(|logs| {
                let sessions = logs.iter();
                sessions
                    .filter_map(|(session, log)| {
                        let last = log.last()?;
                        let due = self.beside(|beside| beside.due.get(session).copied());
                        Some(Stored {
                            due: due.map_or(Due::Never, Due::At),
                            session: session.clone(),
                            version: last.version,
                            last_at_ms: last.at_ms,
                        })
                    })
                    .collect()
            }))
        })
    }

    fn delete(&self, session: &str) -> Stores<'_, ()> {
        let session = session.to_owned();
        Box::pin(async move {
            self.writes()?;
            self.with(|logs| {
                self.forget(&session);
                logs.remove(&session)
            });
            Ok(())
        })
    }

    fn ready(&self) -> Stores<'_, ()> {
        Box::pin(async move { self.writes() })
    }

    fn close(&self) -> Stores<'_, ()> {
        self.is_closed.store(true, Ordering::Release);
        Box::pin(async { Ok(()) })
    }
}
