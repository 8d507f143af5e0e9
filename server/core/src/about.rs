//! What a session is about, as the organiser confirmed it from its page, and how that changes:
//! [`diff`](diff()) holds a page read again against it, `revise` takes over what the organiser named.

mod check;
mod command;
mod create;
mod decide;
mod diff;
mod event;
mod facts;
mod fields;
pub mod file;
mod forget;
mod hall;
mod imported;
mod revise;
mod role_links;
mod session_plan;
mod state;
mod upcast;
mod view;

pub use command::Command;
pub(crate) use decide::decide;
pub use diff::{AboutDiff, AgendaDiff, FieldDiff, PersonDiff, diff};
pub use event::Event;
pub use facts::About;
pub use fields::{AboutField, PeopleList};
pub(crate) use hall::Hall;
pub use imported::Imported;
pub use revise::{ChangeSource, Changes, Listed};
pub use session_plan::SessionPlan;
pub use state::Subject;
pub use upcast::ScheduledStart;
pub use view::SessionEntry;
pub(crate) use view::{session, touched};
