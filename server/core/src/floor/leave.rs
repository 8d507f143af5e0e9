//! Whoever brought something goes for good: it waits no longer.

use super::event::Event;
use super::item::Item;
use super::moves::moved;
use super::state::Floor;
use crate::ids::ItemId;
use crate::terms::ItemState;

/// Takes open items back. A turn under way is over, as when its speaker leaves; what others asked
/// together with one of them waits by itself again.
pub(crate) fn leave<'a>(
    floor: &Floor,
    items: impl Iterator<Item = &'a ItemId> + Clone,
    at_ms: u64,
) -> Vec<Event> {
    let mut events = Vec::new();
    let theirs = items.clone().filter_map(|id| floor.items.get(id));
    for item in theirs.filter(|item| item.state.is_open()) {
        let id = item.entered.id;
        let at_ms = item.entered.told_ms(at_ms);
        if item.state == ItemState::OnFloor {
            events.push(moved(id, item.ends_as(), None, at_ms));
            continue;
        }
        let others = floor.merged_into(id);
        let others = others.filter(|other| !items.clone().any(|own| *own == other.entered.id));
        events.extend(others.filter_map(|other| parted(other, at_ms)));
        if floor.last_word == Some(id) {
            events.push(Event::LastWordGiven { item: None });
        }
        events.push(moved(id, ItemState::Withdrawn, None, at_ms));
    }
    events
}

/// An item as it was before it was merged.
pub(super) fn parted(item: &Item, at_ms: u64) -> Option<Event> {
    let to = item.history.last()?.state;
    Some(Event::ItemRestored {
        item: item.entered.id,
        to,
        at_ms,
    })
}
