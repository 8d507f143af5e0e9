//! Logs in memory, for tests and throw-away servers.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::{Batch, EventStore, StoreError, Stored, Stores};

/// A store that forgets when it is dropped.
#[derive(Debug, Default)]
pub struct MemoryStore {
    logs: Mutex<BTreeMap<String, Vec<Batch>>>,
    is_closed: AtomicBool,
}

impl MemoryStore {
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
                        Some(Stored {
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
            self.with(|logs| logs.remove(&session));
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
