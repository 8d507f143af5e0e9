//! A state beside a log: never the truth, and used only where it fits the log that it was made of.
//!
//! A store does not know what is in one. It keeps the last one of each session, gives it out with the
//! batches that came after it, and forgets it before it writes a log anew.

use std::sync::{Arc, Mutex};

use strum::{IntoStaticStr, VariantArray};

use super::Batch;

/// How a log stood when it was folded: a state made of it belongs to no other one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Its last version.
    pub version: u64,
    /// Counts what was written anew in this store since it was opened.
    pub(super) rewrites: u64,
}

/// A state as it was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The log of which it was made.
    pub mark: Mark,
    /// The state after the mark's version, in whatever form its maker reads.
    pub bytes: Vec<u8>,
}

/// Why what stands beside a log is not the state of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Unfit {
    /// It is not all of what was written.
    Torn,
    /// The log is shorter.
    Ahead,
    /// It was made of another log.
    OtherLog,
    /// The system does not give it out.
    Unreadable,
}

/// What stands beside a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside<'a> {
    /// Nothing.
    Nothing,
    /// Something that does not fit the log, or is not what was written.
    Unfit(Unfit),
    /// The state after a version that the log has.
    State {
        /// Which version.
        version: u64,
        /// The state, as it was given to the store.
        bytes: &'a [u8],
    },
}

/// Whoever goes through a log, row by row.
pub trait Fold: Send {
    /// A log of which something is there begins. The version after which batches are wanted: that of the
    /// state beside it, or 0 for all of them.
    fn begin(&mut self, mark: Mark, beside: Beside<'_>) -> u64;

    /// The next batch. If the log turns out to be damaged, what came before is to be dropped.
    fn batch(&mut self, batch: Batch);
}

/// A fold as a store takes it; it is not held any more when the store has answered.
pub type Folding = Arc<Mutex<dyn Fold>>;
