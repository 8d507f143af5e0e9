//! What is kept of people, and for how long: whoever erases themselves, the day on which a session is
//! purged to its report, and its deletion.
//!
//! The log tells here that something is forgotten; that it is taken out of the events before, is done
//! by whoever keeps the log (see [`forget`](crate::session::forget)).

mod command;
mod decide;
mod event;
mod forget;
mod state;
mod view;

pub use command::Command;
pub use decide::due_at_ms;
pub(crate) use decide::{Hall, decide};
pub use event::{Event, Purge};
pub use state::Privacy;
pub use view::PrivacyEntry;
pub(crate) use view::{privacy, touched};
