//! The items of the floor by what is asked of them, so that nothing that concerns a few of them walks
//! them all. It says nothing that the items do not say: it follows them, and could be made of them anew.

use std::collections::{BTreeMap, BTreeSet};

use super::item::Item;
use super::side::{Side, Sides};
use super::who::Who;
use crate::ids::{ItemId, PersonId};
use crate::terms::ItemState;

/// Items by what is asked of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Index {
    by_state: BTreeMap<ItemState, BTreeSet<ItemId>>,
    /// The approved by their side, in order of arrival.
    approved: Sides<BTreeSet<ItemId>>,
    /// The approved by whose they are.
    approved_of: BTreeMap<Who, BTreeSet<ItemId>>,
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
        if item.state == ItemState::Approved {
            self.approved.of_mut(Side::of(item)).insert(id);
            if let Some(who) = Who::of(item) {
                self.approved_of.entry(who).or_default().insert(id);
            }
        }
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
        if item.state == ItemState::Approved {
            self.approved.of_mut(Side::of(item)).remove(&id);
            if let Some(who) = Who::of(item) {
                taken_out(&mut self.approved_of, who, id);
            }
        }
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

    /// The approved of a side, in order of arrival.
    pub(super) fn approved(&self, side: Side) -> impl Iterator<Item = ItemId> {
        self.approved.of(side).iter().copied()
    }

    /// The approved of somebody, in order of arrival.
    pub(super) fn approved_of(&self, who: &Who) -> impl Iterator<Item = ItemId> {
        all(&self.approved_of, who)
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
    item.state.waits() && Side::of(item) == Side::Online
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

    use super::super::state::Floor;
    use super::super::walks::{floors, walk};
    use super::*;

    fn walked_roots(floor: &Floor, id: ItemId) -> Vec<ItemId> {
        let merged = floor.items.values();
        let merged = merged.filter(|item| item.merged_into.is_some());
        let ids = merged.map(|item| item.entered.id);
        ids.filter(|other| *other != id && floor.root(*other) == id)
            .collect()
    }

    proptest! {
        #[test]
        fn it_is_what_the_items_say(walk in walk()) {
            for floor in floors(walk) {
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
