//! The screens in the room: what the display shows, and what a speaker is told.
//!
//! Read [`Command`] for what can be asked and [`Stage`] for what is known of it. Who speaks is decided
//! elsewhere; here a voice is only somebody to whom a message goes.

mod command;
mod decide;
mod event;
mod forget;
mod screen;
mod state;
mod view;

pub use command::Command;
pub(crate) use decide::{Hall, cleared_all, cleared_for, decide};
pub use event::Event;
pub use screen::{DisplayMode, Threshold, Tone};
pub use state::{Cue, Stage};
pub(crate) use view::touched;
pub use view::{CueEntry, SentEntry, Showing, StageEntry, ThresholdsEntry};
