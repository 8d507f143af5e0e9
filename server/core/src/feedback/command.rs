//! Commands about feedback, each with the right that it needs.

use serde::{Deserialize, Serialize};

#[cfg(feature = "wire")]
use crate::limits;
use crate::rights::Right;
use crate::sum::commands;

commands! {
    /// A command about feedback.
    "FeedbackCommand" {
        /// Says how the session was, or says it anew; no rating takes it back.
        People => GiveFeedback {
            /// From 1, the lowest, to 5.
            rating: Option<u8>,
            #[serde(default)]
            #[cfg_attr(feature = "wire", ts(optional, as = "Option<String>"))]
            #[cfg_attr(feature = "wire", schemars(length(max = limits::FEEDBACK_CHARS_MAX)))]
            line: String,
        },
    }
}
