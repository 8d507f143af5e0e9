//! One item on the floor and the states it may take.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::place::Placement;
use super::similar::Fingerprint;
use crate::ids::{ItemId, PersonId};
use crate::igf::{Region, StakeholderGroup};
use crate::terms::{ItemState, Origin};

/// What kind of turn it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
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

/// Who may know the asker; frozen when the question is asked (Q8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Anonymity {
    /// Everybody.
    #[default]
    Named,
    /// Staff alone.
    HiddenFromPublic,
    /// Nobody; the name never enters the log.
    HiddenFromAll,
}

/// Why staff, or the server, moved an item: said to its asker in their own language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
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
    /// Whose it is; a proxy's person has no account.
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
    /// When.
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
    /// Waiting items that were much like it when it came, the most alike first (Q5).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub similar: Vec<ItemId>,
    /// Why it does not wait with the others at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Because>,
}

/// An earlier state, with what was said of it then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The state.
    pub state: ItemState,
    /// When it took that state.
    pub at_ms: u64,
    /// In staff's words.
    pub reason: Option<String>,
    /// As everybody's screen can say it.
    pub because: Option<Because>,
    /// The answer in writing.
    pub answer: Option<String>,
    /// With which item it was asked together.
    pub merged_into: Option<ItemId>,
}

/// Where an item goes, and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// In staff's words.
    pub reason: Option<String>,
    /// As everybody's screen can say it.
    pub because: Option<Because>,
    /// The answer in writing.
    pub answer: Option<String>,
}

/// An item with its life so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// As it entered.
    pub entered: NewItem,
    /// Where it stands.
    pub state: ItemState,
    /// What was said of its last move.
    pub said: Said,
    /// The wording by staff, where they changed it.
    pub wording: Option<String>,
    /// Counts changes of the wording.
    pub rewordings: u32,
    /// What its text is like, for finding others like it.
    pub fingerprint: Fingerprint,
    /// Who supports it itself; whoever supports an item merged into it is counted besides.
    pub votes: BTreeSet<PersonId>,
    /// The item with which it is asked together.
    pub merged_into: Option<ItemId>,
    /// Where it was put by hand.
    pub placement: Option<Placement>,
    /// Whether its asker has said that they are there.
    pub ready: bool,
    /// Earlier states, oldest first.
    pub history: Vec<Earlier>,
    /// When it was last moved.
    pub moved_at_ms: u64,
    /// When it took the floor.
    pub taken_at_ms: Option<u64>,
    /// When it left the floor.
    pub done_at_ms: Option<u64>,
}

impl From<NewItem> for Item {
    fn from(entered: NewItem) -> Self {
        let said = Said {
            because: entered.because,
            ..Said::default()
        };
        Self {
            state: entered.state,
            moved_at_ms: entered.at_ms,
            fingerprint: Fingerprint::of(entered.text.as_deref().unwrap_or_default()),
            entered,
            said,
            wording: None,
            rewordings: 0,
            votes: BTreeSet::new(),
            merged_into: None,
            placement: None,
            ready: false,
            history: Vec::new(),
            taken_at_ms: None,
            done_at_ms: None,
        }
    }
}

impl Item {
    /// Its text as it is asked.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.wording.as_deref().or(self.entered.text.as_deref())
    }

    /// Takes a new state and remembers the old one.
    pub fn move_to(&mut self, to: ItemState, said: Said, at_ms: u64) {
        let was = std::mem::replace(&mut self.said, said);
        self.history.push(Earlier {
            state: self.state,
            at_ms: self.moved_at_ms,
            reason: was.reason,
            because: was.because,
            answer: was.answer,
            merged_into: self.merged_into.take(),
        });
        if self.history.len() > crate::limits::ITEM_HISTORY_MAX {
            self.history.remove(0);
        }
        self.enter(to, at_ms);
    }

    /// Takes back the last move.
    pub fn restore(&mut self, at_ms: u64) {
        if let Some(earlier) = self.history.pop() {
            self.said = Said {
                reason: earlier.reason,
                because: earlier.because,
                answer: earlier.answer,
            };
            self.merged_into = earlier.merged_into;
            self.enter(earlier.state, at_ms);
        }
    }

    fn enter(&mut self, to: ItemState, at_ms: u64) {
        match to {
            ItemState::OnFloor => {
                self.taken_at_ms.get_or_insert(at_ms);
                self.done_at_ms = None;
            }
            // Sent back to wait: the turn did not happen.
            _ if to.waits() => self.taken_at_ms = None,
            _ if self.state == ItemState::OnFloor => self.done_at_ms = Some(at_ms),
            _ => {}
        }
        // Whoever said that they are there said it of this turn.
        self.ready = self.ready && (to.waits() || to == ItemState::OnFloor);
        self.state = to;
        self.moved_at_ms = at_ms;
    }
}
