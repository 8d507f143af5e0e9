//! What happened to how voices are heard.

use serde::{Deserialize, Serialize};

use super::state::Venue;
use crate::ids::ItemId;

/// A fact about how voices are heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// Voices are heard somewhere else.
    VenueSet { venue: Option<Venue> },
    /// The room waits for a voice; `anew` after it did not come.
    VoiceExpected {
        item: ItemId,
        anew: bool,
        at_ms: u64,
    },
    /// Whoever speaks is there, and their microphone works, or does not.
    VoiceArrived {
        item: ItemId,
        microphone: bool,
        at_ms: u64,
    },
    /// Their channel is open.
    ChannelOpened { item: ItemId, at_ms: u64 },
}
