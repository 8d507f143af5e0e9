//! Temperature checks: one question to everybody at once, and how the room stands.
//!
//! It may be prepared before. One runs at a time. An answer may be changed until it closes; with the closing event the count
//! is frozen, so that nobody who moves or leaves later changes what was shown. Answers
//! are sealed: who answered how is in no log and in no view but a person's own. Read [`Command`] for what can be asked,
//! [`tally()`] for how it is counted, and [`PollEntry`] for what a screen gets of it.

mod asked;
mod command;
mod decide;
mod event;
mod forget;
mod prepare;
mod result;
mod state;
mod tally;
mod view;

pub use asked::{NewPoll, OwnOption, PollKind, PollPlan, PreparedPoll};
pub use command::Command;
pub(crate) use decide::{Hall, close_open, decide};
pub use event::Event;
pub use result::{OptionTally, PollResult};
pub use state::{Answer, Poll, Polls};
pub use tally::{Attendees, tally};
pub(crate) use tally::{Given, count};
pub(crate) use view::touched;
pub use view::{MyPollEntry, PollEntry, PollTally, PreparedEntry};
