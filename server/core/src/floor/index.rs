//! The items of the floor by what is asked of them, so that nothing that concerns a few of them walks
//! them all. It says nothing that the items do not say: it follows them, and could be made of them anew.

use std::collections::{BTreeMap, BTreeSet};

use super::item::Item;
use crate::ids::{ItemId, PersonId};
use crate::terms::{ItemState, Origin};

/// Items by what is asked of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Index {
    by_state: BTreeMap<ItemState, BTreeSet<ItemId>>,
    /// Those that had or have a turn.
    taken: BTreeSet<ItemId>,
    /// Those that were put somewhere by hand.
    placed: BTreeSet<ItemId>,
    waiting_online: usize,
    /// Those that were merged, by the item that they were merged into.
    merged: BTreeMap<ItemId, BTreeSet<ItemId>>,
    /// Those that were found to be like an item when they came, by that item.
    like: BTreeMap<ItemId, BTreeSet<ItemId>>,
    /// What somebody supports itself.
    supported: BTreeMap<PersonId, BTreeSet<ItemId>>,
}

impl Index {
    /// Takes an item in that has come; nobody supports it yet.
    pub(super) fn comes(&mut self, item: &Item) {
        for other in &item.entered.similar {
            self.like.entry(*other).or_default().insert(item.entered.id);
        }
        self.stands(item);
    }

    /// Where an item stands after a change.
    pub(super) fn stands(&mut self, item: &Item) {
        let id = item.entered.id;
        self.by_state.entry(item.state).or_default().insert(id);
        self.waiting_online += usize::from(waits_online(item));
        if item.taken_at_ms.is_some() {
            self.taken.insert(id);
        }
        if item.placement.is_some() {
            self.placed.insert(id);
        }
        if let Some(into) = item.merged_into {
            self.merged.entry(into).or_default().insert(id);
        }
    }

    /// Forgets where an item stood, before a change.
    pub(super) fn stood(&mut self, item: &Item) {
        let id = item.entered.id;
        taken_out(&mut self.by_state, item.state, id);
        self.waiting_online -= usize::from(waits_online(item));
        self.taken.remove(&id);
        self.placed.remove(&id);
        if let Some(into) = item.merged_into {
            taken_out(&mut self.merged, into, id);
        }
    }

    pub(super) fn supports(&mut self, person: PersonId, item: ItemId) {
        self.supported.entry(person).or_default().insert(item);
    }

    pub(super) fn supports_no_more(&mut self, person: PersonId, item: ItemId) {
        taken_out(&mut self.supported, person, item);
    }

    /// Items in a state, in order of arrival.
    pub(super) fn in_state(&self, state: ItemState) -> impl Iterator<Item = ItemId> {
        all(&self.by_state, &state)
    }

    /// How many are in the order, and how many of them came from online.
    pub(super) fn waiting(&self) -> (usize, usize) {
        let states = [ItemState::Next, ItemState::Approved];
        let waiting = states.iter().filter_map(|state| self.by_state.get(state));
        (waiting.map(BTreeSet::len).sum(), self.waiting_online)
    }

    /// Items that had or have a turn, in order of arrival.
    pub(super) fn taken(&self) -> impl Iterator<Item = ItemId> + Clone {
        self.taken.iter().copied()
    }

    /// Items that were put somewhere by hand, in order of arrival.
    pub(super) fn placed(&self) -> impl Iterator<Item = ItemId> {
        self.placed.iter().copied()
    }

    /// Items that were merged into this very one, in order of arrival.
    pub(super) fn merged_into(&self, item: ItemId) -> impl Iterator<Item = ItemId> {
        all(&self.merged, &item)
    }

    /// Items that were found to be like this one when they came.
    pub(super) fn found_like(&self, item: ItemId) -> impl Iterator<Item = ItemId> {
        all(&self.like, &item)
    }

    /// Items that somebody supports themselves.
    pub(super) fn supported_by(&self, person: PersonId) -> impl Iterator<Item = ItemId> {
        all(&self.supported, &person)
    }

