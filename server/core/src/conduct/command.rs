//! Commands about conduct on the floor, each with the right that it needs.

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
#[cfg(feature = "wire")]
use crate::limits;
use crate::rights::Right;
use crate::sum::commands;

commands! {
    /// A command about conduct on the floor.
    "ConductCommand" {
        /// Takes somebody's right to bring things to the floor, or gives it back.
        Moderators => SetMuted { person: PersonId, muted: bool },
        /// Keeps somebody out, or lets them in again.
        Moderators => SetBanned { person: PersonId, banned: bool },
        /// Sets the words that hold a text back.
        Moderators => SetWordList {
            #[cfg_attr(
                feature = "wire",
                schemars(length(max = limits::WORDS_MAX), inner(length(max = limits::WORD_CHARS_MAX)))
            )]
            words: Vec<String>,
        },
    }
}
