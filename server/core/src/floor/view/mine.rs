//! An own item as its asker sees it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::item::Item;
use super::super::new_item::{Anonymity, Because, ItemKind};
use super::super::placed::{Placed, Why};
use super::super::state::Floor;
use super::when::When;
use crate::entries::entries;
use crate::ids::ItemId;
use crate::limits;
use crate::terms::{ItemState, Turn};

/// Half a minute: waits are rough, and a finer number would change under the reader's eyes.
const ROUGH_MS: u64 = 30_000;
/// Numbers of items, all that ever came with those of staff.
const NUMBER_MAX: usize = limits::ITEMS_EVER_MAX + limits::ITEMS_STAFF_MAX;

entries! {
    /// An own item, with its place in the order from 1.
    MineEntry {
        id: ItemId,
        kind: ItemKind,
        text: Option<String>,
        anonymity: Anonymity,
        state: ItemState,
        /// Place in the order from 1; of a merged one, that of the item it is asked with.
        place: Option<usize>,
        why: Option<Why>,
        /// Rough time until its turn, from the turns so far, in half minutes; where the floor is not open
        /// yet, from when it opens.
        wait_ms: Option<u64>,
        /// About when its turn begins, as the hour is planned; an overrun before the floor opens comes on
        /// top of it.
        about_at_ms: Option<u64>,
        /// Whether the time for questions may be over before.
        may_not_be_reached: bool,
        /// How it is brought up; of a merged one, how the item is that it is asked with.
        turn: Turn,
        ready: bool,
        /// When a call that has no answer is over.
        answer_by_ms: Option<u64>,
        /// The item with which it is asked, and its words.
        merged_into: Option<ItemId>,
        asked_as: Option<String>,
        because: Option<Because>,
        /// In staff's words.
        reason: Option<String>,
        /// The answer in writing.
        answer: Option<String>,
        /// Whether the answer in writing is for nobody else.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        #[cfg_attr(feature = "wire", ts(optional, as = "Option<bool>"))]
        answer_private: bool,
        votes: usize,
        at_ms: u64,
    }
}

/// An own item, with its place in the order.
pub(crate) fn mine(floor: &Floor, places: &Places, item: &Item) -> MineEntry {
    let root = floor.root(item.entered.id);
    let at = places.at(root);
    // Whoever asked the other one may not know it yet: what waits for approval is not shown.
    let asked = item.merged_into.and_then(|_| floor.items.get(&root));
    let asked = asked.filter(|asked| asked.state.is_public());
    // Why an item was put somewhere is its asker's business; who else is in it is not.
    let told = matches!(item.state, ItemState::Dismissed | ItemState::Held);
    let awaited_since_ms = places.when.since_ms.filter(|_| item.is_awaited());
    let about_at_ms = at.and_then(|(at, _)| places.about_ms(at));
    MineEntry {
        id: item.entered.id,
        kind: item.entered.kind,
        text: item.entered.text.clone(),
        anonymity: item.entered.anonymity,
        state: asked.map_or(item.state, |asked| asked.state),
        place: at.map(|(at, _)| at + 1),
        why: at.map(|(_, why)| why),
        wait_ms: at.map(|(at, _)| places.wait_ms(at)),
        ready: item.ready,
        about_at_ms,
        may_not_be_reached: at.is_some() && places.when.ends_before(about_at_ms, places.turn_ms),
        turn: asked.unwrap_or(item).turn(),
        answer_by_ms: awaited_since_ms
            .map(|since_ms| item.moved_at_ms.max(since_ms) + limits::NO_SHOW_MS),
        merged_into: asked.map(|asked| asked.entered.id),
        asked_as: asked
            .and_then(Item::text)
            .or(item.wording.as_deref())
            .map(str::to_owned),
        because: item
            .said
            .because
            // A list of words would only be probed by whoever knew what it caught.
            .filter(|because| told && *because != Because::WordList),
        reason: item.said.reason.clone().filter(|_| told),
        answer: item
            .said
            .answer
            .clone()
            .or_else(|| asked.and_then(|asked| asked.said.answer.clone())),
        answer_private: item.entered.answer_private,
        votes: floor.votes(root),
        at_ms: item.entered.at_ms,
    }
}

/// The order by item, for all who look for their own.
#[derive(Debug)]
pub(crate) struct Places {
    /// Where each item stands and why, by its number: items are counted up, so that this is no longer than
    /// all that ever came.
    by_number: Vec<Option<(u32, Why)>>,
    /// What a strange log numbers beyond that.
    beyond: BTreeMap<ItemId, (u32, Why)>,
    turn_ms: u64,
    is_taken: bool,
    /// Since when the turn on the floor runs; without one, when the last one ended.
    since_ms: u64,
    when: When,
}

impl Places {
    pub(crate) fn of(floor: &Floor, order: &[Placed], when: When) -> Self {
        let numbers = order.iter().map(|placed| placed.item.0 as usize);
        let last = numbers.filter(|number| *number <= NUMBER_MAX).max();
        let mut by_number = vec![None; last.map_or(0, |last| last + 1)];
        let mut beyond = BTreeMap::new();
        for (at, placed) in (0_u32..).zip(order) {
            let stands = (at, placed.why);
            match by_number.get_mut(placed.item.0 as usize) {
                Some(place) => *place = Some(stands),
                None => _ = beyond.insert(placed.item, stands),
            }
        }
        Self {
            by_number,
            beyond,
            turn_ms: floor.turn_mean_ms(),
            is_taken: floor.on_floor().is_some(),
            since_ms: since_ms(floor),
            when,
        }
    }

    fn at(&self, item: ItemId) -> Option<(usize, Why)> {
        let found = match self.by_number.get(item.0 as usize) {
            Some(found) => *found,
            None => self.beyond.get(&item).copied(),
        };
        found.map(|(at, why)| (at as usize, why))
    }

    fn wait_ms(&self, at: usize) -> u64 {
        let turns = u64::try_from(at).unwrap_or(u64::MAX) + u64::from(self.is_taken);
        let exact_ms = self.turn_ms.saturating_mul(turns);
        exact_ms.div_ceil(ROUGH_MS).saturating_mul(ROUGH_MS)
    }

    fn about_ms(&self, at: usize) -> Option<u64> {
        self.when.about_ms(self.since_ms, self.wait_ms(at))
    }
}

fn since_ms(floor: &Floor) -> u64 {
    let running = floor.on_floor().and_then(|item| item.taken_at_ms);
    let ended = || floor.taken().filter_map(|item| item.done_at_ms).max();
    running.or_else(ended).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_found_by_their_numbers_however_strange_those_are() {
        let place = |item| Placed {
            item: ItemId(item),
            why: Why::Arrival,
            reason: None,
        };
        let order = [7, 3, u32::MAX, 4_000_000_000].map(place);
        let places = Places::of(&Floor::default(), &order, When::default());
        let found = |item| places.at(ItemId(item)).map(|(at, _)| at);
        assert_eq!(
            [7, 3, u32::MAX, 4_000_000_000].map(found),
            [0, 1, 2, 3].map(Some)
        );
        assert_eq!([0, 4, 8, 3_999_999_999].map(found), [None; 4]);
    }
}
