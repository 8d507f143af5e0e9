//! What the floor does by itself: a last call ends, and whoever was called in vain steps back.

use super::event::Event;
use super::item::Item;
use super::new_item::Because;
use super::state::Floor;
use crate::ids::ItemId;
use crate::limits;
use crate::terms::ItemState;

/// What has become due: a last call that is over, somebody called who did not answer.
#[must_use]
pub(crate) fn due(floor: &Floor, opened_at_ms: Option<u64>, now_ms: u64) -> Vec<Event> {
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
    let missed = awaited(floor, opened_at_ms).filter(|(_, until_ms)| *until_ms <= now_ms);
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
pub(crate) fn next_deadline(floor: &Floor, opened_at_ms: Option<u64>) -> Option<u64> {
    let closes_at_ms = floor.rules.closes_at_ms.filter(|_| floor.rules.open);
    awaited(floor, opened_at_ms)
        .map(|(_, until_ms)| until_ms)
        .chain(closes_at_ms)
        .min()
}

/// Those online who were called to speak and have not said that they are there, and for how long the floor
/// waits for each: from the call on, or since the floor opened (`None` where it is closed). A written
/// question is read aloud without its asker, and whoever is in the room is seen.
fn awaited(
    floor: &Floor,
    opened_at_ms: Option<u64>,
) -> impl Iterator<Item = (ItemId, u64)> + use<'_> {
    let called = floor.in_state(ItemState::Next);
    let awaited = called.filter(|item| item.is_awaited());
    let until = move |item: &Item| {
        let since_ms = item.moved_at_ms.max(opened_at_ms?);
        Some((item.entered.id, since_ms + limits::NO_SHOW_MS))
    };
    awaited.filter_map(until)
}
