//! The approved by their support, kept as it changes: a vote moves one of them, and nobody sorts the others.
//! It says nothing that the items do not say, and is there only while support may say who comes next.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::side::{Side, Sides};
use super::state::Floor;
use crate::ids::ItemId;
use crate::terms::ItemState;

/// Where an approved item stands: the more supported first, then the earlier.
type Rank = (Reverse<usize>, ItemId);

/// The approved of each side by their support.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Ranking {
    sides: Sides<BTreeSet<Rank>>,
    /// Where each of them stands.
    stands: BTreeMap<ItemId, (Side, usize)>,
}

impl Ranking {
    /// The ranking of a floor, made of its items anew.
    pub(super) fn of(floor: &Floor) -> Self {
        let mut ranking = Self::default();
        for item in floor.in_state(ItemState::Approved) {
            let id = item.entered.id;
            ranking.rank(id, Some((Side::of(item), floor.votes(id))));
        }
        ranking
    }

    /// Ranks an item by its side and support; `None` if it is not approved any more.
    pub(super) fn rank(&mut self, item: ItemId, stands: Option<(Side, usize)>) {
        let stood = match stands {
            Some(stands) => self.stands.insert(item, stands),
            None => self.stands.remove(&item),
        };
        if stood == stands {
            return;
        }
        if let Some((side, votes)) = stood {
            self.sides.of_mut(side).remove(&(Reverse(votes), item));
        }
        if let Some((side, votes)) = stands {
            self.sides.of_mut(side).insert((Reverse(votes), item));
        }
    }

    /// The approved of a side with their support, in their order.
    pub(super) fn ranked(&self, side: Side) -> impl Iterator<Item = (ItemId, usize)> {
        let ranked = self.sides.of(side).iter();
        ranked.map(|(Reverse(votes), item)| (*item, *votes))
    }
}

impl Floor {
    /// Ranks an item anew after a change, if items are ranked.
    pub(super) fn rank(&mut self, id: ItemId) {
        if self.ranking.is_some() {
            let item = self.items.get(&id);
            let approved = item.filter(|item| item.state == ItemState::Approved);
            let stands = approved.map(|item| (Side::of(item), self.votes(id)));
            if let Some(ranking) = &mut self.ranking {
                ranking.rank(id, stands);
            }
        }
    }

    /// Begins to rank, or no longer does, where the rules are others now.
    pub(super) fn ranks(&mut self) {
        match (self.may_order_by_votes(), &self.ranking) {
            (true, None) => self.ranking = Some(Ranking::of(self)),
            (false, Some(_)) => self.ranking = None,
            _ => {}
        }
    }

    /// Ranks everything anew, where support counts otherwise than before.
    pub(super) fn ranks_anew(&mut self) {
        self.ranking = None;
        self.ranks();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::item::Item;
    use super::super::order::order;
    use super::super::order_rules::OrderRules;
    use super::super::placed::Why;
    use super::super::walks::{floors, walk};
    use super::super::who::Who;
    use super::*;
    use crate::ids::SegmentId;

    /// Those of the approved that only the rules order, sorted anew, looking at all that came.
    fn sorted(floor: &Floor, rules: OrderRules) -> Vec<ItemId> {
        let items = || floor.items.values();
        let spoke = |item: &Item| {
            let who = Who::of(item);
            let mut taken = items().filter(|other| other.taken_at_ms.is_some());
            who.is_some() && taken.any(|other| Who::of(other) == who)
        };
        let key = |item: &&Item| {
            let had_floor = rules.first_timers && spoke(item);
            let votes = if rules.votes {
                floor.voters(item.entered.id).len()
            } else {
                0
            };
            (had_floor, Reverse(votes), item.entered.id)
        };
        let approved = items().filter(|item| item.state == ItemState::Approved);
        let mut sorted: Vec<&Item> = approved.collect();
        sorted.sort_by_key(key);
        let ids = sorted.into_iter().map(|item| item.entered.id);
        ids.collect()
    }

    proptest! {
        #[test]
        fn it_is_what_the_items_say(walk in walk()) {
            for floor in floors(walk) {
                let anew = floor.may_order_by_votes().then(|| Ranking::of(&floor));
                prop_assert_eq!(&floor.ranking, &anew);
            }
        }

        #[test]
        fn the_order_is_the_full_sort(walk in walk()) {
            for floor in floors(walk) {
                for running in [None, Some(SegmentId(1))] {
                    let rules = floor.order_in(running);
                    let by_rule = |why: Why| !matches!(
                        why,
                        Why::CalledNext | Why::Moved | Why::LetPass | Why::Returned | Why::LastWord
                    );
                    let kept: Vec<ItemId> = order(&floor, running)
                        .into_iter()
                        .filter(|placed| by_rule(placed.why))
                        .map(|placed| placed.item)
                        .collect();
                    let mut full = sorted(&floor, rules);
                    full.retain(|id| floor.items[id].placement.is_none());
                    let side = |side: Side, of: &[ItemId]| -> Vec<ItemId> {
                        let is_of = |id: &ItemId| Side::of(&floor.items[id]) == side;
                        of.iter().copied().filter(is_of).collect()
                    };
                    if rules.alternate {
                        for of in Side::BOTH {
                            prop_assert_eq!(side(of, &kept), side(of, &full));
                        }
                    } else {
                        prop_assert_eq!(kept, full);
                    }
                }
            }
        }
    }
}
