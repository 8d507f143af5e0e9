//! What came of a temperature check, or of anything else that has options.

use serde::{Deserialize, Serialize};

use crate::igf::StakeholderGroup;

/// How often one option was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct OptionTally {
    /// By people who attend over the network.
    pub online: u32,
    /// By people in the room, on their own device.
    pub room: u32,
    /// By people at hubs.
    pub hub: u32,
    /// By people of sides from which too few answered to be shown apart; not said where there are none. Older
    /// results have their sides whole.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[cfg_attr(feature = "wire", ts(optional, as = "Option<u32>"))]
    pub gathered: u32,
    /// Hands of people in the room without a device.
    pub hands: u32,
    /// Those of `online`, `room`, `hub` and `gathered` by stakeholder group: the same lines for every option.
    /// The last, `None`, gathers those whose group is not known or too small to be shown apart.
    pub by_group: Vec<(Option<StakeholderGroup>, u32)>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl OptionTally {
    /// All of them together.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.in_room()
            .saturating_add(self.online)
            .saturating_add(self.gathered)
    }

    /// The room with its hands, and hubs; without those who are not shown apart.
    #[must_use]
    pub fn in_room(&self) -> u32 {
        let counts = [self.room, self.hub, self.hands];
        counts.into_iter().fold(0, u32::saturating_add)
    }
}

/// The result of a poll, with its turnout.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct PollResult {
    /// An option each, in order.
    pub options: Vec<OptionTally>,
    /// People who answered on a screen; hands are not in it.
    pub answered: u32,
    /// Those, and everybody else who is here and may answer: `answered` is never more than this,
    /// even when people leave after they have answered.
    pub present: u32,
}

impl PollResult {
    /// Whether somebody is counted without their side: too few answered from it.
    #[must_use]
    pub fn gathers(&self) -> bool {
        self.options.iter().any(|option| option.gathered > 0)
    }
}
