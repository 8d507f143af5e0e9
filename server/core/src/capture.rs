//! What the rapporteur captures as it happens, and the text of the report's third block.
//!
//! An [`Entry`] is a shared text with what it is linked to. Two rapporteurs in one entry are two
//! hands in a [`SharedText`](crate::shared_text::SharedText); what stood there before is in its
//! [`History`]. Where a segment is held under the Chatham House Rule no name enters the log with an
//! entry.

mod add;
mod command;
mod decide;
mod entry;
mod event;
mod evolve;
mod fact;
mod forget;
mod hall;
mod history;
mod state;
mod typing;
mod view;

pub use command::Command;
pub(crate) use decide::decide;
pub use entry::{EntryFact, EntryKind, NewEntry, Quoted};
pub use event::Event;
pub(crate) use hall::Hall;
pub use history::{History, Kept};
pub use state::{Capture, Entry};
pub(crate) use typing::report_open;
pub use view::{CapturedEntry, CapturedOrder, HistoryEntry, KeptText, TakeawaysEntry};
pub(crate) use view::{Names, touched};
