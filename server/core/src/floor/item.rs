//! One item on the floor and the states it may take.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::ids::{ItemId, PersonId};
use crate::people::Attendance;

/// What kind of turn it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A written question; it can be read aloud.
    Question,
    /// A raised hand; the person speaks.
    Hand,
    /// Entered by staff for somebody without a device.
    Proxy,
}

/// Where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
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

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
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
            Self::Submitted | Self::Held | Self::Dismissed | Self::Withdrawn
        )
    }

    /// Whether staff may move an item from here to there; anything else is for undo.
    #[must_use]
    pub fn may_become(self, to: Self) -> bool {
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
            Held => matches!(to, Approved | Dismissed),
            Dismissed => matches!(to, Approved),
            Next => matches!(
                to,
                Approved | Held | Dismissed | OnFloor | Passed | Deferred
            ),
            OnFloor => matches!(
                to,
                AnsweredAloud | AnsweredInText | Passed | Deferred | Next
            ),
            _ => false,
        }
    }
}

/// An item as it enters; what is hidden from all is not in it.
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
}

/// An item with its life so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// As it entered.
    pub entered: NewItem,
    /// Where it stands.
    pub state: ItemState,
    /// Why it was dismissed or moved, in staff's words.
    pub reason: Option<String>,
    /// Who supports it.
    pub votes: BTreeSet<PersonId>,
    /// Earlier states, oldest first, with the reasons that held then.
    pub history: Vec<(ItemState, Option<String>)>,
    /// When it was last moved.
    pub moved_at_ms: u64,
    /// When it took the floor.
    pub taken_at_ms: Option<u64>,
    /// When it left the floor.
    pub done_at_ms: Option<u64>,
}

impl From<NewItem> for Item {
    fn from(entered: NewItem) -> Self {
        Self {
            state: entered.state,
            moved_at_ms: entered.at_ms,
            entered,
            reason: None,
            votes: BTreeSet::new(),
            history: Vec::new(),
            taken_at_ms: None,
            done_at_ms: None,
        }
    }
}

impl Item {
    /// Takes a new state and remembers the old one.
    pub fn move_to(&mut self, to: ItemState, reason: Option<String>, at_ms: u64) {
        let was = std::mem::replace(&mut self.reason, reason);
        self.history.push((self.state, was));
        if self.history.len() > crate::limits::ITEM_HISTORY_MAX {
            self.history.remove(0);
        }
        self.enter(to, at_ms);
    }

    /// Takes back the last move.
    pub fn restore(&mut self, at_ms: u64) {
        if let Some((to, reason)) = self.history.pop() {
            self.reason = reason;
            self.enter(to, at_ms);
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
        self.state = to;
        self.moved_at_ms = at_ms;
    }
}
