//! Commands about the blocks of the form, each with the right that it needs.

use serde::{Deserialize, Serialize};

use super::rules::ReportRules;
#[cfg(feature = "wire")]
use crate::limits;
use crate::rights::Right;
use crate::sum::commands;
use crate::terms::Block;

commands! {
    /// A command about the blocks of the form.
    "FormCommand" {
        /// Declares a block final, or opens it again; `revision` is the one seen.
        Rapporteurs => SignBlock {
            block: Block,
            signed: bool,
            revision: u32,
        },
        /// Sets what the report should be like.
        Rapporteurs => SetReportRules { rules: ReportRules },
        /// Sets when a block is due; none leaves it to the page's words.
        Rapporteurs => SetDeadline {
            block: Block,
            due_at_ms: Option<u64>,
        },
        /// Says where the session is held.
        Rapporteurs => SetTimeZone {
            #[cfg_attr(feature = "wire", schemars(length(max = limits::TIME_ZONE_CHARS_MAX)))]
            time_zone: Option<String>,
        },
    }
}
