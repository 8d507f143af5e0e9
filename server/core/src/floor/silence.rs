//! Conduct reaches what somebody brought: it is held, never next, and their support is not counted.
//!
//! Of somebody who asked hidden from all, nothing tells who that is: only what they asked so is held, and
//! what has their name is left as it is until they do something again, which is refused.

use super::event::Event;
use super::item::Item;
use super::leave::parted;
use super::moves::{known, moved};
use super::new_item::Because;
use super::silenced::Silence;
use super::state::Floor;
use crate::ids::ItemId;
use crate::rejection::Rejection;
use crate::seal::Pseudonym;
use crate::terms::ItemState;

/// Silences whoever asked an item hidden from all, or lets them speak again.
///
/// # Errors
/// There is no such item, or its asker is known: that is what mute and keep out are for.
pub(super) fn silence_asker(
    floor: &Floor,
    item: ItemId,
    silence: Option<Silence>,
    at_ms: u64,
) -> Result<Vec<Event>, Rejection> {
    let by = known(floor, item)?.entered.sealed;
    let by = by.ok_or(Rejection::NotAllowed)?;
    if floor.silence_of(Some(by)) == silence {
        return Ok(Vec::new());
    }
    let mut events = vec![Event::AskerSilenced { by, silence }];
    if let Some(silence) = silence {
        let items = floor.sealed.get(&by).into_iter().flatten();
        events.extend(held(floor, items, silence, at_ms));
    }
    Ok(events)
}

/// Holds what waits of these. Whoever is kept out loses the floor; what others asked together with one of
/// them waits by itself again.
#[must_use]
pub(crate) fn held<'a>(
    floor: &Floor,
    items: impl Iterator<Item = &'a ItemId> + Clone,
    silence: Silence,
    at_ms: u64,
) -> Vec<Event> {
    let mut events = Vec::new();
    let theirs = items.clone().filter_map(|id| floor.items.get(id));
    for item in theirs {
        let id = item.entered.id;
        match item.state {
            ItemState::OnFloor if silence == Silence::KeptOut => {
                events.push(moved(id, ItemState::Passed, None, at_ms));
            }
            ItemState::Submitted | ItemState::Approved | ItemState::Next => {
                let others = floor.merged_into(id);
                let others = others.filter(|it| !items.clone().any(|own| *own == it.entered.id));
                events.extend(others.filter_map(|other| parted(other, at_ms)));
                if floor.last_word == Some(id) {
                    events.push(Event::LastWordGiven { item: None });
                }
                events.push(hold(item, at_ms));
            }
            _ => {}
        }
    }
    events
}

fn hold(item: &Item, at_ms: u64) -> Event {
    Event::ItemMoved {
        item: item.entered.id,
        to: ItemState::Held,
        reason: None,
        because: Some(Because::Conduct),
        answer: None,
        at_ms,
    }
}

impl Floor {
    /// How far whoever this is was silenced.
    #[must_use]
    pub(crate) fn silence_of(&self, by: Option<Pseudonym>) -> Option<Silence> {
        self.silenced_seals.get(&by?).copied()
    }
}
