//! Who comes next, and why: one order for every screen.
//!
//! 1. Whoever was called, in the order of the calls.
//! 2. The others, sorted by a stable key: first-timers before those who had the floor, where that
//!    is on; then the more supported, where that is on; then the earlier.
//! 3. Where sides alternate, online and room are sorted apart by that key and take turns, beginning
//!    with the side that did not have the last turn. An empty side never blocks the other.
//! 4. Places given by hand, oldest first, each beside its neighbours ([`Placement`](super::place::Placement)).
//! 5. Whoever has the last word.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::item::Item;
use super::order_rules::OrderRules;
use super::place;
use super::placed::{Placed, Why};
use super::ranking::Ranking;
use super::side::{Side, Sides};
use super::state::Floor;
use super::who::Who;
use crate::ids::{ItemId, SegmentId};
use crate::terms::ItemState;

/// The waiting, first one first; `running` is the segment whose order holds.
#[must_use]
pub fn order(floor: &Floor, running: Option<SegmentId>) -> Vec<Placed> {
    let rules = floor.order_in(running);
    let mut called: Vec<&Item> = floor.in_state(ItemState::Next).collect();
    called.sort_by_key(|item| (item.moved_at_ms, item.entered.id));
    let mut placed: Vec<Placed> = called
        .iter()
        .map(|item| at(item.entered.id, Why::CalledNext))
        .collect();
    let front = placed.len();
    let waiting = sorted(floor, rules);
    placed.reserve(Side::BOTH.map(|side| waiting.of(side).len()).iter().sum());
    if rules.alternate {
        // Whoever was called has the next turn; without one, the side of the last turn matters.
        let last = called.last().copied().or_else(|| last_taken(floor));
        alternate(&waiting, last.map(Side::of), &mut placed);
    } else {
        merge(&waiting, &mut placed);
    }
    // The oldest first, so that of two placed beside each other the later one has its way.
    let mut by_hand: Vec<&Item> = floor.placed().collect();
    by_hand.sort_by_key(|item| (item.placement.as_ref().map(|it| it.at_ms), item.entered.id));
    for item in by_hand {
        if let Some(placement) = &item.placement {
            place::put(&mut placed, front, item.entered.id, placement);
        }
    }
    if let Some(at) = placed
        .iter()
        .position(|placed| Some(placed.item) == floor.last_word)
    {
        let mut last = placed.remove(at);
        last.why = Why::LastWord;
        placed.push(last);
    }
    placed
}

/// One of the approved, with what the stable key says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Waiting {
    had_floor: bool,
    votes: usize,
    item: ItemId,
    why: Why,
}

impl Waiting {
    /// Ids are counted up: they are the order of arrival, whatever the clock or the minute says.
    fn key(&self) -> (bool, Reverse<usize>, ItemId) {
        (self.had_floor, Reverse(self.votes), self.item)
    }
}

/// The approved of each side by the stable key. They are kept in the order of arrival and of support, so
/// that nothing is sorted and no item is looked up.
fn sorted(floor: &Floor, rules: OrderRules) -> Sides<Vec<Waiting>> {
    let had_floor = if rules.first_timers {
        of_who_had_the_floor(floor)
    } else {
        BTreeSet::new()
    };
    // Where nobody has had the floor yet, to be new is no reason to come first.
    let mixed = !had_floor.is_empty();
    let keyed = |(item, votes): (ItemId, usize)| {
        let had_floor = mixed && had_floor.contains(&item);
        let why = if mixed && !had_floor {
            Why::FirstTime
        } else if votes > 0 {
            Why::Votes
        } else {
            Why::Arrival
        };
        Waiting {
            had_floor,
            votes,
            item,
            why,
        }
    };
    let anew;
    let ranking = match &floor.ranking {
        _ if !rules.votes => None,
        Some(ranking) => Some(ranking),
        None => {
            anew = Ranking::of(floor);
            Some(&anew)
        }
    };
    Sides::by(|side| {
        let mut waiting: Vec<Waiting> = match ranking {
            Some(ranking) => ranking.ranked(side).map(keyed).collect(),
            None => floor
                .index
                .approved(side)
                .map(|item| keyed((item, 0)))
                .collect(),
        };
        if mixed {
            waiting.sort_by_key(|waiting| waiting.had_floor);
        }
        waiting
    })
}

/// The approved of those who had the floor.
fn of_who_had_the_floor(floor: &Floor) -> BTreeSet<ItemId> {
    let who: BTreeSet<Who> = floor.taken().filter_map(Who::of).collect();
    who.iter()
        .flat_map(|who| floor.index.approved_of(who))
        .collect()
}

/// Both sides in one row, by the stable key.
fn merge(waiting: &Sides<Vec<Waiting>>, placed: &mut Vec<Placed>) {
    let (mut online, mut room) = (
        waiting.of(Side::Online).iter().peekable(),
        waiting.of(Side::Room).iter().peekable(),
    );
    loop {
        let first = match (online.peek(), room.peek()) {
            (Some(one), Some(other)) if one.key() > other.key() => room.next(),
            (Some(_), _) => online.next(),
            (None, _) => room.next(),
        };
        let Some(first) = first else { break };
        placed.push(at(first.item, first.why));
    }
}

/// Both sides by turns, beginning with the one that did not have the last turn.
fn alternate(waiting: &Sides<Vec<Waiting>>, last: Option<Side>, placed: &mut Vec<Placed>) {
    let mut sides = Sides::by(|side| waiting.of(side).as_slice());
    let mut turn = match last {
        Some(side) => side.other(),
        // Nobody has had a turn yet: whoever came first of both sides.
        None => match Side::BOTH.map(|side| waiting.of(side).first()) {
            [Some(online), Some(room)] if online.item > room.item => Side::Room,
            [None, _] => Side::Room,
            _ => Side::Online,
        },
    };
    loop {
        let both = Side::BOTH.iter().all(|side| !sides.of(*side).is_empty());
        if sides.of(turn).is_empty() {
            turn = turn.other();
        }
        let side = sides.of_mut(turn);
        let Some((first, others)) = side.split_first() else {
            break;
        };
        *side = others;
        // Inside its side, what brought it forward says more than whose turn it is.
        let why = if both && first.why == Why::Arrival {
            Why::Alternates
        } else {
            first.why
        };
        placed.push(at(first.item, why));
        // From who was placed, not from whose turn it was: an empty side has passed.
        turn = turn.other();
    }
}

fn last_taken(floor: &Floor) -> Option<&Item> {
    let taken = floor.taken();
    taken.max_by_key(|item| (item.taken_at_ms, item.entered.id))
}

fn at(item: ItemId, why: Why) -> Placed {
    Placed {
        item,
        why,
        reason: None,
    }
}
