//! A draft of the third block out of what was captured, without any AI.
//!
//! What the session gives at a moment is [`Found`] by the report's side, the same for the same session,
//! each line with where it comes from. A line is known by what it is about, so that assembling again
//! finds it; what the rapporteur has edited or dropped stays as they left it.

mod command;
mod decide;
mod event;
mod forget;
mod headings;
mod line;
mod state;
mod view;
mod write;

pub use command::Command;
pub(crate) use decide::{Hall, decide};
pub use event::Event;
pub use line::{Found, LineState, ProposedLine, Section, Source};
pub use state::{Draft, DraftLine};
pub use view::DraftEntry;
pub(crate) use view::touched;
