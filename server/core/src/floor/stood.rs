//! Where an item stands, to be put back there. Its words and its support are not in it: they may change
//! meanwhile, and stay.

use serde::{Deserialize, Serialize};

use super::event::Event;
use super::item::{Earlier, Item, Said};
use super::place::Placement;
use super::state::Floor;
use crate::ids::ItemId;
use crate::terms::{ItemState, Turn};

/// Where an item stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stood {
    state: ItemState,
    said: Said,
    merged_into: Option<ItemId>,
    placement: Option<Placement>,
    turn: Option<Turn>,
    ready: bool,
    history: Vec<Earlier>,
    moved_at_ms: u64,
    taken_at_ms: Option<u64>,
    done_at_ms: Option<u64>,
}

impl Item {
    /// Where it stands now.
    pub(crate) fn stood(&self) -> Stood {
        Stood {
            state: self.state,
            said: self.said.clone(),
            merged_into: self.merged_into,
            placement: self.placement.clone(),
            turn: self.turn,
            ready: self.ready,
            history: self.history.clone(),
            moved_at_ms: self.moved_at_ms,
            taken_at_ms: self.taken_at_ms,
            done_at_ms: self.done_at_ms,
        }
    }
}

impl Floor {
    /// Puts an item back where it stood. Whoever was called has what they had left to answer: while the act
    /// stood, `since_ms` long, nobody waited for them.
    pub(crate) fn stand_again(&mut self, item: ItemId, stood: Stood, since_ms: u64) {
        self.change(item, |item| {
            item.state = stood.state;
            item.said = stood.said;
            item.merged_into = stood.merged_into;
            item.placement = stood.placement;
            item.turn = stood.turn;
            item.ready = stood.ready;
            item.history = stood.history;
            item.moved_at_ms = stood.moved_at_ms;
            if item.is_awaited() {
                item.moved_at_ms += since_ms;
            }
            item.taken_at_ms = stood.taken_at_ms;
            item.done_at_ms = stood.done_at_ms;
        });
    }
}

impl Event {
    /// The items that it moves, places or turns.
    pub(crate) fn moves(&self) -> impl Iterator<Item = ItemId> + '_ {
        let (one, many): (Option<&ItemId>, &[ItemId]) = match self {
            Self::ItemMoved { item, .. }
            | Self::ItemPlaced { item, .. }
            | Self::ItemRestored { item, .. }
            | Self::TurnSet { item, .. }
            | Self::TurnAwaited { item }
            | Self::TurnBegan { item, .. } => (Some(item), &[]),
            Self::ItemsMerged { items, .. } | Self::ItemsDeferred { items, .. } => (None, items),
            Self::ItemEntered { .. }
            | Self::WordsGiven { .. }
            | Self::ItemReworded { .. }
            | Self::ReadyConfirmed { .. }
            | Self::LastWordGiven { .. }
            | Self::SegmentOrderSet { .. }
            | Self::VoteCast { .. }
            | Self::VoteRetracted { .. }
            | Self::FloorSet { .. }
            | Self::FloorOpenedIn { .. }
            | Self::AskerSilenced { .. } => (None, &[]),
        };
        one.into_iter().chain(many).copied()
    }
}
