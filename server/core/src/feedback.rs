//! Feedback: after the end, how it was for those who came, from one to five and in a line.
//!
//! It is sealed as answers are: nobody is told whose it is, and whoever gave it changes it or takes it
//! back. How many gave which rating is told where five or more did; lines stand without a name, by the
//! alphabet.

mod command;
mod decide;
mod event;
mod forget;
mod state;
mod summary;
mod view;

pub use command::Command;
pub(crate) use decide::{Hall, decide};
pub use event::Event;
pub use state::{Feedback, Given};
pub use summary::Summary;
pub(crate) use view::touched;
pub use view::{FeedbackEntry, MyFeedbackEntry};
