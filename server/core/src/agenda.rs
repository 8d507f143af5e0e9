//! The agenda, its anchored clock and the live rundown.
//!
//! Nothing ticks: a running segment is an anchor from which every screen counts for itself. The
//! end that the session promises is fixed when the first segment begins, and moves only when a
//! moderator moves it; [`plan`](plan()) says what the rest of the hour comes to, and [`Refit`] what
//! would bring it to the promised end.

mod clock;
mod command;
mod decide;
mod due;
mod edit;
mod event;
mod evolve;
mod forget;
mod plan;
mod refit;
mod segment;
mod segment_plan;
mod state;
mod view;

pub use clock::{Clock, MINUTE_MS};
pub use command::Command;
pub(crate) use decide::{Hall, decide, end_session};
pub(crate) use due::{due, next_advance};
pub(crate) use edit::{insert, plan_of, remove, resolved};
pub use event::Event;
pub(crate) use plan::next_replan;
pub use plan::{Plan, Projected, plan};
pub use refit::{Refit, Refitted};
pub use segment::{Ran, Segment, Slot};
pub(crate) use segment::{has_floor, opens_floor};
pub use segment_plan::{SegmentPlan, SlotPlan};
pub use state::Agenda;
pub use view::{
    AgendaEntry, ClockEntry, Coming, LengthChange, ReplanEntry, RundownEntry, SegmentDraft,
    SegmentEntry, SlotEntry,
};
pub(crate) use view::{agenda, clock, rundown, touched};
