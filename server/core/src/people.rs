//! People: who somebody is, apart from the screens they hold and from the links they came by.

mod command;
mod decide;
mod event;
mod forget;
mod names;
mod profile;
mod state;
mod view;

pub use command::Command;
pub(crate) use decide::{Hall, decide};
pub use event::Event;
pub(crate) use names::face;
pub use profile::Profile;
pub(crate) use profile::check_heads;
pub use state::{People, Person};
pub use view::{PersonEntry, PersonFace, PresenceEntry};
pub(crate) use view::{me, presence, touched};
