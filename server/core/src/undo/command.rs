//! The one command that takes back what the room can see, with the right that it needs.

use serde::{Deserialize, Serialize};

use crate::ids::ActId;
use crate::rights::Right;
use crate::sum::commands;

commands! {
    /// A command about what was done last.
    "UndoCommand" {
        /// Takes the act back that the screen saw as the last one.
        Moderators => Undo { act: ActId },
    }
}
