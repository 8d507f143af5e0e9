//! Commands about the draft of the report, each with the right that it needs.

use serde::{Deserialize, Serialize};

use super::line::LineState;
use crate::ids::LineId;
#[cfg(feature = "wire")]
use crate::limits;
use crate::rights::Right;
use crate::sum::commands;

commands! {
    /// A command about the draft of the report.
    "DraftCommand" {
        /// Assembles the draft, or brings it up to date.
        Rapporteurs => AssembleDraft,
        /// Keeps a line of the draft, writes it anew or drops it; `revision` is the one seen.
        Rapporteurs => SetDraftLine {
            line: LineId,
            state: LineState,
            #[serde(default)]
            #[cfg_attr(feature = "wire", ts(optional))]
            #[cfg_attr(feature = "wire", schemars(length(max = limits::DRAFT_LINE_CHARS_MAX)))]
            text: Option<String>,
            revision: u32,
        },
        /// Puts what is new in the draft into the session report.
        Rapporteurs => WriteDraftToReport,
    }
}
