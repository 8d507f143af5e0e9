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
mod refresh;
mod state;
mod unplaced;
mod view;
mod write;

pub use command::Command;
pub(crate) use decide::{Hall, decide};
pub use event::Event;
pub(crate) use line::words_of;
pub use line::{Found, LineState, Piece, ProposedLine, Section, Source};
pub use state::{Draft, DraftLine};
pub(crate) use unplaced::unplaced;
pub(crate) use view::touched;
pub use view::{DraftEntry, UnplacedEntry};
