//! Who has the voice, for how long, and how long everybody has spoken.
//!
//! One voice at a time: a speaker in their part of a segment or answering a question, or the
//! asker whose turn it is. A stint is an anchor like the clock, and stands still with it. Turns on
//! the floor give and take the voice by themselves (`decide::follow`); the rest is the moderator's.

mod command;
mod decide;
mod event;
mod follow;
mod forget;
mod shares;
mod state;
mod view;

pub use command::Command;
pub(crate) use decide::{Hall, decide};
pub use event::Event;
pub(crate) use follow::{Happened, follow};
pub(crate) use shares::shares_where;
pub use shares::{Roster, Share, Shares, shares};
pub use state::{Described, Speaking, Spoken, Stint};
pub(crate) use view::touched;
pub use view::{SpeakerEntry, SpeakersEntry, VoiceEntry};
