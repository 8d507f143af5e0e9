//! Commands about the display and the speakers' screens, each with the right that it needs.

use serde::{Deserialize, Serialize};

use super::screen::{DisplayMode, Threshold, Tone};
use crate::ids::{CueId, LinkId};
#[cfg(feature = "wire")]
use crate::limits;
use crate::rights::Right;
use crate::sum::commands;

commands! {
    /// A command about the display and the speakers' screens.
    "StageCommand" {
        /// Sends a message to a speaker, or to all.
        Moderators => SendCue {
            to: Option<LinkId>,
            #[serde(default)]
            #[cfg_attr(feature = "wire", schemars(length(max = limits::CUE_CHARS_MAX)))]
            text: String,
            tone: Tone,
        },
        /// Takes a message back.
        Moderators => ClearCue { cue: CueId },
        /// Says that one has seen it.
        Speakers => SeeCue { cue: CueId },
        /// Sets when a speaker's screen speaks by itself.
        Moderators => SetThresholds {
            #[cfg_attr(feature = "wire", schemars(length(max = limits::THRESHOLDS_MAX)))]
            thresholds: Vec<Threshold>,
        },
        /// Puts something on the display of the room.
        Moderators => SetDisplay { mode: DisplayMode },
    }
}
