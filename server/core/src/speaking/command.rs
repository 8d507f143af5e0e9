//! Commands about who has the voice, each with the right that it needs.

use serde::{Deserialize, Serialize};

use crate::ids::LinkId;
use crate::igf::StakeholderGroup;
#[cfg(feature = "wire")]
use crate::limits;
use crate::rights::Right;
use crate::sum::commands;
use crate::terms::{Origin, Voice};

commands! {
    /// A command about who has the voice.
    "SpeakingCommand" {
        /// Gives the voice; `seen` is who had it on the screen.
        Moderators => GiveVoice { voice: Voice, seen: Option<Voice> },
        /// Takes it back from whom the screen saw speaking.
        Moderators => YieldVoice { seen: Voice },
        /// Gives whoever speaks whole minutes, or takes them.
        Moderators => ExtendVoice { seen: Voice, minutes: i32 },
        /// Adds a speaker whom the page does not name.
        Moderators => AddSpeaker {
            #[cfg_attr(feature = "wire", schemars(length(max = limits::PAGE_NAME_CHARS_MAX)))]
            name: String,
            #[serde(default)]
            #[cfg_attr(feature = "wire", schemars(length(max = limits::TITLE_CHARS_MAX)))]
            affiliation: String,
            origin: Origin,
        },
        /// Says where a speaker is and for whom they speak.
        Moderators => DescribeSpeaker {
            speaker: LinkId,
            origin: Origin,
            stakeholder_group: Option<StakeholderGroup>,
        },
    }
}
