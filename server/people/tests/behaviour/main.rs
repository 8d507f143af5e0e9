//! What simulated people do, in a session in memory in which nothing takes time: so each refusal is a fault
//! of theirs.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop there"
)]

mod world;

use std::collections::{BTreeMap, BTreeSet};

use onefloor_core::limits;
use onefloor_core::terms::ItemState;
use onefloor_people::{BREATH_MS, Crowd, PEOPLE_MAX, PEOPLE_MIN, SPEED_MAX};
use proptest::prelude::*;

use world::{World, hour};

/// People of the hour in which everything happens.
const PEOPLE: usize = 80;
/// What the server takes of one person's commands a second, in the long run.
const COMMANDS_PER_SECOND: u64 = 10;

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, ..ProptestConfig::default() })]

    #[test]
    fn an_hour_of_any_crowd_is_the_same_again_and_nobody_is_refused_anything(
        seed: u64,
        people in PEOPLE_MIN..24,
    ) {
        let once = World::lived(seed, people);
        prop_assert_eq!(&once.refused, &BTreeMap::new());
        // Everybody who came has said who they are, before anything else.
        for person in once.session.people.values().filter(|person| person.link.is_none()) {
            prop_assert!(person.profile.name.is_some(), "{:?}", person);
        }
        prop_assert_eq!(once.said_before_a_name, 0);
        // Within what the server takes at the highest speed.
        for gave in once.gave_at_ms.values() {
            prop_assert!(gave.windows(2).all(|two| two[1] - two[0] >= BREATH_MS));
        }
        let again = World::lived(seed, people);
        prop_assert!(once.acts == again.acts, "the acts differ");
        let other = World::lived(seed.wrapping_add(1), people);
        prop_assert!(once.acts != other.acts, "another seed gives the same acts");
    }
}

#[test]
fn at_the_highest_speed_a_breath_is_longer_than_what_the_server_takes() {
    assert!(BREATH_MS * COMMANDS_PER_SECOND >= 1_000 * u64::from(SPEED_MAX));
}

#[test]
fn a_crowd_does_all_that_people_do() {
    let world = World::lived(7, PEOPLE);
    assert_eq!(world.refused, BTreeMap::new());
    let done = |name: &str| {
        world
            .acts
            .iter()
            .filter(|(_, _, act)| act.name() == name)
            .count()
    };
    for name in [
        "come",
        "go",
        "introduce",
        "ask_question",
        "vote",
        "raise_hand",
        "confirm_ready",
        "rejoin",
        "answer_poll",
        "answer_consensus",
        "ready_for_round",
        "say_in_room",
        "set_room_takeaway",
        "agree_to_be_named",
        "offer_contact",
    ] {
        assert!(done(name) > 0, "nobody: {name}");
    }
    // Some lost the line and came back, and all are gone in the end.
    assert!(done("come") > PEOPLE, "{}", done("come"));
    assert_eq!(done("come"), done("go"));
    assert!(world.presence.iter().next().is_none());
    let items = || world.session.floor.items.values();
    let languages: BTreeSet<_> = items()
        .filter_map(|item| item.entered.language.as_deref())
        .collect();
    for language in ["ar", "en", "es", "fr", "ru", "zh"] {
        assert!(
            languages.contains(language),
            "nobody asks in {language}: {languages:?}"
        );
    }
    assert!(
        items().any(|item| !item.entered.similar.is_empty()),
        "no near-duplicate"
    );
    let shouted = |text: &str| text.contains("SHAME") || text.starts_with("Boring.");
    assert!(
        items().any(|item| item.entered.text.as_deref().is_some_and(shouted)),
        "no troll"
    );
    assert!(items().any(|item| item.state == ItemState::AnsweredAloud));
    // Late is after the start.
    let joined = world
        .session
        .people
        .values()
        .filter(|person| person.link.is_none());
    assert_eq!(joined.count(), PEOPLE);
    let late = world
        .acts
        .iter()
        .filter(|(at_ms, _, act)| act.name() == "introduce" && *at_ms > hour().doors_ms + 120_000);
    assert!(late.count() > 3);
}

#[test]
fn a_crowd_of_any_size_keeps_within_the_limits_of_a_session() {
    for people in [0, PEOPLE_MIN, 500, PEOPLE_MAX, usize::MAX] {
        let crowd = Crowd::new(3, people, &hour());
        assert!((PEOPLE_MIN..=PEOPLE_MAX).contains(&crowd.people.len()));
        let of = |each: fn(&onefloor_people::Bent) -> usize| -> usize {
            crowd
                .people
                .iter()
                .map(|person| each(&person.character().bent))
                .sum()
        };
        let items = of(|bent| bent.questions + usize::from(bent.raises_hand));
        assert!(items < limits::ITEMS_MAX, "{items} items of {people}");
        assert_eq!(of(|bent| usize::from(bent.disturbs)), 1);
        let profiles = crowd
            .people
            .iter()
            .map(|person| person.character().profile.clone());
        for profile in profiles {
            assert_eq!(profile.clone().checked(), Ok(profile));
        }
    }
}
