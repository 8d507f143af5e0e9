//! Acts that the room can see, and the way back: the last one may be undone until the next one is done.
//!
//! An act is noted in front of what it did; what was before it is kept beside the state until then. Taking
//! it back puts that back as it was: the clock is where it would be had nobody touched it. What an act did
//! stays in the log.

mod act;
mod command;
mod decide;
mod event;
mod forget;
mod state;
mod view;

pub use act::{Act, ActKind};
pub use command::Command;
pub(crate) use decide::{Hall, decide};
pub use event::Event;
pub use state::{Before, Standing, Undo};
pub use view::UndoEntry;
pub(crate) use view::{Subjects, touched, undo};
