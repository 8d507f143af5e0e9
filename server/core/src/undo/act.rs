//! What was done, and to what.

use serde::{Deserialize, Serialize};

use crate::ids::{ItemId, PersonId, SegmentId};
use crate::terms::{ItemState, Voice};

/// What kind of act it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActKind {
    /// An item got the floor.
    Taken,
    /// An item moved on; `to` says where.
    Moved,
    /// Several were dismissed.
    Dismissed,
    /// Items are asked together.
    Merged,
    /// An item was put somewhere by hand.
    Placed,
    /// An item is brought up in another way.
    TurnSet,
    /// The room hears somebody, and their turn began.
    Heard,
    /// Somebody got the last word, or nobody has it any more.
    LastWord,
    /// Last call.
    LastCall,
    /// The floor is run in another way: opened, closed, calm.
    FloorSet,
    /// A segment began.
    SegmentStarted,
    /// The clock stopped.
    ClockPaused,
    /// The clock went on.
    ClockResumed,
    /// The running segment is longer or shorter.
    LengthSet,
    /// Somebody got the voice.
    VoiceGiven,
    /// Somebody is done.
    VoiceYielded,
    /// The display shows something else.
    DisplaySet,
    /// Somebody may not bring anything any more.
    Muted,
    /// Somebody may again.
    Unmuted,
    /// Somebody is kept out.
    KeptOut,
    /// Somebody is let in again.
    LetIn,
}

/// An act and its subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// What was done.
    pub kind: ActKind,
    /// The item that it was done to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    /// Where that went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<ItemState>,
    /// The segment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment: Option<SegmentId>,
    /// Whose voice it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<Voice>,
    /// The person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// All items that it moved: they go back with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemId>,
}

impl Act {
    /// An act without a subject.
    #[must_use]
    pub fn of(kind: ActKind) -> Self {
        Self {
            kind,
            item: None,
            to: None,
            segment: None,
            voice: None,
            person: None,
            items: Vec::new(),
        }
    }
}
