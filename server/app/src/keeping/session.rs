//! One session's log, gone through with everything that can be wrong with it.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use onefloor_core::{Event, Session};

use crate::store::StoreError;
use crate::store::sqlite::Reader;

/// What a log came to.
#[derive(Debug, Default)]
pub(super) struct Looked {
    /// The state at its end, as far as it could be read.
    pub(super) session: Session,
    /// What is wrong with it, in words; nothing for a whole one.
    pub(super) wrong: Vec<String>,
    /// Batches that could be read.
    pub(super) batches: usize,
    /// Events in them.
    pub(super) events: usize,
    /// Bytes of their records.
    pub(super) bytes: u64,
    /// When the first one came, in milliseconds since 1970.
    pub(super) first_at_ms: Option<u64>,
    /// And the last one.
    pub(super) last_at_ms: Option<u64>,
}

/// Goes through a session's log.
///
/// # Errors
/// The file cannot be read for a reason that is no damage.
pub(super) fn look(reader: &Reader<'_>, code: &str) -> Result<Looked, StoreError> {
    let mut looked = Looked::default();
    let mut answered = HashSet::new();
    let mut twice = 0;
    let mut replays = true;
    let faults = reader.scan(code, |batch, bytes| {
        looked.batches += 1;
        looked.events += batch.events.len();
        looked.bytes += bytes as u64;
        looked.first_at_ms.get_or_insert(batch.at_ms);
        looked.last_at_ms = Some(batch.at_ms);
        twice += batch
            .answered
            .iter()
            .filter(|one| !answered.insert(**one))
            .count();
        replays = replays && folds(&mut looked.session, &batch.events);
    })?;
    looked.wrong = faults.iter().map(ToString::to_string).collect();
    if !replays {
        looked.wrong.push("it cannot be replayed".to_owned());
    } else if looked.session.about.as_deref().is_none() {
        looked.wrong.push("it was never created".to_owned());
    }
    if twice > 0 {
        let commands = super::count(twice, "command", "commands");
        looked.wrong.push(format!("{commands} answered twice"));
    }
    Ok(looked)
}

/// No log should make the rules panic; a check is there for what should not be.
fn folds(session: &mut Session, events: &[Event]) -> bool {
    let folding = AssertUnwindSafe(|| events.iter().for_each(|event| session.evolve(event)));
    catch_unwind(folding).is_ok()
}
