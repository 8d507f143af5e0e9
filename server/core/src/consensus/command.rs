//! Commands about the support of takeaways, each with the right that it needs.

use serde::{Deserialize, Serialize};

use super::put::Stance;
use crate::ids::EntryId;
#[cfg(feature = "wire")]
use crate::limits;
use crate::rights::Right;
use crate::sum::commands;

commands! {
    /// A command about the support of takeaways.
    "ConsensusCommand" {
        /// Puts entries to everybody.
        Capturers => PutToConsensus {
            #[cfg_attr(feature = "wire", schemars(length(max = limits::CONSENSUS_ENTRIES_MAX)))]
            entries: Vec<EntryId>,
            live: bool,
        },
        /// Says how one stands to one of them; no stance takes it back.
        People => AnswerConsensus {
            entry: EntryId,
            stance: Option<Stance>,
            #[serde(default)]
            #[cfg_attr(feature = "wire", ts(optional, as = "Option<String>"))]
            #[cfg_attr(feature = "wire", schemars(length(max = limits::WHY_CHARS_MAX)))]
            why: String,
        },
        /// Notes a show of hands: support, can live with it, object.
        FloorStaff => CountStances { entry: EntryId, counts: Vec<u32> },
        /// Closes the check.
        Capturers => CloseConsensus,
    }
}
