//! Live sessions: one actor each, reached through a handle that the registry gives out.
//!
//! The actor is the only owner of a session's state. It drains its mailbox, decides, appends,
//! and only then publishes and answers. Read `actor` first, then `feed` for what the screens get.

mod actor;
mod allowance;
mod feed;
mod feeds;
mod handle;
mod keeper;
mod ledger;
mod registry;
mod screens;
mod subscriber;

pub use allowance::{Allowance, Sent};
pub use handle::{Entrance, Handle, Seat, Seen};
pub(crate) use keeper::Kept;
pub(crate) use ledger::{Source, rewritten};
#[cfg(feature = "wire")]
pub(crate) use registry::CODE_PATTERN;
pub use registry::{Registry, normalised};
