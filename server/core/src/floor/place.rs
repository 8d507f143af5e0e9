//! Places given by hand: before one neighbour and after another, so that they survive new
//! arrivals, and moving one item never undoes the move of another.

use serde::{Deserialize, Serialize};

use super::placed::{Placed, Why};
use crate::ids::ItemId;

/// Where an item was put, by its neighbours at that moment; with neither, at the front.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// Whom it was put behind.
    pub after: Option<ItemId>,
    /// Whom it was put before.
    pub before: Option<ItemId>,
    /// Who put it there, and why.
    pub by: PlacedBy,
    /// In the words of whoever did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
}

/// Who gave a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlacedBy {
    /// A moderator.
    Staff,
    /// The asker, who let somebody pass.
    Asker,
    /// The asker, who came back after having been called in vain.
    Returned,
    /// Nobody: the segment was left while they had the floor or were called.
    CarriedOver,
}

impl PlacedBy {
    fn why(self) -> Why {
        match self {
            Self::Staff => Why::Moved,
            Self::Asker => Why::LetPass,
            Self::Returned => Why::Returned,
            Self::CarriedOver => Why::CarriedOver,
        }
    }
}

/// Puts one item of an order where it was placed. When both neighbours have left, everybody it was
/// put behind has had their turn: it comes to the front of those who are not called (`front`).
pub(super) fn put(order: &mut Vec<Placed>, front: usize, item: ItemId, placement: &Placement) {
    let Some(at) = order.iter().position(|placed| placed.item == item) else {
        return;
    };
    let mut placed = order.remove(at);
    placed.why = placement.by.why();
    placed.reason.clone_from(&placement.reason);
    let find = |id: Option<ItemId>| {
        let id = id?;
        order.iter().position(|other| other.item == id)
    };
    let behind = find(placement.after).map(|at| at + 1);
    let before = find(placement.before).or(behind).unwrap_or(front);
    order.insert(before.max(front).min(order.len()), placed);
}
