//! What the floor does by itself: a last call ends, and whoever was called in vain steps back.

use super::event::Event;
use super::item::Item;
use super::new_item::{Because, ItemKind};
use super::state::Floor;
use crate::ids::ItemId;
use crate::limits;
use crate::terms::{ItemState, Origin};

/// What has become due: a last call that is over, somebody called who did not answer.
#[must_use]
pub(crate) fn due(floor: &Floor, now_ms: u64) -> Vec<Event> {
    let mut events = Vec::new();
    if floor.rules.open
        && floor
            .rules
            .closes_at_ms
            .is_some_and(|at_ms| at_ms <= now_ms)
    {
        let mut rules = floor.rules;
        (rules.open, rules.closes_at_ms) = (false, None);
        events.push(Event::FloorSet { rules });
    }
    let awaited = floor.in_state(ItemState::Next).filter_map(awaited_until_ms);
    let missed = awaited.filter(|(_, until_ms)| *until_ms <= now_ms);
    events.extend(missed.map(|(item, _)| Event::ItemMoved {
        item,
        to: ItemState::Held,
        reason: None,
        because: Some(Because::NoShow),
        answer: None,
        at_ms: now_ms,
    }));
    events
}

/// When [`due`] next yields something.
#[must_use]
pub(crate) fn next_deadline(floor: &Floor) -> Option<u64> {
    let closes_at_ms = floor.rules.closes_at_ms.filter(|_| floor.rules.open);
    let awaited = floor.in_state(ItemState::Next).filter_map(awaited_until_ms);
    awaited
        .map(|(_, until_ms)| until_ms)
        .chain(closes_at_ms)
        .min()
}

/// Somebody online who was called to speak and has not said that they are there: for how long the
/// floor waits for them. A written question is read aloud without its asker, and whoever is in the
/// room is seen.
fn awaited_until_ms(item: &Item) -> Option<(ItemId, u64)> {
    let speaks = item.entered.kind == ItemKind::Hand && item.entered.origin == Origin::Online;
    let awaited = item.state == ItemState::Next && speaks && !item.ready;
    awaited.then_some((item.entered.id, item.moved_at_ms + limits::NO_SHOW_MS))
}
