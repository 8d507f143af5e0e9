//! The floor as each audience sees it: how it is run, who comes next, every item, and an own one.

mod item;
mod mine;
mod touched;
mod when;

pub use item::{AskerPart, ItemEntry, MoveEntry, StaffPart};
pub(crate) use item::{items, votes};
pub use mine::MineEntry;
pub(crate) use mine::{Places, mine};
pub(crate) use touched::touched;
pub(crate) use when::When;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::balance::{Balance, Groups, Statistics, groups, statistics};
use super::new_item::ItemKind;
use super::order_rules::OrderRules;
use super::placed::Placed;
use super::rules::FloorRules;
use super::state::Floor;
use crate::entries::entries;
use crate::ids::{ItemId, PersonId, SegmentId};
use crate::limits;
use crate::people::{People, Person, PersonFace};

entries! {
    /// How the floor is run, and who has it.
    FloorEntry {
        rules: FloorRules,
        /// The order that holds in this segment.
        order: OrderRules,
        /// Whether that is the segment's own.
        order_is_own: bool,
        /// Whether people are called to the floor now.
        here: bool,
        /// The segment in which they will be, where they are not now.
        opens_in: Option<SegmentId>,
        on_floor: Option<ItemId>,
        last_word: Option<ItemId>,
        /// Turns that are over; the running one counts from its item's `taken_at_ms`. Everybody sees
        /// it where the rules say so, and staff always.
        balance: Option<Balance>,
    }
    /// How many wait, and how many of them came from online.
    WaitingEntry {
        all: usize,
        online: usize,
        /// Staff: how many more may come, where they are few.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "wire", ts(optional))]
        places_left: Option<usize>,
    }
    /// Who comes next, and why; the public sees the first [`places_shown_max`](crate::limits) of it.
    OrderEntry {
        places: Vec<Placed>,
    }
    /// How the floor is shared, and what became of what was brought.
    ShareEntry {
        groups: Groups,
        /// The sum first, then by origin.
        statistics: Vec<Statistics>,
    }
    /// Which items are in somebody's hands, so that two do not work on one.
    HandledEntry {
        items: Vec<Handled>,
    }
    /// An item in somebody's hands.
    Handled {
        item: ItemId,
        by: PersonFace,
    }
}

/// How the floor is run in the running segment, and who has it.
pub(crate) fn floor(floor: &Floor, when: &When, for_staff: bool) -> FloorEntry {
    let running = when.running;
    FloorEntry {
        here: when.since_ms.is_some(),
        opens_in: when.opens_in,
        rules: floor.rules,
        order: floor.order_in(running),
        order_is_own: running.is_some_and(|segment| floor.orders.contains_key(&segment)),
        on_floor: floor.on_floor().map(|item| item.entered.id),
        last_word: floor.last_word,
        balance: (for_staff || floor.rules.balance_shown).then(|| floor.balance()),
    }
}

/// How many wait.
pub(crate) fn waiting(floor: &Floor, for_staff: bool) -> WaitingEntry {
    let (all, online) = floor.waiting();
    WaitingEntry {
        all,
        online,
        places_left: floor.few_places_left().filter(|_| for_staff),
    }
}

/// Who comes next: all of it for staff, its beginning for the public.
pub(crate) fn shown(order: &[Placed], for_staff: bool) -> OrderEntry {
    let count = if for_staff {
        order.len()
    } else {
        order.len().min(limits::PLACES_SHOWN_MAX)
    };
    let places = order[..count].to_vec();
    OrderEntry { places }
}

/// How the floor is shared, and what became of what was brought.
pub(crate) fn share(floor: &Floor) -> ShareEntry {
    ShareEntry {
        groups: groups(floor),
        statistics: statistics(floor),
    }
}

/// Which items are in whose hands.
pub(crate) fn handled(
    people: &People,
    handled: Option<&BTreeMap<ItemId, PersonId>>,
) -> HandledEntry {
    let items = handled.into_iter().flatten().map(|(item, person)| Handled {
        item: *item,
        by: PersonFace::of(people, *person),
    });
    HandledEntry {
        items: items.collect(),
    }
}

/// What somebody supports; support for an item that was merged is support for the one it is asked with.
pub(crate) fn supported(floor: &Floor, person: PersonId) -> Vec<ItemId> {
    let supported = floor.supported_by(person);
    let roots: BTreeSet<ItemId> = supported.map(|item| floor.root(item)).collect();
    roots.into_iter().collect()
}

/// The hand that somebody has up.
pub(crate) fn raised_hand(floor: &Floor, person: &Person) -> Option<ItemId> {
    let mut items = person.items.iter().filter_map(|id| floor.items.get(id));
    let hand = items.find(|item| item.entered.kind == ItemKind::Hand && item.state.is_open());
    hand.map(|item| item.entered.id)
}
