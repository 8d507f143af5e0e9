//! Where voices are heard, and how the voice of somebody on line arrives in the room.
//!
//! Without a place to be heard, a turn begins when it is given. With one, it is handed over: whoever speaks
//! says that they are there and that their microphone works, somebody opens the channel, somebody in the
//! room hears them; and only then the turn begins, which the floor says
//! ([`TurnBegan`](crate::floor::Event::TurnBegan)). Nothing here plays or sends any sound.

mod command;
mod decide;
mod event;
mod forget;
mod state;
mod view;

pub use command::Command;
pub(crate) use decide::{Hall, decide};
pub use event::Event;
pub use state::{Handover, Sound, Venue};
pub(crate) use view::touched;
pub use view::{ArrivalEntry, HandoverEntry, HandoverStep, SoundEntry, VenueKind};
