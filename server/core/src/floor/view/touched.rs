//! Which entries an event of the floor can change.

use super::super::event::Event;
use super::super::state::Floor;
use crate::ids::ItemId;
use crate::terms::ItemState;
use crate::touch::{MINE, Touched};

/// Which entries an event can change; `floor` is the floor after it.
pub(crate) fn touched(event: &Event, floor: &Floor, touched: &mut Touched) {
    match event {
        Event::ItemEntered { item } => {
            counts(touched);
            moved(floor, item.id, touched);
        }
        Event::ItemMoved { item, to, .. } => {
            counts(touched);
            let moved_item = floor.items.get(item);
            let earlier = moved_item.and_then(|item| item.history.last());
            if let Some(into) = earlier.and_then(|earlier| earlier.merged_into) {
                group(floor, into, touched);
                group(floor, *item, touched);
            } else {
                moved(floor, *item, touched);
            }
            let was = earlier.map(|earlier| earlier.state);
            if *to == ItemState::OnFloor || was == Some(ItemState::OnFloor) {
                waits(touched);
            }
        }
        Event::ItemsMerged { into, .. } => {
            counts(touched);
            group(floor, *into, touched);
        }
        // What is taken back may have been a merge; with which item is no longer known. It may have been
        // a turn, too.
        Event::ItemRestored { .. } => {
            counts(touched);
            touched.all("item/");
            touched.all("votes/");
            touched.everybody("me");
            waits(touched);
        }
        Event::ItemReworded { item, .. } | Event::WordsGiven { item, .. } => {
            own(floor, *item, touched);
            for merged in floor.merged_with(*item) {
                touched.brought(merged);
            }
        }
        // A turn that begins is one of those that count, and that others wait for.
        Event::TurnAwaited { item } | Event::TurnBegan { item, .. } => {
            counts(touched);
            moved(floor, *item, touched);
            waits(touched);
        }
        Event::ReadyConfirmed { item, .. } => own(floor, *item, touched),
        Event::VoteCast { item, person } | Event::VoteRetracted { item, person } => {
            let root = floor.root(*item);
            touched.numbered("votes", item);
            touched.numbered("votes", root);
            touched.person(*person, "me");
            for item in floor.merged_with(root).into_iter().chain([root]) {
                touched.brought(item);
            }
            if floor.may_order_by_votes() {
                touched.main("floor/order");
            }
        }
        Event::ItemPlaced { .. } => touched.main("floor/order"),
        Event::LastWordGiven { .. } | Event::SegmentOrderSet { .. } => {
            touched.main("floor");
            touched.main("floor/order");
        }
        Event::FloorOpenedIn { .. } => {
            touched.main("floor");
            waits(touched);
        }
        Event::TurnSet { item, .. } => {
            touched.count("floor/share");
            own(floor, *item, touched);
            for merged in floor.merged_with(*item) {
                touched.brought(merged);
            }
        }
        Event::AskerSilenced { by, .. } => {
            touched.everybody("me");
            for item in floor.sealed.get(by).into_iter().flatten() {
                touched.numbered("item", item);
            }
        }
        Event::ItemsDeferred { items, .. } => {
            counts(touched);
            for item in items {
                group(floor, *item, touched);
            }
        }
        Event::FloorSet { .. } => {
            touched.main("floor");
            touched.main("floor/order");
            // Nobody has spoken yet: then the allowance says how long turns take.
            waits(touched);
        }
    }
}

/// What counts items: how many wait, how the floor is shared, who comes next.
fn counts(touched: &mut Touched) {
    touched.main("floor");
    touched.main("floor/waiting");
    touched.count("floor/share");
    touched.main("floor/order");
}

/// How long turns take, or whether one runs: with it, the time until everybody's own.
fn waits(touched: &mut Touched) {
    touched.all_brought();
}

/// Items that are asked together with this one, or were until now, and with it whose support is for which.
fn group(floor: &Floor, id: ItemId, touched: &mut Touched) {
    let root = floor.root(id);
    for item in floor.merged_with(root).into_iter().chain([root, id]) {
        moved(floor, item, touched);
        let item = floor.items.get(&item);
        for person in item.into_iter().flat_map(|item| &item.votes) {
            touched.person(*person, "me");
        }
    }
}

/// An item in another state; staff sees it at the items that were much like it, as long as it waits.
fn moved(floor: &Floor, id: ItemId, touched: &mut Touched) {
    own(floor, id, touched);
    for other in floor.found_like(id) {
        touched.numbered("item", other);
    }
}

/// An item, for everybody and for its asker.
fn own(floor: &Floor, id: ItemId, touched: &mut Touched) {
    touched.numbered("item", id);
    touched.numbered("votes", id);
    touched.brought(id);
    let item = floor.items.get(&id);
    if let Some(asker) = item.and_then(|item| item.entered.asker) {
        touched.person(asker, "me");
        // It may be new to them.
        touched.person(asker, format!("{MINE}{id}"));
    }
}
