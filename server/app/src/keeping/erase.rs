//! Erasing without a server: for whoever asked its operator, and in a backup that is older than what was
//! erased.

use onefloor_core::seal::minute_of;
use onefloor_core::{Actor, Command, Context, Presence, Rejection, Session, decide, privacy};

use crate::journal::{Erased, Erasure};
use crate::session::rewritten;
use crate::store::{Batch, EventStore, StoreError};
use crate::zones::WorldZones;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// It is gone.
    Done,
    /// It was not there, or not any more.
    Nothing,
}

/// Erases something in a store that nobody else uses. What stood there is out of the files once the
/// store is scrubbed.
///
/// # Errors
/// The store cannot be read or written, or the session is damaged.
pub(super) async fn erase(store: &dyn EventStore, erasure: &Erasure) -> Result<Taken, StoreError> {
    let (code, now_ms) = (&erasure.code, erasure.at_ms);
    let batches = store.read(code, 0).await?;
    let Some(version) = batches.last().map(|last| last.version) else {
        return Ok(Taken::Nothing);
    };
    let (actor, command) = match erasure.what {
        Erased::Session => {
            store.rewrite(code, version, Vec::new()).await?;
            return Ok(Taken::Done);
        }
        Erased::Person { person } => {
            let erase = privacy::Command::ErasePerson { person };
            (Actor::Host, erase)
        }
        Erased::Sealed { by } => (Actor::Clock, privacy::Command::EraseSealed { by }),
        Erased::People => (Actor::Clock, privacy::Command::Purge),
    };
    let mut session = Session::replay(batches.iter().flat_map(|batch| &batch.events));
    let context = Context {
        now_ms,
        seed: 0,
        actor: &actor,
        presence: &Presence::new(),
        zones: &WorldZones,
    };
    let events = match decide(&session, &Command::Privacy(command), &context) {
        Ok(events) => events,
        Err(Rejection::PersonUnknown | Rejection::SessionPurged | Rejection::SessionDeleted) => {
            return Ok(Taken::Nothing);
        }
        Err(rejection) => {
            let why = format!("it was refused: {}", <&str>::from(&rejection));
            return Err(StoreError::Unavailable(why));
        }
    };
    events.iter().for_each(|event| session.evolve(event));
    let is_sealed = events.iter().any(onefloor_core::Event::is_sealed);
    let batch = Batch {
        version: version + 1,
        at_ms: if is_sealed { minute_of(now_ms) } else { now_ms },
        answered: Vec::new(),
        events,
    };
    store.append(code, batch.clone()).await?;
    let batches = batches.into_iter().chain([batch]).collect();
    if let Some(batches) = rewritten(&session, batches) {
        store.rewrite(code, version + 1, batches).await?;
    }
    Ok(Taken::Done)
}

/// Runs something that waits, on this thread.
///
/// # Errors
/// In words: no runtime can be made.
pub(super) fn waited<T>(work: impl Future<Output = T>) -> Result<T, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .map_err(|error| error.to_string())?;
    Ok(runtime.block_on(work))
}
