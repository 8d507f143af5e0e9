//! A place in the queue, by hand and by its holder.

use super::asking::Asking;
use super::event::Event;
use super::item::Item;
use super::moves::{known, moved};
use super::new_item::Because;
use super::order::order;
use super::place::{PlacedBy, Placement};
use super::state::Floor;
use crate::ids::{ItemId, SegmentId};
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::terms::ItemState;

type Decided = Result<Vec<Event>, Rejection>;

/// Puts a waiting item between two neighbours that the screen saw; at the end both may be one.
///
/// # Errors
/// The item or a neighbour does not wait any more, or the reason is past its bound.
pub(super) fn place_item(
    floor: &Floor,
    item: ItemId,
    [after, before]: [Option<ItemId>; 2],
    reason: &str,
    now_ms: u64,
) -> Decided {
    let reason = Field::Reason.optional_line(reason, limits::REASON_CHARS_MAX)?;
    let neighbours = [after, before].into_iter().flatten();
    for id in std::iter::once(item).chain(neighbours.clone()) {
        let state = known(floor, id)?.state;
        if !state.waits() {
            return Err(Rejection::ItemChanged { item: id, state });
        }
    }
    if neighbours.into_iter().any(|id| id == item) {
        return Err(Rejection::MoveImpossible {
            state: known(floor, item)?.state,
        });
    }
    let by = PlacedBy::Staff;
    let placement = Placement {
        after,
        before,
        by,
        reason,
        at_ms: now_ms,
    };
    // Whoever was called and is put elsewhere waits again.
    let waits = uncalled(floor, item, now_ms);
    Ok(waits
        .into_iter()
        .chain([Event::ItemPlaced { item, placement }])
        .collect())
}

fn uncalled(floor: &Floor, item: ItemId, now_ms: u64) -> Option<Event> {
    let called = floor
        .items
        .get(&item)
        .is_some_and(|item| item.state == ItemState::Next);
    called.then(|| moved(item, ItemState::Approved, None, now_ms))
}

/// The asker is there and ready.
///
/// # Errors
/// It is not theirs, or does not wait.
pub(super) fn confirm_ready(
    floor: &Floor,
    asking: Asking<'_>,
    item: ItemId,
    now_ms: u64,
) -> Decided {
    let own = own(floor, asking, item)?;
    if !own.state.waits() && own.state != ItemState::OnFloor {
        return Err(Rejection::MoveImpossible { state: own.state });
    }
    Ok(if own.ready {
        Vec::new()
    } else {
        vec![Event::ReadyConfirmed {
            item,
            at_ms: now_ms,
        }]
    })
}

/// The asker lets the next one pass (`q- later`).
///
/// # Errors
/// It is not theirs, does not wait, or nobody waits behind it.
pub(super) fn let_pass(
    floor: &Floor,
    running: Option<SegmentId>,
    asking: Asking<'_>,
    item: ItemId,
    now_ms: u64,
) -> Decided {
    let own = own(floor, asking, item)?;
    let order = order(floor, running);
    let at = order.iter().position(|placed| placed.item == item);
    let at = at.ok_or(Rejection::MoveImpossible { state: own.state })?;
    let after = order.get(at + 1).ok_or(Rejection::NobodyWaits)?.item;
    let placement = Placement {
        after: Some(after),
        before: order.get(at + 2).map(|placed| placed.item),
        by: PlacedBy::Asker,
        reason: None,
        at_ms: now_ms,
    };
    let waits = uncalled(floor, item, now_ms);
    Ok(waits
        .into_iter()
        .chain([Event::ItemPlaced { item, placement }])
        .collect())
}

/// Whoever was called in vain comes back, as the first.
///
/// # Errors
/// It is not theirs, or was not put on hold for that.
pub(super) fn rejoin(floor: &Floor, asking: Asking<'_>, item: ItemId, now_ms: u64) -> Decided {
    let own = own(floor, asking, item)?;
    if own.state != ItemState::Held || own.said.because != Some(Because::NoShow) {
        return Err(Rejection::MoveImpossible { state: own.state });
    }
    let placement = Placement {
        after: None,
        before: None,
        by: PlacedBy::Returned,
        reason: None,
        at_ms: now_ms,
    };
    Ok(vec![
        moved(item, ItemState::Approved, None, now_ms),
        Event::ItemPlaced { item, placement },
        Event::ReadyConfirmed {
            item,
            at_ms: now_ms,
        },
    ])
}

/// Gives somebody who waits the last word and closes the floor behind them; `None` takes it back.
///
/// # Errors
/// The item does not wait.
pub(super) fn give_last_word(floor: &Floor, item: Option<ItemId>) -> Decided {
    if let Some(item) = item {
        let state = known(floor, item)?.state;
        if !state.waits() {
            return Err(Rejection::ItemChanged { item, state });
        }
    }
    let given = (floor.last_word != item).then_some(Event::LastWordGiven { item });
    let mut rules = floor.rules;
    (rules.open, rules.closes_at_ms) = (false, None);
    let closes = item.is_some() && floor.rules != rules;
    let closed = closes.then_some(Event::FloorSet { rules });
    Ok(given.into_iter().chain(closed).collect())
}

fn own<'a>(floor: &'a Floor, asking: Asking<'_>, item: ItemId) -> Result<&'a Item, Rejection> {
    let own = known(floor, item)?;
    if asking.owns(&own.entered) {
        Ok(own)
    } else {
        Err(Rejection::ItemUnknown)
    }
}
