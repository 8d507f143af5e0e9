//! The rules of a hybrid session as a pure value.
//!
//! - [`decide`]: a command, the present [`Session`], what surrounds it → events, or a [`Rejection`];
//! - [`Session::evolve`]: events → state, the same on every machine, for ever;
//! - [`next_deadline`]: when to ask again with nobody asking;
//! - [`project`]: what one audience sees of it.
//!
//! There is no clock, no randomness source, no I/O and no async in here: time and seeds are
//! arguments. Read [`event`] for what can happen, [`session`] for what is known, then the folder of
//! each concept, in the order in which they may know of one another: [`links`], [`people`], [`agenda`],
//! [`about`], [`conduct`], [`floor`], [`stage`], [`speaking`], [`sound`], [`poll`], [`networking`], [`form`],
//! [`capture`], [`draft`], [`consensus`], [`feedback`], [`privacy`], [`undo`]. [`report`] reads them all.

pub mod about;
pub mod agenda;
mod apart;
pub mod capture;
pub mod command;
pub mod conduct;
pub mod consensus;
pub mod context;
mod deadline;
mod decide;
pub mod draft;
mod entries;
pub mod event;
pub mod feedback;
pub mod floor;
mod forgotten;
pub mod form;
pub mod ids;
pub mod igf;
pub mod limits;
pub mod links;
pub mod networking;
mod pairs;
pub mod people;
pub mod poll;
pub mod privacy;
pub mod recent;
pub mod refused;
pub mod rejection;
pub mod report;
pub mod rights;
pub mod role;
pub mod seal;
pub mod session;
pub mod shared_text;
pub mod sound;
pub mod speaking;
pub mod stage;
mod sum;
pub mod terms;
pub mod text;
pub mod touch;
pub mod undo;
pub mod view;

pub use command::Command;
pub use context::{Actor, Context, NoZones, Presence, Zones};
pub use deadline::{next_act, next_deadline};
pub use decide::{decide, drawing, preview_round};
pub use event::Event;
pub use refused::Refused;
pub use rejection::Rejection;
pub use session::Session;
pub use view::project;
