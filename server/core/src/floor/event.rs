//! What happened to the queue.

use serde::{Deserialize, Serialize};

use super::new_item::{Because, NewItem};
use super::order_rules::OrderRules;
use super::place::Placement;
use super::rules::FloorRules;
use super::silenced::Silence;
use crate::ids::{ItemId, PersonId, SegmentId};
use crate::seal::Pseudonym;
use crate::terms::{ItemState, Turn};

/// A fact about the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// Something came to the floor.
    ItemEntered { item: NewItem },
    /// It moved on.
    ItemMoved {
        item: ItemId,
        to: ItemState,
        reason: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<Because>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer: Option<String>,
        at_ms: u64,
    },
    /// Items are asked together with another one; taking one's last move back parts it again.
    ItemsMerged {
        into: ItemId,
        items: Vec<ItemId>,
        at_ms: u64,
    },
    /// Staff changed the wording; `None` is the asker's own again.
    ItemReworded {
        item: ItemId,
        text: Option<String>,
        at_ms: u64,
    },
    /// It was put somewhere in the order by hand.
    ItemPlaced { item: ItemId, placement: Placement },
    /// Its asker is there and ready.
    ReadyConfirmed { item: ItemId, at_ms: u64 },
    /// Somebody has the last word, or nobody any more.
    LastWordGiven { item: Option<ItemId> },
    /// A segment has an order of its own, or no longer.
    SegmentOrderSet {
        segment: SegmentId,
        order: Option<OrderRules>,
    },
    /// Its last move was taken back.
    ItemRestored {
        item: ItemId,
        to: ItemState,
        at_ms: u64,
    },
    /// Somebody supports it.
    VoteCast { item: ItemId, person: PersonId },
    /// Somebody no longer does.
    VoteRetracted { item: ItemId, person: PersonId },
    /// The floor is run in another way.
    FloorSet { rules: FloorRules },
    /// A segment that has no floor of its own has one now.
    FloorOpenedIn { segment: SegmentId },
    /// Staff said how it is brought up.
    TurnSet { item: ItemId, turn: Turn },
    /// It has the floor, and its asker is not heard yet: the turn has not begun.
    TurnAwaited { item: ItemId },
    /// Its asker is heard, or it is read instead: the turn counts from here.
    TurnBegan { item: ItemId, at_ms: u64 },
    /// Its asker, who does not want to speak, gave the words that are read instead; they go with who
    /// is forgotten.
    WordsGiven { item: ItemId, text: Option<String> },
    /// Whoever asked under this pseudonym was silenced, or may speak again.
    AskerSilenced {
        by: Pseudonym,
        silence: Option<Silence>,
    },
    /// Whoever waited is left to the report.
    ItemsDeferred { items: Vec<ItemId>, at_ms: u64 },
}

impl Event {
    /// Whether nothing beside it may tell whose it is.
    pub(crate) fn is_sealed(&self) -> bool {
        match self {
            Self::ItemEntered { item } => item.sealed.is_some(),
            Self::ItemMoved { .. }
            | Self::ItemsMerged { .. }
            | Self::ItemReworded { .. }
            | Self::ItemPlaced { .. }
            | Self::ReadyConfirmed { .. }
            | Self::LastWordGiven { .. }
            | Self::SegmentOrderSet { .. }
            | Self::ItemRestored { .. }
            | Self::VoteCast { .. }
            | Self::VoteRetracted { .. }
            | Self::FloorSet { .. }
            | Self::FloorOpenedIn { .. }
            | Self::TurnSet { .. }
            | Self::TurnAwaited { .. }
            | Self::TurnBegan { .. }
            | Self::WordsGiven { .. }
            | Self::AskerSilenced { .. }
            | Self::ItemsDeferred { .. } => false,
        }
    }
}
