//! How the floor is run.

use super::event::Event;
use super::order_rules::OrderRules;
use super::rules::FloorRules;
use super::state::Floor;
use crate::ids::SegmentId;
use crate::limits;
use crate::rejection::{Field, Rejection};

type Decided = Result<Vec<Event>, Rejection>;

/// Sets how the floor is run; what waits keeps its state.
///
/// # Errors
/// An allowance is past its bounds.
pub(super) fn set_floor(floor: &Floor, mut rules: FloorRules) -> Decided {
    // A last call is an act of its own, and ends with whatever opens or closes the floor.
    rules.closes_at_ms = floor
        .rules
        .closes_at_ms
        .filter(|_| rules.open && floor.rules.open);
    let (min, max) = (limits::TURN_MS_MIN, limits::TURN_MS_MAX);
    let is_allowed = |ms: u64| (min..=max).contains(&ms);
    if !is_allowed(rules.turn_ms) || !is_allowed(rules.follow_up_ms) {
        return Err(Rejection::OutOfRange {
            field: Field::TurnLength,
            min,
            max,
        });
    }
    Ok(if floor.rules == rules {
        Vec::new()
    } else {
        vec![Event::FloorSet { rules }]
    })
}

/// Gives a segment an order of its own, or takes it away.
///
/// # Errors
/// Never; the segment is looked up by the caller.
pub(super) fn set_segment_order(
    floor: &Floor,
    segment: SegmentId,
    order: Option<OrderRules>,
) -> Decided {
    Ok(if floor.orders.get(&segment).copied() == order {
        Vec::new()
    } else {
        vec![Event::SegmentOrderSet { segment, order }]
    })
}

/// Last call: the floor closes by itself after this time.
///
/// # Errors
/// The floor is closed already, or the time is past its bounds.
pub(super) fn last_call(floor: &Floor, after_ms: u64, now_ms: u64) -> Decided {
    let (min, max) = (limits::LAST_CALL_MS_MIN, limits::LAST_CALL_MS_MAX);
    if !floor.rules.open {
        return Err(Rejection::FloorClosed);
    }
    if !(min..=max).contains(&after_ms) {
        let field = Field::Minutes;
        return Err(Rejection::OutOfRange { field, min, max });
    }
    let mut rules = floor.rules;
    rules.closes_at_ms = Some(now_ms + after_ms);
    Ok(vec![Event::FloorSet { rules }])
}
