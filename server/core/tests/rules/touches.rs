//! Every entry that an event changed was touched by it: what publication will look at is enough.

use std::collections::{BTreeMap, BTreeSet};

use onefloor_core::ids::{ItemId, PersonId};
use onefloor_core::touch::{MINE, Touched};
use onefloor_core::view::{Audience, Projector, View, touched};
use onefloor_core::{Event, Presence, Session};
use proptest::prelude::*;

use crate::hour::seal_of;
use crate::random::{run, steps};

/// What the golden hour recorded: each command once at least, and each event.
const GOLDEN_LOG: &str = include_str!("../golden/hour.log.jsonl");

/// Everything that anybody sees: by audience and key, as it goes over the wire.
type Seen = BTreeMap<(Audience, String), String>;

fn seen(session: &Session, presence: &Presence, now_ms: u64) -> Seen {
    let projector = Projector::new(session, presence, now_ms);
    let rooms = session.networking.open().into_iter();
    let rooms = rooms.flat_map(|round| round.rooms.iter().map(|room| Audience::Room(room.id)));
    let people = session
        .people
        .keys()
        .map(|person| Audience::Person(*person));
    let mut seen = Seen::new();
    for audience in [Audience::Public, Audience::Staff]
        .into_iter()
        .chain(rooms)
        .chain(people)
    {
        for (key, entry) in projector.view(audience) {
            seen.insert((audience, key), serde_json::to_string(&entry).unwrap());
        }
    }
    seen
}

/// On whose screen an item stands as their own.
fn asker(seen: &Seen, item: ItemId) -> Option<PersonId> {
    let own = format!("{MINE}{item}");
    let mut keys = seen.keys();
    keys.find_map(|(audience, key)| match audience {
        Audience::Person(person) if *key == own => Some(*person),
        _ => None,
    })
}

/// Entries that changed and that nobody named.
fn missed(before: &Seen, after: &Seen, touched: &Touched) -> BTreeSet<String> {
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let changed = keys
        .into_iter()
        .filter(|key| before.get(key) != after.get(key));
    changed
        .filter(|(audience, key)| !audience.wanted(touched).holds(key))
        .map(|(audience, key)| format!("{key} of {audience:?}"))
        .collect()
}

/// Replays a log and looks at everybody's view after each event; what was missed, by event.
fn misses(log: &[Event], presence: &Presence, now_ms: u64) -> BTreeMap<String, BTreeSet<String>> {
    let mut session = Session::default();
    let mut before = seen(&session, presence, now_ms);
    let mut staff = View::new();
    let mut misses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for event in log {
        session.evolve(event);
        let after = seen(&session, presence, now_ms);
        let mut touched = touched(&session, event, None);
        touched.with_counts();
        let projector = Projector::new(&session, presence, now_ms);
        projector.touch_displaced(&staff, |_| true, &mut touched);
        touched.find_askers(|item| asker(&before, item));
        staff = projector.view(Audience::Staff);
        let missed = missed(&before, &after, &touched);
        if !missed.is_empty() {
            let named = serde_json::to_value(event).unwrap();
            let name = named["type"].as_str().unwrap_or_default().to_owned();
            misses.entry(name).or_default().extend(missed);
        }
        before = after;
    }
    misses
}

#[test]
fn the_golden_hour_changes_nothing_that_is_not_touched() {
    let steps = GOLDEN_LOG
        .lines()
        .map(serde_json::from_str::<serde_json::Value>);
    let steps: Vec<serde_json::Value> = steps.collect::<Result<_, _>>().unwrap();
    let events = steps
        .iter()
        .flat_map(|step| step["events"].as_array().into_iter().flatten());
    let log: Vec<Event> = events
        .map(|event| serde_json::from_value(event.clone()).unwrap())
        .collect();
    let everybody: Presence = (1..12).map(PersonId).map(|id| (id, seal_of(id))).collect();
    let middle_ms = steps[steps.len() / 2]["now_ms"]
        .as_u64()
        .unwrap_or(1_734_346_000_000);
    let misses = misses(&log, &everybody, middle_ms);
    assert!(misses.is_empty(), "{misses:#?}");
}

#[test]
fn an_entry_that_changes_unnamed_is_found() {
    let before = Seen::from([((Audience::Public, "clock".to_owned()), "1".to_owned())]);
    let after = Seen::from([((Audience::Public, "clock".to_owned()), "2".to_owned())]);
    let mut touched = Touched::default();
    touched.main("agenda");
    assert_eq!(missed(&before, &after, &touched).len(), 1);
    touched.main("clock");
    assert!(missed(&before, &after, &touched).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_happens_every_entry_that_changed_was_touched(steps in steps()) {
        let hour = run(&steps);
        let misses = misses(&hour.log, &hour.presence, hour.now_ms);
        prop_assert!(misses.is_empty(), "{misses:#?}");
    }
}
