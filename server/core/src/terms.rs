//! The terms that several concepts share: roles, where somebody is, where an item stands, who has the
//! voice, the blocks of the form. They hold no rule and import nothing but ids.

use serde::{Deserialize, Serialize};

use crate::ids::{ItemId, LinkId};
pub use crate::role::{Role, Roles, is_staff};

/// How somebody attends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    /// Over the network.
    #[default]
    Online,
    /// In the session's room.
    Room,
    /// Together with others at a remote hub.
    Hub,
}

/// Where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the places")]
pub enum Origin {
    Online,
    Room,
    Hub,
}

impl From<Attendance> for Origin {
    fn from(attendance: Attendance) -> Self {
        match attendance {
            Attendance::Online => Self::Online,
            Attendance::Room => Self::Room,
            Attendance::Hub => Self::Hub,
        }
    }
}

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// Waits for a moderator.
    Submitted,
    /// Waits for its turn.
    Approved,
    /// Kept back, with the asker and staff knowing.
    Held,
    /// Kept out, with a reason for the asker.
    Dismissed,
    /// Called as the next.
    Next,
    /// Has the floor.
    OnFloor,
    /// Answered in the session.
    AnsweredAloud,
    /// Answered in writing.
    AnsweredInText,
    /// Was called and did not speak.
    Passed,
    /// Left to the report.
    Deferred,
    /// Taken back by its asker.
    Withdrawn,
    /// Asked together with another item; its asker waits in that one's place.
    Merged,
}

impl ItemState {
    /// Whether it still waits in the public order.
    #[must_use]
    pub fn waits(self) -> bool {
        matches!(self, Self::Approved | Self::Next)
    }

    /// Whether its asker still expects something.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.waits() || matches!(self, Self::Submitted | Self::Held | Self::OnFloor)
    }

    /// Whether everybody may see it.
    #[must_use]
    pub fn is_public(self) -> bool {
        !matches!(
            self,
            Self::Submitted | Self::Held | Self::Dismissed | Self::Withdrawn | Self::Merged
        )
    }

    /// Whether staff may move an item from here to there; anything else is for undo.
    #[must_use]
    pub(crate) fn may_become(self, to: Self) -> bool {
        use ItemState::{
            AnsweredAloud, AnsweredInText, Approved, Deferred, Dismissed, Held, Next, OnFloor,
            Passed, Submitted,
        };
        match self {
            Submitted => matches!(to, Approved | Held | Dismissed),
            Approved => {
                matches!(
                    to,
                    Held | Dismissed | Next | OnFloor | AnsweredInText | Passed | Deferred
                )
            }
            Held => matches!(to, Approved | Dismissed | AnsweredInText | Deferred),
            Dismissed => matches!(to, Approved),
            Next => matches!(
                to,
                Approved | Held | Dismissed | OnFloor | AnsweredInText | Passed | Deferred
            ),
            OnFloor => matches!(
                to,
                AnsweredAloud | AnsweredInText | Passed | Deferred | Next
            ),
            _ => false,
        }
    }
}

/// Somebody who may have the voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Voice {
    /// A speaker of the session, by their role link.
    Speaker {
        /// Whose link.
        speaker: LinkId,
    },
    /// Whoever asked what is on the floor.
    Asker {
        /// The item.
        item: ItemId,
    },
}

/// What becomes of the turn on the floor, and of those who wait, when the segment that has the floor is
/// left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Settle {
    /// The turn is over; the others wait on. So it is where nobody decides: a clock that goes on by
    /// itself, an end.
    Finish,
    /// The turn, and all who wait, are left to the report.
    LeaveToReport,
    /// The turn goes on where questions open next, before all others.
    CarryOver,
}

/// How an item is brought up when it has the floor: what is read is no turn of its asker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// Somebody reads the text aloud.
    ReadAloud,
    /// Its asker speaks on line.
    SpeaksOnline,
    /// Its asker speaks at a microphone of the room.
    AtMicrophone,
    /// People at a hub speak.
    FromHub,
}

/// A block of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Key Takeaways.
    Takeaways,
    /// Call to Action.
    CallsToAction,
    /// Session Report.
    Report,
}

impl Block {
    /// All of them, in the form's order.
    pub const ALL: [Self; 3] = [Self::Takeaways, Self::CallsToAction, Self::Report];
}
