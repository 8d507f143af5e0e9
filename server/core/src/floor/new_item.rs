//! An item as it comes to the floor.

use serde::{Deserialize, Serialize};

use crate::ids::{ItemId, PersonId};
use crate::igf::{Region, StakeholderGroup};
use crate::seal::{Pseudonym, minute_of};
use crate::terms::{ItemState, Origin};

/// What kind of turn it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A written question; it can be read aloud.
    Question,
    /// A remark that asks nothing; it can be read aloud.
    Comment,
    /// A raised hand; the person speaks.
    Hand,
    /// Entered by staff for somebody without a device.
    Proxy,
}

/// Who may know the asker; frozen when the question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Anonymity {
    /// Everybody.
    #[default]
    Named,
    /// Staff alone.
    HiddenFromPublic,
    /// Nobody; neither name nor person enters the log.
    HiddenFromAll,
}

/// Why staff, or the server, moved an item: said to its asker in their own language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// Not what the session is about.
    OffTopic,
    /// Asked before.
    AskedAlready,
    /// Answered before.
    AnsweredAlready,
    /// Against the code of conduct.
    Disrespectful,
    /// Not a question, or not one that can be understood.
    Unclear,
    /// No time is left.
    NoTime,
    /// A word on the session's list; nobody has judged it yet.
    WordList,
    /// Was called and did not answer.
    NoShow,
    /// Its asker may not bring anything now.
    Conduct,
}

/// An item as it enters; what is hidden from all is not in it. Fields that came later are left out
/// of the log where they say nothing, so that an old log reads and writes the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewItem {
    /// Id.
    pub id: ItemId,
    /// Kind.
    pub kind: ItemKind,
    /// Origin.
    pub origin: Origin,
    /// Whose it is; a proxy's person has no account, and what is hidden from all is `sealed`.
    pub asker: Option<PersonId>,
    /// Who entered it for somebody else.
    pub entered_by: Option<PersonId>,
    /// Name to be called.
    pub name: Option<String>,
    /// Affiliation.
    pub affiliation: Option<String>,
    /// Where in the room.
    pub place: Option<String>,
    /// What is asked; a hand may have none.
    pub text: Option<String>,
    /// Language of the text.
    pub language: Option<String>,
    /// Who may know.
    pub anonymity: Anonymity,
    /// First state.
    pub state: ItemState,
    /// When; of what is hidden from all, the minute.
    pub at_ms: u64,
    /// Stakeholder group of the asker, where they gave one and a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stakeholder_group: Option<StakeholderGroup>,
    /// Region of the asker, where they gave one and a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// How many people sit behind a hub's seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heads: Option<u32>,
    /// Whose it is, where that is hidden from all. Until it was sealed, the log had `asker` instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<Pseudonym>,
    /// Waiting items that were much like it when it came, the most alike first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub similar: Vec<ItemId>,
    /// Why it does not wait with the others at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Because>,
    /// Whether an answer in writing is for its asker alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub answer_private: bool,
}

impl Anonymity {
    /// The time of an act of the asker, as the log may know it: of somebody who is hidden from all, the
    /// minute.
    pub(crate) fn told_ms(self, at_ms: u64) -> u64 {
        match self {
            Self::Named | Self::HiddenFromPublic => at_ms,
            Self::HiddenFromAll => minute_of(at_ms),
        }
    }
}

impl NewItem {
    /// The time of an act of its asker, as the log may know it.
    pub(crate) fn told_ms(&self, at_ms: u64) -> u64 {
        self.anonymity.told_ms(at_ms)
    }
}
