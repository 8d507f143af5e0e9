//! A segment that is left settles the turn. Nothing stays on the floor by itself.

use super::event::Event;
use super::item::Item;
use super::moves::moved;
use super::place::{PlacedBy, Placement};
use super::state::Floor;
use crate::ids::ItemId;
use crate::terms::{ItemState, Settle};

/// Where the floor goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goes {
    /// Into another segment that has one.
    On,
    /// Away, until one comes.
    Away,
    /// Away for good: the session ends.
    ForGood,
}

/// Settles the turn, and what becomes of those who were called and who wait. `gone` is what leaves the
/// floor by the same command.
#[must_use]
pub(crate) fn settle(
    floor: &Floor,
    goes: Goes,
    how: Settle,
    gone: impl Fn(ItemId) -> bool,
    at_ms: u64,
) -> Vec<Event> {
    let on_floor = floor.on_floor();
    let turn = on_floor.map(|item| item.entered.id);
    let turn = turn.filter(|item| !gone(*item));
    let finished = on_floor.map_or(ItemState::AnsweredAloud, Item::ends_as);
    let ends = |to| turn.map(|item| moved(item, to, None, at_ms));
    match (how, goes) {
        (Settle::CarryOver, Goes::On) => Vec::new(),
        (Settle::Finish, Goes::On | Goes::ForGood) => ends(finished).into_iter().collect(),
        (Settle::Finish, Goes::Away) => {
            let ended = ends(finished).into_iter();
            ended.chain(uncalled(floor, None, gone, at_ms)).collect()
        }
        (Settle::CarryOver, Goes::Away) => {
            let front = turn.into_iter().flat_map(|item| first(item, None, at_ms));
            let called = uncalled(floor, turn, gone, at_ms);
            front.chain(called).collect()
        }
        // Nothing is carried past the end: it is left to the report.
        (Settle::LeaveToReport, _) | (Settle::CarryOver, Goes::ForGood) => {
            let waiting = [ItemState::Approved, ItemState::Next].into_iter();
            let waiting = waiting.flat_map(|state| floor.in_state(state));
            let mut items: Vec<ItemId> = waiting
                .map(|item| item.entered.id)
                .filter(|item| !gone(*item))
                .collect();
            items.sort_unstable();
            let deferred = Event::ItemsDeferred { items, at_ms };
            let any = matches!(&deferred, Event::ItemsDeferred { items, .. } if !items.is_empty());
            let ended = ends(ItemState::Deferred).into_iter();
            ended.chain(any.then_some(deferred)).collect()
        }
    }
}

/// Whoever was called waits again, as the first: nobody is next where nobody is called to the floor.
fn uncalled(
    floor: &Floor,
    behind: Option<ItemId>,
    gone: impl Fn(ItemId) -> bool,
    at_ms: u64,
) -> Vec<Event> {
    let mut called: Vec<&Item> = floor.in_state(ItemState::Next).collect();
    called.retain(|item| !gone(item.entered.id));
    called.sort_by_key(|item| (item.moved_at_ms, item.entered.id));
    let mut after = behind;
    let mut events = Vec::new();
    for item in called {
        let id = item.entered.id;
        events.extend(first(id, after, at_ms));
        after = Some(id);
    }
    events
}

/// Back to those who wait: at the front, or behind another one.
fn first(item: ItemId, after: Option<ItemId>, at_ms: u64) -> [Event; 2] {
    let placement = Placement {
        after,
        before: None,
        by: PlacedBy::CarriedOver,
        reason: None,
        at_ms,
    };
    [
        moved(item, ItemState::Approved, None, at_ms),
        Event::ItemPlaced { item, placement },
    ]
}
