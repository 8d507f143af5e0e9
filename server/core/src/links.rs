//! Role links and the door: what a link opens, and how links change.
//!
//! The links that a session begins with follow from its page: [`about`](crate::about) makes them.

mod command;
mod decide;
mod event;
mod forget;
mod state;
mod view;

pub use command::Command;
pub(crate) use decide::{Hall, decide, issued};
pub use event::Event;
pub use state::{Link, Links};
pub(crate) use view::touched;
