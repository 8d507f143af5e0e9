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
use std::collections::{BTreeSet, VecDeque};

use super::item::Item;
use super::order_rules::OrderRules;
use super::place;
use super::placed::{Placed, Why};
use super::state::Floor;
use crate::ids::{ItemId, PersonId, SegmentId};
use crate::seal::Pseudonym;
use crate::terms::{ItemState, Origin};

/// The waiting, first one first; `running` is the segment whose order holds.
#[must_use]
pub fn order(floor: &Floor, running: Option<SegmentId>) -> Vec<Placed> {
    let rules = floor.order_in(running);
    let mut called: Vec<&Item> = floor.in_state(ItemState::Next).collect();
    called.sort_by_key(|item| (item.moved_at_ms, item.entered.id));
    let mut placed: Vec<Placed> = called
        .iter()
        .map(|item| at(item, Why::CalledNext))
        .collect();
    let front = placed.len();
    let waiting = sorted(floor, rules);
    if rules.alternate {
        // Whoever was called has the next turn; without one, the side of the last turn matters.
        let last = called.last().copied().or_else(|| last_taken(floor));
        placed.extend(alternating(waiting, last));
    } else {
        placed.extend(waiting.into_iter().map(|(item, why)| at(item, why)));
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

/// The approved by the stable key, each with what the key says of it.
fn sorted(floor: &Floor, rules: OrderRules) -> Vec<(&Item, Why)> {
    let had_floor = if rules.first_timers {
        who_had_the_floor(floor)
    } else {
        BTreeSet::new()
    };
    let is_new =
        |item: &Item| rules.first_timers && !who(item).is_some_and(|who| had_floor.contains(&who));
    let approved = floor.in_state(ItemState::Approved);
    let mut keyed: Vec<_> = approved
        .map(|item| {
            let votes = if rules.votes {
                floor.votes(item.entered.id)
            } else {
                0
            };
            (!is_new(item), Reverse(votes), arrival(item), item)
        })
        .collect();
    keyed.sort_by_key(|(had, votes, arrival, _)| (*had, *votes, *arrival));
    // Where nobody has had the floor yet, to be new is no reason to come first.
    let mixed = keyed.iter().any(|(had, ..)| *had);
    let why = |had: bool, Reverse(votes): Reverse<usize>| {
        if rules.first_timers && !had && mixed {
            Why::FirstTime
        } else if votes > 0 {
            Why::Votes
        } else {
            Why::Arrival
        }
    };
    keyed
        .into_iter()
        .map(|(had, votes, _, item)| (item, why(had, votes)))
        .collect()
}

/// Somebody on the floor: by their browser, by the seal of what they asked hidden from all, or by the name that staff typed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Person(PersonId),
    Sealed(Pseudonym),
    Called(String),
}

fn who(item: &Item) -> Option<Who> {
    let called = || {
        item.entered
            .name
            .as_ref()
            .map(|name| Who::Called(name.to_lowercase()))
    };
    let person = item.entered.asker.map(Who::Person);
    let sealed = || item.entered.sealed.map(Who::Sealed);
    person.or_else(sealed).or_else(called)
}

fn who_had_the_floor(floor: &Floor) -> BTreeSet<Who> {
    floor.taken().filter_map(who).collect()
}

fn alternating(waiting: Vec<(&Item, Why)>, last: Option<&Item>) -> Vec<Placed> {
    let total = waiting.len();
    let (mut online, mut room): (VecDeque<_>, VecDeque<_>) =
        waiting.into_iter().partition(|(item, _)| is_online(item));
    let mut online_is_next = match last {
        Some(item) => !is_online(item),
        // Nobody has had a turn yet: whoever came first of both sides.
        None => match (online.front(), room.front()) {
            (Some((online, _)), Some((room, _))) => arrival(online) < arrival(room),
            (online, _) => online.is_some(),
        },
    };
    let mut placed = Vec::with_capacity(total);
    while placed.len() < total {
        let both = !online.is_empty() && !room.is_empty();
        let (first, second) = if online_is_next {
            (&mut online, &mut room)
        } else {
            (&mut room, &mut online)
        };
        let Some((item, why)) = first.pop_front().or_else(|| second.pop_front()) else {
            break;
        };
        // Inside its side, what brought it forward says more than whose turn it is.
        let why = if both && why == Why::Arrival {
            Why::Alternates
        } else {
            why
        };
        placed.push(at(item, why));
        // From who was placed, not from whose turn it was: an empty side has passed.
        online_is_next = !is_online(item);
    }
    placed
}

fn last_taken(floor: &Floor) -> Option<&Item> {
    let taken = floor.taken();
    taken.max_by_key(|item| (item.taken_at_ms, item.entered.id))
}

fn at(item: &Item, why: Why) -> Placed {
    Placed {
        item: item.entered.id,
        why,
        reason: None,
    }
}

/// Ids are counted up: they are the order of arrival, whatever the clock or the minute says.
fn arrival(item: &Item) -> ItemId {
    item.entered.id
}

fn is_online(item: &Item) -> bool {
    item.entered.origin == Origin::Online
}
