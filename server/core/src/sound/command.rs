//! Commands about where voices are heard and how one arrives, each with the right that it needs.

use serde::{Deserialize, Serialize};

use super::state::Venue;
use crate::ids::ItemId;
use crate::rights::Right;
use crate::sum::commands;

commands! {
    /// A command about how voices are heard.
    "SoundCommand" {
        /// Says where voices on line are heard; `None` asks nobody to arrive.
        Moderators => SetVenue { venue: Option<Venue> },
        /// Says that one is there, and whether one's microphone works.
        People => SayHere { item: ItemId, microphone: bool },
        /// Says that the channel of whoever has the floor is open.
        FloorStaff => OpenChannel { item: ItemId },
        /// Says that the room hears whoever has the floor: their turn begins.
        Listeners => HearVoice { item: ItemId },
        /// Begins the handover of whoever has the floor anew.
        FloorStaff => RetryHandover { item: ItemId },
    }
}
