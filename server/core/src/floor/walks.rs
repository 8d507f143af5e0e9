//! Random walks of a floor, for what is kept beside its items: it must stay what the items say.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::event::Event;
use super::state::Floor;
use crate::ids::ItemId;

const STATES: [&str; 9] = [
    "submitted",
    "approved",
    "held",
    "dismissed",
    "next",
    "on_floor",
    "answered_aloud",
    "passed",
    "withdrawn",
];

/// Events to a floor on which six have come already.
pub(super) fn walk() -> impl Strategy<Value = Vec<Value>> {
    proptest::collection::vec(event(), 0..60)
}

fn event() -> impl Strategy<Value = Value> {
    let item = || 1_u32..9;
    prop_oneof![
        4 => (item(), 0_u32..4).prop_map(|(item, person)| {
            let vote = ["vote_cast", "vote_retracted"][usize::from(person == 3)];
            json!({ "type": vote, "item": item, "person": person % 3 + 1 })
        }),
        3 => (item(), proptest::sample::select(STATES.to_vec())).prop_map(|(item, to)| {
            json!({ "type": "item_moved", "item": item, "to": to, "at_ms": 5 })
        }),
        2 => (item(), item()).prop_map(|(into, item)| {
            json!({ "type": "items_merged", "into": into, "items": [item], "at_ms": 6 })
        }),
        1 => item().prop_map(|item| {
            json!({ "type": "item_restored", "item": item, "to": "approved", "at_ms": 7 })
        }),
        1 => item().prop_map(|item| {
            let placement = json!({ "after": 1, "before": null, "by": "staff", "at_ms": 8 });
            json!({ "type": "item_placed", "item": item, "placement": placement })
        }),
        1 => any::<[bool; 3]>().prop_map(|order| {
            let mut rules = json!(Floor::default().rules);
            rules["order"] = switches(order);
            json!({ "type": "floor_set", "rules": rules })
        }),
        1 => any::<Option<[bool; 3]>>().prop_map(|order| {
            json!({ "type": "segment_order_set", "segment": 1, "order": order.map(switches) })
        }),
    ]
}

fn switches([alternate, first_timers, votes]: [bool; 3]) -> Value {
    json!({ "alternate": alternate, "first_timers": first_timers, "votes": votes })
}

/// Of two from the same person or name each, some online and some in the room.
fn entered(id: u32) -> Value {
    let origin = ["online", "room"][id as usize % 2];
    let asker = (id < 5).then_some(id.div_ceil(2));
    json!({
        "type": "item_entered",
        "item": {
            "id": id, "kind": "question", "origin": origin, "asker": asker, "name": "Ana", "text": "Why?",
            "anonymity": "named", "state": "approved", "similar": [id / 2], "at_ms": id,
        },
    })
}

/// The floor after each event of a walk that can follow.
pub(super) fn floors(walk: Vec<Value>) -> impl Iterator<Item = Floor> {
    let mut floor = Floor::default();
    let events = (1..7).map(entered).chain(walk);
    events.filter_map(move |event| {
        let event: Event = serde_json::from_value(event).unwrap();
        can_follow(&floor, &event).then(|| {
            floor.evolve(&event);
            floor.clone()
        })
    })
}

fn can_follow(floor: &Floor, event: &Event) -> bool {
    let stands = |id: &ItemId| {
        let item = floor.items.get(id);
        item.is_some_and(|item| item.merged_into.is_none())
    };
    // Only what stands for itself is merged, and into another one that does.
    if let Event::ItemsMerged { into, items, .. } = event {
        return items.iter().chain([into]).all(stands) && !items.contains(into);
    }
    // What was merged is restored before it moves: what is undone later may not lead in a circle.
    if let Event::ItemMoved { item, .. } = event {
        return !floor.items.contains_key(item) || stands(item);
    }
    true
}
