//! Commands about temperature checks, each with the right that it needs.

use serde::{Deserialize, Serialize};

use super::asked::PollKind;
use crate::ids::PollId;
#[cfg(feature = "wire")]
use crate::limits;
use crate::rights::Right;
use crate::sum::commands;

commands! {
    /// A command about temperature checks.
    "PollCommand" {
        /// Puts a temperature check to everybody.
        Moderators => OpenPoll {
            kind: PollKind,
            #[cfg_attr(feature = "wire", schemars(length(max = limits::POLL_QUESTION_CHARS_MAX)))]
            question: String,
            #[serde(default)]
            #[cfg_attr(
                feature = "wire",
                schemars(
                    length(max = limits::POLL_OPTIONS_MAX),
                    inner(length(max = limits::POLL_OPTION_CHARS_MAX))
                )
            )]
            options: Vec<String>,
            live: bool,
        },
        /// Closes it.
        Moderators => ClosePoll { poll: PollId },
        /// Answers it, or changes the answer; no option takes it back.
        People => AnswerPoll { poll: PollId, options: Vec<u8> },
        /// Notes a show of hands, an option each.
        FloorStaff => CountHands { poll: PollId, counts: Vec<u32> },
    }
}
