//! One item on the floor and the states it may take.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::new_item::{Anonymity, Because, ItemKind, NewItem};
use super::place::Placement;
use super::similar::Fingerprint;
use crate::ids::{ItemId, PersonId};
use crate::limits;
use crate::terms::{ItemState, Origin, Turn};

/// An earlier state, with what was said of it then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Said {
    /// In staff's words.
    pub reason: Option<String>,
    /// As everybody's screen can say it.
    pub because: Option<Because>,
    /// The answer in writing.
    pub answer: Option<String>,
}

/// An item with its life so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    #[serde(skip)]
    pub fingerprint: Fingerprint,
    /// Who supports it itself; whoever supports an item merged into it is counted besides.
    pub votes: BTreeSet<PersonId>,
    /// The item with which it is asked together.
    pub merged_into: Option<ItemId>,
    /// Where it was put by hand.
    pub placement: Option<Placement>,
    /// How it is brought up, where staff said so.
    pub turn: Option<Turn>,
    /// Whether its asker has said that they are there.
    pub ready: bool,
    /// Earlier states, oldest first.
    pub history: Vec<Earlier>,
    /// When it was last moved.
    pub moved_at_ms: u64,
    /// When its turn began; not when it took the floor, where its asker was still to be heard.
    pub taken_at_ms: Option<u64>,
    /// When it left the floor.
    pub done_at_ms: Option<u64>,
    /// Whether its asker took their words out of the session.
    pub erased: bool,
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
            turn: None,
            ready: false,
            history: Vec::new(),
            taken_at_ms: None,
            done_at_ms: None,
            erased: false,
        }
    }
}

impl Item {
    /// Time on the floor, once the turn is over.
    #[must_use]
    pub(crate) fn spoke_ms(&self) -> Option<u64> {
        let (taken_at_ms, done_at_ms) = self.taken_at_ms.zip(self.done_at_ms)?;
        Some(done_at_ms.saturating_sub(taken_at_ms))
    }

    /// How it is brought up: as staff said, or as what it is and where it comes from make likely. What
    /// was written is read; whoever raised a hand, or was entered without words, speaks.
    #[must_use]
    pub fn turn(&self) -> Turn {
        let entered = &self.entered;
        let speaks = match entered.origin {
            Origin::Online => Turn::SpeaksOnline,
            Origin::Room => Turn::AtMicrophone,
            Origin::Hub => Turn::FromHub,
        };
        // A line of a chat is read, and whoever stands at a microphone speaks, with a note or without.
        let pasted = entered.origin == Origin::Online && entered.text.is_some();
        self.turn.unwrap_or(match entered.kind {
            ItemKind::Question | ItemKind::Comment => Turn::ReadAloud,
            ItemKind::Proxy if pasted => Turn::ReadAloud,
            ItemKind::Hand | ItemKind::Proxy => speaks,
        })
    }

    /// What becomes of it when its turn ends: whoever was not heard was not answered.
    pub(super) fn ends_as(&self) -> ItemState {
        match self.taken_at_ms {
            Some(_) => ItemState::AnsweredAloud,
            None => ItemState::Passed,
        }
    }

    /// Whether its asker speaks on line, and so has to be there.
    #[must_use]
    pub fn speaks_online(&self) -> bool {
        self.entered.kind == ItemKind::Hand && self.turn() == Turn::SpeaksOnline
    }

    /// Whether it was called and waits for its asker to say that they are there.
    #[must_use]
    pub fn is_awaited(&self) -> bool {
        self.state == ItemState::Next && self.speaks_online() && !self.ready
    }

    /// Whether the public may know who asks.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.entered.anonymity == Anonymity::Named
    }

    /// The answer in writing, where everybody may read it.
    #[must_use]
    pub fn public_answer(&self) -> Option<&str> {
        let is_public = self.state == ItemState::AnsweredInText && !self.entered.answer_private;
        self.said.answer.as_deref().filter(|_| is_public)
    }

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
        if self.history.len() > limits::ITEM_HISTORY_MAX {
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
