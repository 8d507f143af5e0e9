//! The IGF's form: three blocks, each a draft until somebody signs it, with its own deadline.
//!
//! What stands in the blocks is not here but among what is captured; the form learns how much it is and
//! how often it was changed.

mod command;
mod decide;
mod due;
mod event;
mod forget;
mod hall;
mod rules;
mod state;
mod view;

pub use command::Command;
pub(crate) use decide::decide;
pub use due::offset_minutes;
pub(crate) use due::resolved;
pub use event::Event;
pub(crate) use hall::Hall;
pub use rules::{DueBy, ListRule, ReportRules, TextRule};
pub use state::{Form, Signature};
pub(crate) use view::touched;
pub use view::{BlockContents, BlockEntry, BlockStanding, ReportEntry, SignedEntry};
