//! The one floor: questions, hands and microphones in one order (Q1, Q3, Q4, Q6).

mod decide;
mod item;
mod order;

pub use decide::{
    add_proxy, ask, move_item, raise_hand, set_floor, take_next, undo, vote, withdraw,
};
pub use item::{Anonymity, Item, ItemKind, ItemState, NewItem, Origin};
pub use order::{Order, Placed, Why, order};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::ItemId;

/// The floor of a session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Floor {
    /// How it is run now.
    pub rules: FloorRules,
    /// Everything that ever came to it.
    pub items: BTreeMap<ItemId, Item>,
}

/// How the floor is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct FloorRules {
    /// Whether participants may bring new questions and hands.
    pub open: bool,
    /// Whether new questions wait for a moderator before others see them.
    pub premoderation: bool,
    /// Who comes next.
    pub order: Order,
    /// Allowance of a turn on the floor, in milliseconds.
    #[serde(default = "turn_ms")]
    pub turn_ms: u64,
    /// Allowance of a follow-up after an answer, in milliseconds.
    #[serde(default = "follow_up_ms")]
    pub follow_up_ms: u64,
}

const fn turn_ms() -> u64 {
    120_000
}

const fn follow_up_ms() -> u64 {
    30_000
}

impl Default for FloorRules {
    fn default() -> Self {
        Self {
            open: true,
            premoderation: false,
            order: Order::Alternate,
            turn_ms: turn_ms(),
            follow_up_ms: follow_up_ms(),
        }
    }
}

impl Floor {
    /// Whose turn it is.
    #[must_use]
    pub fn on_floor(&self) -> Option<&Item> {
        self.items
            .values()
            .find(|item| item.state == ItemState::OnFloor)
    }

    /// The id that the next item takes.
    #[must_use]
    pub fn next_id(&self) -> ItemId {
        ItemId(self.items.last_key_value().map_or(1, |(id, _)| id.0 + 1))
    }

    /// Turns that are over and their time on the floor, online against the room (Q6). The running
    /// turn is not in it: its item carries the anchor, and nothing here ticks.
    #[must_use]
    pub fn balance(&self) -> Balance {
        let mut balance = Balance::default();
        for item in self.items.values() {
            let Some((taken_at_ms, done_at_ms)) = item.taken_at_ms.zip(item.done_at_ms) else {
                continue;
            };
            let spoke_ms = done_at_ms.saturating_sub(taken_at_ms);
            let (turns, ms) = if item.entered.origin == Origin::Online {
                (&mut balance.online_turns, &mut balance.online_ms)
            } else {
                (&mut balance.room_turns, &mut balance.room_ms)
            };
            *turns += 1;
            *ms += spoke_ms;
        }
        balance
    }
}

/// Turns and time by origin; hubs count with the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct Balance {
    pub online_turns: u32,
    pub room_turns: u32,
    pub online_ms: u64,
    pub room_ms: u64,
}
