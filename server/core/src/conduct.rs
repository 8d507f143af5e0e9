//! Conduct on the floor: who is muted or kept out, and which words wait for a moderator.
//!
//! Word lists hold and never delete: a person decides. Muting and banning hang on the person, not
//! on a socket, so that they survive a reconnect.

mod command;
mod decide;
mod event;
mod forget;
mod state;
mod view;

pub use command::Command;
pub(crate) use decide::{Hall, decide};
pub use event::Event;
pub use state::Conduct;
pub use view::ConductEntry;
pub(crate) use view::{conduct, touched};
