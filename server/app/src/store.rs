//! Where the logs are kept. A batch is one record, so that it is atomic in every store.
//!
//! Following a session that another node writes (`subscribe`) comes with the first store that
//! several nodes share; today's stores have one process each, held by a lock on the directory.

mod answered;
pub mod memory;
mod snapshot;
pub mod sqlite;

use futures_util::future::BoxFuture;
use onefloor_core::Event;
use serde::{Deserialize, Serialize};

pub use answered::Answered;
pub use snapshot::{Beside, Fold, Folding, Mark, Snapshot, Unfit};
pub use sqlite::{Check, Integrity};

/// The events of one drain of a session's mailbox, with the commands that they answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Counts the batches of a session from 1.
    pub version: u64,
    /// When, in milliseconds since 1970; the minute, where it holds what is sealed.
    pub at_ms: u64,
    /// Whose commands these events answer; a retry is answered from here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answered: Vec<Answered>,
    /// What happened.
    pub events: Vec<Event>,
}

/// A session as a store lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its code.
    pub session: String,
    /// How many batches it has.
    pub version: u64,
    /// When the last one came.
    pub last_at_ms: u64,
    /// When it wants something that nobody asks for.
    pub due: Due,
}

/// When a session wants something that nobody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// An earlier version left it, and did not say.
    Unknown,
    /// Nothing is wanted.
    Never,
    /// In milliseconds since 1970.
    At(u64),
}

/// Why a store did not do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// The session has moved on: read, and decide again.
    Conflict {
        /// Its version now.
        version: u64,
    },
    /// Something of the session is missing or cannot be read; what is wrong, without a word of what
    /// was said in it. Nothing of it is given out: a shorter session would look like a whole one.
    Damaged(String),
    /// It could not be made durable, or not be read; in the store's own words.
    Unavailable(String),
}

impl StoreError {
    /// A thread ended by a defect. What it said may hold what it worked on, and is not repeated.
    pub(crate) fn ended(what: &str) -> Self {
        Self::Unavailable(format!("{what} ended by a defect"))
    }
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Conflict { version } => write!(f, "the session is at version {version}"),
            Self::Damaged(what) => write!(f, "the session is damaged: {what}"),
            Self::Unavailable(why) => write!(f, "the store does not answer: {why}"),
        }
    }
}

impl std::error::Error for StoreError {}

/// The answer of a store.
pub type Stores<'a, T> = BoxFuture<'a, Result<T, StoreError>>;

/// A log per session. It grows at its end and nowhere else, with one exception: what has to be
/// forgotten is taken out of records that are there, and the whole log is written anew for it.
pub trait EventStore: std::fmt::Debug + Send + Sync {
    /// The batches after a version, in order; none for a session that does not exist. All of them or
    /// [`StoreError::Damaged`].
    fn read(&self, session: &str, after: u64) -> Stores<'_, Vec<Batch>>;

    /// Goes through a session's log row by row, from the state beside it on if the fold takes that, on a
    /// thread that may block. Nothing of a session that does not exist.
    ///
    /// When it fails, the fold has seen a part of the log, and what it made of it is to be dropped.
    fn fold(&self, session: &str, fold: Folding) -> Stores<'_, ()>;

    /// Puts a state beside the log of which it was made, in the place of the one before; whether it is
    /// there. It is not if the log was written anew meanwhile, or is gone.
    fn keep(&self, session: &str, snapshot: Snapshot) -> Stores<'_, bool>;

    /// Forgets a state that is of no use.
    fn forget_snapshot(&self, session: &str) -> Stores<'_, ()>;

    /// Notes when a session wants something that nobody asks for, for whoever starts next; durable when
    /// it resolves.
    fn expect(&self, session: &str, due_at_ms: Option<u64>) -> Stores<'_, ()>;

    /// Appends a batch, durable when it resolves.
    ///
    /// `batch.version` must be one more than the session's; otherwise [`StoreError::Conflict`].
    fn append(&self, session: &str, batch: Batch) -> Stores<'_, ()>;

    /// Whether there is something of a session, without reading its log: as cheap for one that does not
    /// exist. One that is damaged exists.
    fn exists(&self, session: &str) -> Stores<'_, bool>;

    /// Replaces the whole log of a session by another one, in one piece; by none, the session is gone.
    /// Versions count from 1, as ever. The state beside it is gone before that, and what was there before
    /// is nowhere in the store's files once [`scrub`](Self::scrub) has resolved.
    ///
    /// The session must be at version `expected`; otherwise [`StoreError::Conflict`].
    fn rewrite(&self, session: &str, expected: u64, batches: Vec<Batch>) -> Stores<'_, ()>;

    /// Leaves nothing in the store's files of what was rewritten since the last time. It may hold
    /// every other write up for as long as it takes to write all logs once.
    fn scrub(&self) -> Stores<'_, ()>;

    /// Every session, by code.
    fn list(&self) -> Stores<'_, Vec<Stored>>;

    /// Forgets a session, and leaves nothing of it in the store's files when this resolves; one that
    /// does not exist is forgotten already.
    fn delete(&self, session: &str) -> Stores<'_, ()>;

    /// Whether something could be stored now, tried if it is not known. Bounded in time.
    fn ready(&self) -> Stores<'_, ()>;

    /// Ends the store: what was appended is in its own files when this resolves, and every later
    /// write is refused.
    fn close(&self) -> Stores<'_, ()>;
}
