//! Commands about temperature checks, each with the right that it needs.

use serde::{Deserialize, Serialize};

use super::asked::{PollKind, PollPlan};
use crate::ids::{PollId, PreparedId};
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
        /// Writes polls down that are put to everybody later.
        Moderators => PreparePolls {
            #[cfg_attr(feature = "wire", schemars(length(max = limits::POLLS_MAX)))]
            polls: Vec<PollPlan>,
        },
        /// Words one of them anew.
        Moderators => EditPreparedPoll { poll: PreparedId, plan: PollPlan },
        /// Puts one of them before another, or last.
        Moderators => PlacePreparedPoll { poll: PreparedId, before: Option<PreparedId> },
        /// Takes one of them out.
        Moderators => RemovePreparedPoll { poll: PreparedId },
        /// Puts one of them to everybody.
        Moderators => OpenPreparedPoll { poll: PreparedId },
        /// Closes it.
        Moderators => ClosePoll { poll: PollId },
        /// Answers it, or changes the answer; no option takes it back.
        People => AnswerPoll { poll: PollId, options: Vec<u8> },
        /// Notes a show of hands, an option each.
        FloorStaff => CountHands { poll: PollId, counts: Vec<u32> },
    }
}