    /// The same, made of the items anew.
    pub(super) fn of(items: &BTreeMap<ItemId, Item>) -> Self {
        let mut index = Self::default();
        for item in items.values() {
            index.comes(item);
            for person in &item.votes {
                index.supports(*person, item.entered.id);
            }
        }
        index
    }
}

fn waits_online(item: &Item) -> bool {
    item.state.waits() && item.entered.origin == Origin::Online
}

fn all<'a, K: Ord>(
    of: &'a BTreeMap<K, BTreeSet<ItemId>>,
    key: &K,
) -> impl Iterator<Item = ItemId> + use<'a, K> {
    of.get(key).into_iter().flatten().copied()
}

fn taken_out<K: Ord>(of: &mut BTreeMap<K, BTreeSet<ItemId>>, key: K, item: ItemId) {
    if let Some(items) = of.get_mut(&key) {
        items.remove(&item);
        if items.is_empty() {
            of.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::super::event::Event;
    use super::super::state::Floor;
    use super::*;

    fn event() -> impl Strategy<Value = serde_json::Value> {
        let states = [
            "submitted",
            "approved",
            "held",
            "dismissed",
            "next",
            "on_floor",
            "answered_aloud",
            "passed",
            "withdrawn",
        ];
        let item = || 1_u32..9;
        prop_oneof![
            (item(), 0_u32..4).prop_map(|(item, person)| {
                let vote = ["vote_cast", "vote_retracted"][usize::from(person == 3)];
                json!({ "type": vote, "item": item, "person": person % 3 + 1 })
            }),
            (item(), proptest::sample::select(states.to_vec())).prop_map(|(item, to)| {
                json!({ "type": "item_moved", "item": item, "to": to, "at_ms": 5 })
            }),
            (item(), item()).prop_map(|(into, item)| {
                json!({ "type": "items_merged", "into": into, "items": [item], "at_ms": 6 })
            }),
            item().prop_map(|item| {
                json!({ "type": "item_restored", "item": item, "to": "approved", "at_ms": 7 })
            }),
            item().prop_map(|item| {
                let placement = json!({ "after": 1, "before": null, "by": "staff", "at_ms": 8 });
                json!({ "type": "item_placed", "item": item, "placement": placement })
            }),
        ]
    }

    fn entered(id: u32) -> serde_json::Value {
        let origin = ["online", "room"][id as usize % 2];
        json!({
            "type": "item_entered",
            "item": {
                "id": id, "kind": "question", "origin": origin, "asker": id, "text": "Why?",
                "anonymity": "named", "state": "approved", "similar": [id / 2], "at_ms": id,
            },
        })
    }

    fn walked_roots(floor: &Floor, id: ItemId) -> Vec<ItemId> {
        let merged = floor.items.values();
        let merged = merged.filter(|item| item.merged_into.is_some());
        let ids = merged.map(|item| item.entered.id);
        ids.filter(|other| *other != id && floor.root(*other) == id)
            .collect()
    }

    proptest! {
        #[test]
        fn it_is_what_the_items_say(events in proptest::collection::vec(event(), 0..60)) {
            let mut floor = Floor::default();
            for event in (1..7).map(entered).chain(events) {
                let event: Event = serde_json::from_value(event).unwrap();
                // Only what stands for itself is merged, and into another one that does.
                if let Event::ItemsMerged { into, items, .. } = &event {
                    let stands = |id: &ItemId| {
                        let item = floor.items.get(id);
                        item.is_some_and(|item| item.merged_into.is_none())
                    };
                    if !items.iter().chain([into]).all(stands) || items.contains(into) {
                        continue;
                    }
                }
                // What was merged is restored before it moves: what is undone later may not lead in a circle.
                if let Event::ItemMoved { item, .. } = &event
                    && floor.items.get(item).is_some_and(|item| item.merged_into.is_some())
                {
                    continue;
                }
                floor.evolve(&event);
                prop_assert_eq!(&floor.index, &Index::of(&floor.items));
                for id in floor.items.keys() {
                    prop_assert_eq!(floor.votes(*id), floor.voters(*id).len());
                    if floor.root(*id) == *id {
                        prop_assert_eq!(floor.merged_with(*id), walked_roots(&floor, *id));
                    }
                }
            }
        }
    }
}
