//! A state that was written down and read again is the state, for whatever comes after; and what was
//! touched lately is enough for whoever has seen an earlier version.

use std::collections::{BTreeMap, BTreeSet};

use onefloor_core::ids::PersonId;
use onefloor_core::recent::Recent;
use onefloor_core::view::{Audience, Projector, View, may_have_gone, touched};
use onefloor_core::{Event, Presence, Session};
use proptest::prelude::*;

use crate::hour::seal_of;
use crate::random::{run, steps};

const GOLDEN_LOG: &str = include_str!("../golden/hour.log.jsonl");

fn golden() -> Vec<Event> {
    let steps = GOLDEN_LOG
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let events = steps.flat_map(|step| step["events"].as_array().cloned().unwrap_or_default());
    events
        .map(|event| serde_json::from_value(event).unwrap())
        .collect()
}

fn restored(session: &Session) -> Session {
    serde_json::from_slice(&serde_json::to_vec(session).unwrap()).unwrap()
}

fn everybody() -> Presence {
    (1..12).map(PersonId).map(|id| (id, seal_of(id))).collect()
}

fn views(session: &Session, presence: &Presence, now_ms: u64) -> BTreeMap<Audience, View> {
    let projector = Projector::new(session, presence, now_ms);
    let rooms = session.networking.rounds.iter();
    let rooms = rooms.flat_map(|round| &round.rooms);
    let rooms = rooms.map(|room| Audience::Room(room.id));
    let people = session.people.keys().copied().map(Audience::Person);
    let main = [Audience::Public, Audience::Staff].into_iter();
    let all = main.chain(rooms).chain(people);
    all.map(|audience| (audience, projector.view(audience)))
        .collect()
}

#[test]
fn the_golden_hour_goes_on_from_a_snapshot_of_each_of_its_moments() {
    let mut session = Session::default();
    let mut from_snapshots = Session::default();
    for event in golden() {
        session.evolve(&event);
        from_snapshots = restored(&from_snapshots);
        from_snapshots.evolve(&event);
        assert_eq!(restored(&session), session);
        assert_eq!(from_snapshots, session);
    }
    let (before, after) = (
        views(&session, &everybody(), 0),
        views(&from_snapshots, &everybody(), 0),
    );
    assert_eq!(before, after);
}

/// What a screen comes to that has seen `seen` and is told what is newer, and which of that is gone.
fn resumed(seen: View, gone: &BTreeSet<&str>, is_newer: impl Fn(&str) -> bool, now: &View) -> View {
    let mut view = seen;
    for key in gone.iter().filter(|key| is_newer(key)) {
        view.remove(*key);
    }
    for (key, entry) in now.iter().filter(|(key, _)| is_newer(key)) {
        view.insert(key.clone(), entry.clone());
    }
    view
}

/// Whether only staff ever has an entry.
fn is_of_staff(key: &str) -> bool {
    let families = [
        "capture",
        "conduct",
        "cue/",
        "draft/",
        "floor/handled",
        "floor/share",
        "harvest/",
        "history/",
        "report",
        "rooms",
        "rundown",
        "speak",
        "thresholds",
    ];
    families.iter().any(|family| key.starts_with(family))
}

/// Holds what whoever comes back from each earlier version is told against the whole.
fn resumes(log: &[Event], presence: &Presence, now_ms: u64) -> Result<(), String> {
    let main = [Audience::Public, Audience::Staff];
    let of = |session: &Session| {
        let projector = Projector::new(session, presence, now_ms);
        main.map(|audience| projector.view(audience))
    };
    let mut session = Session::default();
    let mut recent = Recent::since(0);
    let mut seen = vec![of(&session)];
    for (version, event) in (1..).zip(log) {
        session.evolve(event);
        recent.note(version, &touched(&session, event, None));
        seen.push(of(&session));
    }
    let last = of(&session);
    let known = (0..)
        .zip(seen)
        .filter(|(at, _)| *at >= recent.known_since());
    for (at, views) in known {
        for ((audience, seen), now) in main.iter().zip(views).zip(&last) {
            let gone = recent.named().filter(|key| !now.contains_key(*key));
            let gone: BTreeSet<&str> = gone
                .filter(|key| may_have_gone(&session, *audience, key))
                .collect();
            if *audience == Audience::Public
                && let Some(key) = gone.iter().find(|key| is_of_staff(key))
            {
                return Err(format!("{key} is named to the public"));
            }
            let is_newer = |key: &str| recent.touched_at(key).is_some_and(|it| it > at);
            let told = resumed(seen, &gone, is_newer, now);
            let differ = |key: &&String| told.get(*key) != now.get(*key);
            let differs: Vec<_> = told.keys().chain(now.keys()).filter(differ).collect();
            if !differs.is_empty() {
                return Err(format!("{audience:?} from {at}: {differs:?}"));
            }
        }
    }
    Ok(())
}

#[test]
fn who_comes_back_to_the_golden_hour_misses_nothing() {
    let log = golden();
    // At its end everything is purged, and nobody from before is told in parts.
    for length in (0..log.len()).step_by(7) {
        resumes(&log[..length], &everybody(), 0).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_snapshot_is_the_state_for_whatever_comes_after(
        steps in steps(),
        at in any::<prop::sample::Index>(),
    ) {
        let hour = run(&steps);
        let at = at.index(hour.log.len() + 1);
        let mut session = restored(&Session::replay(&hour.log[..at]));
        hour.log[at..].iter().for_each(|event| session.evolve(event));
        prop_assert_eq!(&session, &hour.session);
        prop_assert_eq!(
            views(&session, &hour.presence, hour.now_ms),
            views(&hour.session, &hour.presence, hour.now_ms)
        );
    }

    #[test]
    fn what_was_touched_lately_is_all_that_a_screen_has_missed(steps in steps()) {
        let hour = run(&steps);
        let told = resumes(&hour.log, &hour.presence, hour.now_ms);
        prop_assert!(told.is_ok(), "{}", told.unwrap_err());
    }
}
