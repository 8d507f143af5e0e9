//! What happened to the display and the speakers' screens.

use serde::{Deserialize, Serialize};

use super::{DisplayMode, Threshold, Tone};
use crate::ids::{CueId, LinkId};

/// A fact about the display and the speakers' screens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// A message went to a speaker, or to all.
    CueSent {
        cue: CueId,
        to: Option<LinkId>,
        text: Option<String>,
        tone: Tone,
        at_ms: u64,
    },
    /// It was taken back, or is done with.
    CueCleared { cue: CueId, at_ms: u64 },
    /// Somebody has seen it.
    CueSeen { cue: CueId, by: LinkId, at_ms: u64 },
    /// When a speaker's screen speaks by itself.
    ThresholdsSet { thresholds: Vec<Threshold> },
    /// Something was put on the display.
    DisplaySet { mode: DisplayMode },
}
