//! Ids as newtypes, so that a person is never taken for an item.
//!
//! Ids are counted up inside a session: they are short enough to be said aloud ("question 12") and
//! the same on every node, since they come out of events.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! counted_ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    )*};
}

counted_ids! {
    /// Somebody in the session, whatever screens they hold.
    PersonId,
    /// A role link.
    LinkId,
    /// A segment of the agenda.
    SegmentId,
    /// A question, comment, hand or microphone on the floor.
    ItemId,
    /// A breakout round.
    RoundId,
    /// A breakout room; unique over all rounds.
    RoomId,
    /// A message from the moderator to a speaker.
    CueId,
    /// A captured takeaway, call to action or note.
    EntryId,
    /// A temperature check.
    PollId,
    /// A temperature check that waits to be put to everybody.
    PreparedId,
    /// Entries that were put to everybody together.
    ConsensusId,
    /// A line of the draft of the report.
    LineId,
    /// An act that may be taken back.
    ActId,
}
