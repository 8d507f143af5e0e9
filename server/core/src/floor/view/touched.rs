//! Which entries an event of the floor can change.

use super::super::event::Event;
use super::super::state::Floor;
use crate::ids::ItemId;
use crate::touch::Touched;

/// Which entries an event can change; `floor` is the floor after it.
pub(crate) fn touched(event: &Event, floor: &Floor, touched: &mut Touched) {
    match event {
        Event::ItemEntered { item } => {
            counts(touched);
            moved(floor, item.id, touched);
        }
        Event::ItemMoved { item, .. } => {
            counts(touched);
            let moved_item = floor.items.get(item);
            let earlier = moved_item.and_then(|item| item.history.last());
            if earlier.is_some_and(|earlier| earlier.merged_into.is_some()) {
                groups(touched);
            } else {
                moved(floor, *item, touched);
            }
        }
        // What is taken back may have been a merge; with which item is no longer known.
        Event::ItemsMerged { .. } | Event::ItemRestored { .. } => {
            counts(touched);
            groups(touched);
        }
        Event::ItemReworded { item, .. } => {
            own(floor, *item, touched);
            for merged in floor.merged_with(*item) {
                asker(floor, merged, touched);
            }
        }
        Event::ReadyConfirmed { item, .. } => own(floor, *item, touched),
        Event::VoteCast { item, person } | Event::VoteRetracted { item, person } => {
            order(touched);
            touched.numbered("item", item);
            touched.numbered("item", floor.root(*item));
            touched.person(*person, "me");
        }
        Event::ItemPlaced { .. } => order(touched),
        Event::LastWordGiven { .. } | Event::SegmentOrderSet { .. } | Event::FloorSet { .. } => {
            touched.main("floor");
            order(touched);
        }
    }
}

/// What counts items: how many wait, how the floor is shared, who comes next.
fn counts(touched: &mut Touched) {
    touched.main("floor");
    touched.main("floor/share");
    order(touched);
}

/// Who comes next, and with it the place of everybody's own items and the time until their turn.
fn order(touched: &mut Touched) {
    touched.main("floor/order");
    touched.everybody("mine/");
}

/// Which items are asked together, and with it whose support is for which.
fn groups(touched: &mut Touched) {
    touched.all("item/");
    touched.everybody("me");
}

/// An item in another state; staff sees it at the items that were much like it, as long as it waits.
fn moved(floor: &Floor, id: ItemId, touched: &mut Touched) {
    own(floor, id, touched);
    let items = floor.items.values();
    for other in items.filter(|other| other.entered.similar.contains(&id)) {
        touched.numbered("item", other.entered.id);
    }
}

/// An item, for everybody and for its asker.
fn own(floor: &Floor, id: ItemId, touched: &mut Touched) {
    touched.numbered("item", id);
    asker(floor, id, touched);
}

fn asker(floor: &Floor, id: ItemId, touched: &mut Touched) {
    let item = floor.items.get(&id);
    if let Some(asker) = item.and_then(|item| item.entered.asker) {
        touched.person(asker, "me");
        touched.person(asker, format!("mine/{id}"));
    }
    // Whose it is, nothing here tells.
    if item.is_some_and(|item| item.entered.sealed.is_some()) {
        touched.everybody("mine/");
    }
}
