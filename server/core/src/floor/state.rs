//! Everything that came to the floor, and how it is run.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::index::Index;
use super::item::Item;
use super::order_rules::OrderRules;
use super::ranking::Ranking;
use super::rules::FloorRules;
use super::silenced::Silence;
use super::similar::Fingerprint;
use crate::ids::{ItemId, PersonId, SegmentId};
use crate::limits;
use crate::seal::Pseudonym;
use crate::terms::ItemState;

/// The floor of a session.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Written")]
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
    /// Segments in which the floor was opened by hand.
    pub opened_in: BTreeSet<SegmentId>,
    /// Who is muted or kept out: their support is not counted.
    pub silenced: BTreeSet<PersonId>,
    /// Whoever was silenced from what they asked hidden from all.
    pub silenced_seals: BTreeMap<Pseudonym, Silence>,
    #[serde(skip)]
    pub(super) index: Index,
    #[serde(skip)]
    pub(super) ranking: Option<Ranking>,
}

/// A floor as it was written down: what follows from its items is worked out again, which takes no longer
/// than to read it.
#[derive(Deserialize)]
struct Written {
    rules: FloorRules,
    orders: BTreeMap<SegmentId, OrderRules>,
    items: BTreeMap<ItemId, Item>,
    sealed: BTreeMap<Pseudonym, Vec<ItemId>>,
    given_back: usize,
    last_word: Option<ItemId>,
    opened_in: BTreeSet<SegmentId>,
    silenced: BTreeSet<PersonId>,
    silenced_seals: BTreeMap<Pseudonym, Silence>,
}

impl From<Written> for Floor {
    fn from(written: Written) -> Self {
        let mut items = written.items;
        for item in items.values_mut() {
            item.fingerprint = Fingerprint::of(item.text().unwrap_or_default());
        }
        let mut floor = Self {
            rules: written.rules,
            orders: written.orders,
            index: Index::of(&items),
            ranking: None,
            items,
            sealed: written.sealed,
            given_back: written.given_back,
            last_word: written.last_word,
            opened_in: written.opened_in,
            silenced: written.silenced,
            silenced_seals: written.silenced_seals,
        };
        floor.ranks();
        floor
    }
}

impl Floor {
    /// Whose turn it is.
    #[must_use]
    pub fn on_floor(&self) -> Option<&Item> {
        self.in_state(ItemState::OnFloor).next()
    }

    /// Items in a state, in order of arrival.
    pub(super) fn in_state(&self, state: ItemState) -> impl Iterator<Item = &Item> {
        let items = self.index.in_state(state);
        items.filter_map(|id| self.items.get(&id))
    }

    /// Approved items that were put somewhere by hand, in order of arrival.
    pub(super) fn placed(&self) -> impl Iterator<Item = &Item> {
        let placed = self.index.placed();
        let items = placed.filter_map(|id| self.items.get(&id));
        items.filter(|item| item.state == ItemState::Approved)
    }

    /// How many items are in the order, and how many of them came from online.
    pub(super) fn waiting(&self) -> (usize, usize) {
        self.index.waiting()
    }

    /// Items that had or have a turn, in order of arrival.
    pub(crate) fn taken(&self) -> impl Iterator<Item = &Item> + Clone {
        self.index.taken().filter_map(|id| self.items.get(&id))
    }

    /// The order that holds in a segment.
    #[must_use]
    pub(crate) fn order_in(&self, segment: Option<SegmentId>) -> OrderRules {
        let own = segment.and_then(|segment| self.orders.get(&segment));
        own.copied().unwrap_or(self.rules.order)
    }

    /// Whether support may say who comes next, now or in a segment.
    pub(super) fn may_order_by_votes(&self) -> bool {
        let mut orders = self.orders.values();
        self.rules.order.votes || orders.any(|order| order.votes)
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
        let mut merged: Vec<ItemId> = self.index.merged_into(id).collect();
        if merged.is_empty() || self.root(id) != id {
            return Vec::new();
        }
        let mut at = 0;
        // What was merged into one of them came along with it. The bound holds even against a log that
        // has a circle.
        while let Some(with) = merged.get(at).filter(|_| at < self.items.len()) {
            let further = self.index.merged_into(*with);
            merged.extend(further.collect::<Vec<_>>());
            at += 1;
        }
        merged.sort_unstable();
        merged
    }

    /// Items that were merged into this very one, in order of arrival.
    pub(super) fn merged_into(&self, id: ItemId) -> impl Iterator<Item = &Item> {
        let merged = self.index.merged_into(id);
        merged.filter_map(|id| self.items.get(&id))
    }

    /// Items that were found to be like this one when they came.
    pub(super) fn found_like(&self, id: ItemId) -> impl Iterator<Item = ItemId> {
        self.index.found_like(id)
    }

    /// Everybody who supports an item or one that was merged into it, each once.
    #[must_use]
    pub fn voters(&self, id: ItemId) -> BTreeSet<PersonId> {
        let group = std::iter::once(id).chain(self.merged_with(id));
        let items = group.filter_map(|id| self.items.get(&id));
        let supporters = items.flat_map(|item| item.votes.iter().copied());
        let counted = supporters.filter(|person| !self.silenced.contains(person));
        counted.collect()
    }

    /// How many they are.
    pub(super) fn votes(&self, id: ItemId) -> usize {
        if self.index.merged_into(id).next().is_some() {
            return self.voters(id).len();
        }
        let votes = self.items.get(&id).map(|item| &item.votes);
        votes.map_or(0, |votes| {
            let silenced = self.silenced.iter();
            votes.len() - silenced.filter(|person| votes.contains(person)).count()
        })
    }

    /// What somebody supports themselves: not what it was merged into.
    pub(crate) fn supported_by(&self, person: PersonId) -> impl Iterator<Item = ItemId> {
        self.index.supported_by(person)
    }

    /// What a turn has taken so far, on the average of the turns that are over; the allowance before
    /// the first has ended.
    #[must_use]
    pub(crate) fn turn_mean_ms(&self) -> u64 {
        let spans = self.taken().filter_map(Item::spoke_ms);
        let (turns, ms) = spans.fold((0_u64, 0_u64), |(turns, sum), ms| (turns + 1, sum + ms));
        ms.checked_div(turns).unwrap_or(self.rules.turn_ms)
    }

    /// The waiting items most like a text, the most alike first.
    #[must_use]
    pub fn similar_to(&self, text: &str) -> Vec<ItemId> {
        let wanted = Fingerprint::of(text);
        let waiting = [ItemState::Approved, ItemState::Next];
        let waiting = waiting.into_iter().flat_map(|state| self.in_state(state));
        let mut alike: Vec<(u16, ItemId)> = waiting
            .filter_map(|item| Some((item.fingerprint.alike(&wanted)?, item.entered.id)))
            .collect();
        alike.sort_by_key(|(likeness, id)| (std::cmp::Reverse(*likeness), *id));
        alike.truncate(limits::SIMILAR_MAX);
        alike.into_iter().map(|(_, id)| id).collect()
    }
}
