//! Rough consensus: near the close, takeaways and calls to action are put to everybody.
//!
//! Each person says support, can live with it, or object, with a word why; what was put is frozen,
//! so that nobody supports a sentence that was changed under their hand. With the closing event the
//! counts are frozen too, as for a poll. Who answered how is in no view but a person's own.

mod command;
mod decide;
mod event;
mod forget;
mod put;
mod state;
mod tally;
mod view;

pub use command::Command;
pub(crate) use decide::{Hall, close_open, decide};
pub use event::Event;
pub use put::{CheckResult, NewCheck, PutEntry, STANCES, Stance};
pub use state::{Answer, Check, Consensus};
pub use view::{ConsensusEntry, ConsensusLine, ConsensusTally, MyStanceEntry, StanceWhy};
pub(crate) use view::{touched, whys};
