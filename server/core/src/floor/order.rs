//! Who comes next, and why (Q6): one order for every screen.

use std::cmp::Reverse;
use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::{Floor, Item, ItemState, Origin};
use crate::ids::ItemId;

/// The policy that orders the waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// First come, first served.
    Arrival,
    /// Online and room by turns; an empty side never blocks the other.
    Alternate,
    /// Most supported first; of equals, the earlier.
    Votes,
}

/// Why an item is where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A moderator called it.
    CalledNext,
    /// It came before the following ones.
    Arrival,
    /// It is its side's turn.
    Alternates,
    /// It has this much support.
    Votes,
}

/// One place in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Placed {
    /// Which item.
    pub item: ItemId,
    /// Why it is here.
    pub why: Why,
}

/// The waiting, first one first.
#[must_use]
pub fn order(floor: &Floor) -> Vec<Placed> {
    let mut called: Vec<&Item> = with_state(floor, ItemState::Next);
    called.sort_by_key(|item| (item.moved_at_ms, item.entered.id));
    let mut placed: Vec<Placed> = called
        .iter()
        .map(|item| at(item, Why::CalledNext))
        .collect();
    let mut waiting = with_state(floor, ItemState::Approved);
    waiting.sort_by_key(|item| arrival(item));
    match floor.rules.order {
        Order::Arrival => placed.extend(waiting.iter().map(|item| at(item, Why::Arrival))),
        Order::Votes => {
            waiting.sort_by_key(|item| Reverse(item.votes.len()));
            placed.extend(waiting.iter().map(|item| at(item, Why::Votes)));
        }
        Order::Alternate => {
            let last = called.last().copied().or_else(|| last_taken(floor));
            placed.extend(alternating(waiting, last));
        }
    }
    placed
}

fn alternating(waiting: Vec<&Item>, last: Option<&Item>) -> Vec<Placed> {
    let total = waiting.len();
    let (mut online, mut room): (VecDeque<&Item>, VecDeque<&Item>) =
        waiting.into_iter().partition(|item| is_online(item));
    let mut online_is_next = match last {
        Some(item) => !is_online(item),
        None => match (online.front(), room.front()) {
            (Some(online), Some(room)) => arrival(online) < arrival(room),
            (online, _) => online.is_some(),
        },
    };
    let mut placed = Vec::with_capacity(total);
    while placed.len() < total {
        let both = !online.is_empty() && !room.is_empty();
        let (first, second) = if online_is_next {
            (&mut online, &mut room)
        } else {
            (&mut room, &mut online)
        };
        let taken = first.pop_front().or_else(|| second.pop_front());
        let why = if both { Why::Alternates } else { Why::Arrival };
        placed.extend(taken.map(|item| at(item, why)));
        online_is_next = taken.is_some_and(|item| !is_online(item));
    }
    placed
}

fn with_state(floor: &Floor, state: ItemState) -> Vec<&Item> {
    floor
        .items
        .values()
        .filter(|item| item.state == state)
        .collect()
}

fn last_taken(floor: &Floor) -> Option<&Item> {
    let taken = floor
        .items
        .values()
        .filter(|item| item.taken_at_ms.is_some());
    taken.max_by_key(|item| (item.taken_at_ms, item.entered.id))
}

fn at(item: &Item, why: Why) -> Placed {
    Placed {
        item: item.entered.id,
        why,
    }
}

fn arrival(item: &Item) -> (u64, ItemId) {
    (item.entered.at_ms, item.entered.id)
}

fn is_online(item: &Item) -> bool {
    item.entered.origin == Origin::Online
}
