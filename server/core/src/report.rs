//! The session folded into its report: one value, from which every document is rendered.
//!
//! The same session gives the same report at any time after: nothing in it depends on when it is
//! asked for. Names that were hidden stay hidden, dismissed and withdrawn texts stay out, and what
//! was said in a breakout room stays in the room. What leads to it has its own files: the
//! [`form`](crate::form), the [`draft`](crate::draft), the support of takeaways, the annex.

mod annex;
mod assemble;
mod content;
mod fold;
mod harvest;
mod hour;
mod names;
mod points;
mod purge;
mod sentences;
mod shares;
mod support;

pub use annex::{Hub, PeopleGroups};
pub(crate) use assemble::assemble;
pub use content::{
    BlockState, Breakout, Counts, Point, PollOutcome, Report, ReportLine, SpeakerTiming, Timing,
    Turn,
};
pub use harvest::Harvested;
pub(crate) use purge::purge;
pub use support::Support;

pub use crate::terms::Block;
