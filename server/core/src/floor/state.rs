//! Everything that came to the floor, and how it is run.

use std::collections::{BTreeMap, BTreeSet};

use super::item::Item;
use super::order_rules::OrderRules;
use super::rules::FloorRules;
use super::similar::{ALIKE_PERMILLE, Fingerprint};
use crate::ids::{ItemId, PersonId, SegmentId};
use crate::limits;
use crate::seal::Pseudonym;
use crate::terms::ItemState;

/// The floor of a session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Floor {
    /// How it is run now.
    pub rules: FloorRules,
    /// Segments with an order of their own.
    pub orders: BTreeMap<SegmentId, OrderRules>,
    /// Everything that ever came to it.
    pub items: BTreeMap<ItemId, Item>,
    /// Those of them that are sealed, by whose they are.
    pub sealed: BTreeMap<Pseudonym, Vec<ItemId>>,
    /// How many of the items take no place any more.
    pub given_back: usize,
    /// Who has the last word.
    pub last_word: Option<ItemId>,
}

impl Floor {
    /// Whose turn it is.
    #[must_use]
    pub fn on_floor(&self) -> Option<&Item> {
        self.items
            .values()
            .find(|item| item.state == ItemState::OnFloor)
    }

    /// The order that holds in a segment.
    #[must_use]
    pub(crate) fn order_in(&self, segment: Option<SegmentId>) -> OrderRules {
        let own = segment.and_then(|segment| self.orders.get(&segment));
        own.copied().unwrap_or(self.rules.order)
    }

    /// The id that the next item takes.
    #[must_use]
    pub(crate) fn next_id(&self) -> ItemId {
        ItemId(self.items.last_key_value().map_or(1, |(id, _)| id.0 + 1))
    }

    /// The item in whose place this one waits: itself, unless it was merged.
    #[must_use]
    pub fn root(&self, id: ItemId) -> ItemId {
        let mut root = id;
        // Merging makes no circle; the bound holds even against a log that does.
        for _ in 0..self.items.len() {
            match self.items.get(&root).and_then(|item| item.merged_into) {
                Some(into) => root = into,
                None => break,
            }
        }
        root
    }

    /// Items that are asked together with this one, in order of arrival; without itself.
    #[must_use]
    pub(crate) fn merged_with(&self, id: ItemId) -> Vec<ItemId> {
        let merged = self.items.values();
        let merged = merged.filter(|item| item.merged_into.is_some());
        let ids = merged.map(|item| item.entered.id);
        ids.filter(|other| self.root(*other) == id).collect()
    }

    /// Everybody who supports an item or one that was merged into it, each once.
    #[must_use]
    pub fn voters(&self, id: ItemId) -> BTreeSet<PersonId> {
        let group = std::iter::once(id).chain(self.merged_with(id));
        let items = group.filter_map(|id| self.items.get(&id));
        items.flat_map(|item| item.votes.iter().copied()).collect()
    }

    /// What a turn has taken so far, on the average of the turns that are over; the allowance before
    /// the first has ended.
    #[must_use]
    pub(crate) fn turn_mean_ms(&self) -> u64 {
        let spans = self.items.values().filter_map(Item::spoke_ms);
        let (turns, ms) = spans.fold((0_u64, 0_u64), |(turns, sum), ms| (turns + 1, sum + ms));
        ms.checked_div(turns).unwrap_or(self.rules.turn_ms)
    }

    /// The waiting items most like a text, the most alike first.
    #[must_use]
    pub fn similar_to(&self, text: &str) -> Vec<ItemId> {
        let wanted = Fingerprint::of(text);
        let waiting = self.items.values().filter(|item| item.state.waits());
        let mut alike: Vec<(u16, ItemId)> = waiting
            .map(|item| (item.fingerprint.likeness(&wanted), item.entered.id))
            .filter(|(likeness, _)| *likeness >= ALIKE_PERMILLE)
            .collect();
        alike.sort_by_key(|(likeness, id)| (std::cmp::Reverse(*likeness), *id));
        alike.truncate(limits::SIMILAR_MAX);
        alike.into_iter().map(|(_, id)| id).collect()
    }
}
