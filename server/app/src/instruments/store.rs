//! A store whose calls are timed.

use std::sync::Arc;
use std::time::Instant;

use super::metrics::metrics;
use crate::store::{Batch, EventStore, Folding, Snapshot, StoreError, Stored, Stores};

/// Any store, with its times and its failures.
#[derive(Debug)]
pub(crate) struct Measured(Arc<dyn EventStore>);

impl Measured {
    pub(crate) fn over(store: Arc<dyn EventStore>) -> Arc<dyn EventStore> {
        Arc::new(Self(store))
    }
}

fn measured<'a, T: 'a>(operation: &'static str, stores: Stores<'a, T>) -> Stores<'a, T> {
    Box::pin(async move {
        let began = Instant::now();
        let stored = stores.await;
        let labels = [("operation", operation)];
        let times = metrics().store.get_or_create_owned(&labels);
        times.observe(began.elapsed().as_secs_f64());
        if matches!(&stored, Err(StoreError::Unavailable(_))) {
            metrics().store_failures.get_or_create(&labels).inc();
        }
        stored
    })
}

impl EventStore for Measured {
    fn read(&self, session: &str, after: u64) -> Stores<'_, Vec<Batch>> {
        measured("read", self.0.read(session, after))
    }

    fn fold(&self, session: &str, fold: Folding) -> Stores<'_, ()> {
        measured("read", self.0.fold(session, fold))
    }

    fn keep(&self, session: &str, snapshot: Snapshot) -> Stores<'_, bool> {
        measured("keep", self.0.keep(session, snapshot))
    }

    fn forget_snapshot(&self, session: &str) -> Stores<'_, ()> {
        self.0.forget_snapshot(session)
    }

    fn expect(&self, session: &str, due_at_ms: Option<u64>) -> Stores<'_, ()> {
        measured("expect", self.0.expect(session, due_at_ms))
    }

    fn append(&self, session: &str, batch: Batch) -> Stores<'_, ()> {
        measured("append", self.0.append(session, batch))
    }

    fn exists(&self, session: &str) -> Stores<'_, bool> {
        measured("exists", self.0.exists(session))
    }

    fn rewrite(&self, session: &str, expected: u64, batches: Vec<Batch>) -> Stores<'_, ()> {
        measured("rewrite", self.0.rewrite(session, expected, batches))
    }

    fn scrub(&self) -> Stores<'_, ()> {
        measured("scrub", self.0.scrub())
    }

    fn list(&self) -> Stores<'_, Vec<Stored>> {
        self.0.list()
    }

    fn delete(&self, session: &str) -> Stores<'_, ()> {
        self.0.delete(session)
    }

    fn ready(&self) -> Stores<'_, ()> {
        self.0.ready()
    }

    fn close(&self) -> Stores<'_, ()> {
        self.0.close()
    }
}
