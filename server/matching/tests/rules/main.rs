//! Who meets whom: nobody left out, nobody unsafe, and as few repeats as can be.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop there"
)]

mod made_up;
mod seating;

use onefloor_matching::{
    MatchError, MatchField, Matching, Request, advise, best_known, forced_repeats, match_round,
    match_rounds,
};

use made_up::{Dice, alike, conference, instance};

/// Instances of the random test; a hundred thousand take two minutes in a release build.
const INSTANCES: usize = 350;

fn room_of(matching: &Matching, person: usize) -> Option<usize> {
    let mut rooms = matching.rooms.iter();
    rooms.position(|room| room.people.contains(&person))
}

/// Whether units of two, in rooms of these sizes, leave no way to seat them.
fn units_fit(units: usize, people: usize, rooms: usize) -> bool {
    let room = |room| (people / rooms + usize::from(room < people % rooms)) / 2;
    (0..rooms).map(room).sum::<usize>() >= units
}

fn check(request: &Request, matching: &Matching) {
    let people = request.people.len();
    let rooms = matching.rooms.iter().map(|room| room.people.clone());
    let mut seated: Vec<usize> = rooms.clone().flatten().collect();
    let seats = seated.len();
    seated.extend(&matching.waiting);
    seated.sort_unstable();
    assert!(
        seated.into_iter().eq(0..people),
        "everybody once: {request:?}"
    );
    let sizes: Vec<usize> = rooms.clone().map(|room| room.len()).collect();
    assert!(
        sizes.iter().all(|size| *size >= 2),
        "nobody alone: {request:?}"
    );
    let (smallest, largest) = (sizes.iter().min(), sizes.iter().max());
    if let (Some(smallest), Some(largest)) = (smallest, largest) {
        let counts = seats.div_ceil(request.max)..=seats / request.min;
        let mut fitting = counts.filter(|count| units_fit(request.together.len(), seats, *count));
        if fitting.next().is_some() {
            assert!(largest - smallest <= 1, "{sizes:?} of {request:?}");
            assert!(
                *smallest >= request.min && *largest <= request.max,
                "{sizes:?}"
            );
            assert!(!matching.relaxed);
        }
    }
    for (a, b) in &request.blocks {
        let (a, b) = (room_of(matching, *a), room_of(matching, *b));
        assert!(a.is_none() || a != b, "blocks kept: {request:?}");
    }
    for unit in &request.together {
        assert_eq!(room_of(matching, unit[0]), room_of(matching, unit[1]));
    }
    if request.blocks.is_empty() && people > 1 {
        assert!(matching.waiting.is_empty(), "{request:?}");
    }
    let one_unit = |a, b| {
        request
            .together
            .iter()
            .any(|unit| unit.contains(&a) && unit.contains(&b))
    };
    let met = |a, b| request.met.contains(&(a, b)) || request.met.contains(&(b, a));
    let mut repeats = 0;
    for room in rooms {
        for (at, a) in room.iter().enumerate() {
            let later = room[at + 1..].iter();
            repeats += later.filter(|b| met(*a, **b) && !one_unit(*a, **b)).count();
        }
    }
    assert_eq!(matching.repeats, repeats);
    assert!(matching.forced_repeats <= repeats, "{request:?}");
    assert!(matching.diversity_permille <= 1_000);
}

fn repeats(matchings: &[Matching]) -> usize {
    matchings.iter().map(|matching| matching.repeats).sum()
}

/// FNV-1a over all rooms.
fn hash(matchings: &[Matching]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |number: u64| {
        hash = (hash ^ number).wrapping_mul(0x0100_0000_01b3);
    };
    for room in matchings.iter().flat_map(|matching| &matching.rooms) {
        room.people.iter().for_each(|person| take(*person as u64));
        take(u64::MAX);
    }
    hash
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "the long run is asked for from outside: MATCH_INSTANCES=100000"
)]
fn everybody_sits_safely_in_even_rooms_and_nobody_alone() {
    let asked = std::env::var("MATCH_INSTANCES").ok();
    let instances = asked.map_or(INSTANCES, |number| number.parse().unwrap());
    let mut dice = Dice(1);
    for _ in 0..instances {
        let request = instance(&mut dice);
        check(&request, &match_round(&request).unwrap());
    }
}

#[test]
fn every_head_count_and_every_pair_of_bounds_can_be_seated() {
    for people in 0..=50 {
        for min in 2..=6 {
            for max in min..=7 {
                let mut request = Request::new(alike(people), min, 3);
                (request.min, request.max) = (min, max);
                let matching = match_round(&request).unwrap();
                check(&request, &matching);
                assert_eq!(matching.waiting.len(), usize::from(people == 1));
            }
        }
    }
}

#[test]
fn seventeen_people_in_fours_meet_anew_for_five_rounds() {
    for seed in 0..20 {
        let rounds = match_rounds(&Request::new(alike(17), 4, seed), 5).unwrap();
        assert_eq!((rounds.len(), repeats(&rounds)), (5, 0));
        assert_eq!(rounds[0].clean_round_limit, 5);
        assert_eq!(rounds[0].rooms.len(), 5);
    }
}

#[test]
fn every_known_design_is_planned_without_a_repeat() {
    for size in 3..=6 {
        for rooms in size..=10 {
            let known = best_known(rooms, size);
            let mut request = Request::new(alike((rooms * size) as u32), size, 9);
            (request.min, request.max) = (size, size);
            let planned = match_rounds(&request, known).unwrap();
            assert_eq!(planned.len(), known);
            assert_eq!(repeats(&planned), 0, "{rooms} rooms of {size}");
            assert_eq!(planned[0].clean_round_limit, known);
        }
    }
}

#[test]
fn eight_rooms_of_four_meet_anew_for_ten_rounds() {
    assert_eq!(best_known(8, 4), 10);
    let rounds = match_rounds(&Request::new(alike(32), 4, 4), 10).unwrap();
    assert_eq!(repeats(&rounds), 0);
    let eleventh = match_rounds(&Request::new(alike(32), 4, 4), 11).unwrap();
    assert!(repeats(&eleventh) > 0 && eleventh[0].clean_round_bound == 10);
}

#[test]
fn the_limit_is_never_above_what_counting_allows() {
    for people in 2..70 {
        for choice in advise(people, 2, 8) {
            assert!(choice.clean.known <= choice.clean.bound);
        }
    }
    assert_eq!(advise(12, 3, 4)[0].rooms, 4);
}

#[test]
fn a_seed_gives_the_same_rooms_on_every_machine() {
    // Golden: a change of these numbers is a change of every published draw.
    let golden = [
        (17, 4, 0x4364_76b9_47ae_1ee5_u64),
        (50, 4, 0x2cf4_310c_e77a_d8ed),
        (101, 5, 0xf829_094f_7920_5a4d),
        (1_200, 4, 0x0d92_09da_1e2e_0f99),
    ];
    let found = golden.map(|(people, target, _)| {
        let request = Request::new(conference(people, 5), target, 2_024);
        (people, target, hash(&match_rounds(&request, 2).unwrap()))
    });
    assert_eq!(found, golden, "{found:#x?}");
}

#[test]
fn the_order_of_the_list_does_not_matter() {
    let mut dice = Dice(8);
    for round in 0..30 {
        let request = instance(&mut dice);
        let people = request.people.len();
        let turned = |place: usize| people - 1 - place;
        let pairs = |pairs: &[(usize, usize)]| {
            let pairs = pairs.iter().rev();
            pairs.map(|(a, b)| (turned(*b), turned(*a))).collect()
        };
        let other = Request {
            people: request.people.iter().rev().copied().collect(),
            blocks: pairs(&request.blocks),
            together: request
                .together
                .iter()
                .rev()
                .map(|unit| unit.iter().map(|place| turned(*place)).collect())
                .collect(),
            met: pairs(&request.met),
            ..request.clone()
        };
        let ids = |request: &Request, matchings: &[Matching]| -> Vec<Vec<u32>> {
            let rooms = matchings.iter().flat_map(|matching| &matching.rooms);
            let room =
                |people: &Vec<usize>| people.iter().map(|at| request.people[*at].id).collect();
            rooms.map(|room_draw| room(&room_draw.people)).collect()
        };
        // Plans take their time in a debug build: a few, and single rounds for the rest.
        let rounds = 1 + usize::from(round % 10 == 0);
        let (first, second) = (match_rounds(&request, rounds), match_rounds(&other, rounds));
        assert_eq!(
            ids(&request, &first.unwrap()),
            ids(&other, &second.unwrap())
        );
    }
}

#[test]
fn who_all_met_in_threes_meets_again_in_two_rooms_by_force() {
    for (people, forced) in [(5, 1), (6, 2)] {
        let mut request = Request::new(alike(people), 3, 1);
        request.met = vec![(0, 1), (0, 2), (1, 2), (3, 4)];
        if people == 6 {
            request.min = 3;
            request.met.extend([(3, 5), (4, 5)]);
        }
        let again = match_round(&request).unwrap();
        assert_eq!(again.rooms.len(), 2);
        assert_eq!((again.repeats, again.forced_repeats), (forced, forced));
    }
}

#[test]
fn another_seed_gives_other_rooms() {
    let rooms = |seed| {
        match_round(&Request::new(alike(40), 4, seed))
            .unwrap()
            .rooms
    };
    assert_ne!(rooms(1), rooms(2));
}

#[test]
fn people_who_share_a_language_meet_again_rather_than_be_alone_with_it() {
    const EN: u64 = 1;
    const FR: u64 = 2;
    let mut people = alike(16);
    for person in &mut people {
        person.languages = EN;
    }
    for french in [3, 9, 14] {
        people[french].languages = FR;
    }
    people[5].languages = EN | FR;
    let request = Request::new(people, 4, 6);
    let rounds = match_rounds(&request, 6).unwrap();
    assert!(rounds.iter().all(|matching| matching.isolated == 0));
    let forced = forced_repeats(&request, 6).unwrap();
    assert!(forced.by_languages > 0 && repeats(&rounds) >= forced.by_languages);
}

#[test]
fn nobody_is_isolated_where_somebody_could_understand_them_whatever_it_repeats() {
    const EN: u64 = 1;
    for population in 0..20_u64 {
        let mut dice = Dice(population + 1);
        let size = 12 + dice.below(24) as u32;
        let mut people = conference(size, population);
        people.iter_mut().for_each(|person| person.languages = EN);
        // Two or three who speak one language alone, and somebody who speaks it and English.
        let mut at = 0;
        for language in 1..=1 + dice.below(3) {
            for _ in 0..2 + dice.below(2) {
                people[at].languages = 1 << language;
                at += 1;
            }
            people[at].languages = EN | 1 << language;
            at += 1;
        }
        // And one whom nobody understands: that is forced.
        let alone = dice.below(2);
        if alone == 1 {
            people[at].languages = 1 << 9;
        }
        let request = Request::new(people, 3 + dice.below(3), population);
        let planned = match_rounds(&request, 4).unwrap();
        let isolated: Vec<usize> = planned.iter().map(|round| round.isolated).collect();
        assert_eq!(isolated, [alone; 4], "planned, population {population}");
        let mut next = request;
        for round in 0..6 {
            let drawn = match_round(&next).unwrap();
            assert_eq!(
                drawn.isolated, alone,
                "population {population}, round {round}"
            );
            for room in &drawn.rooms {
                for (nth, a) in room.people.iter().enumerate() {
                    next.met
                        .extend(room.people[nth + 1..].iter().map(|b| (*a, *b)));
                }
            }
            next.seed += 1;
        }
    }
}

#[test]
fn a_reason_counts_what_is_in_the_room() {
    let mut request = Request::new(alike(4), 4, 0);
    for (at, person) in request.people.iter_mut().enumerate() {
        person.stakeholder = Some(at as u8);
        person.region = Some(at as u8 / 2);
        person.languages = 0b10 | 1 << (2 + at);
    }
    request.met = vec![(0, 3)];
    let why = match_round(&request).unwrap().rooms[0].why;
    assert_eq!((why.stakeholders, why.regions), (4, 2));
    assert_eq!((why.common_languages, why.met_before), (0b10, 1));
}

#[test]
fn people_of_one_house_and_two_hosts_part_where_they_can() {
    let mut request = Request::new(alike(40), 4, 2);
    for (at, person) in request.people.iter_mut().enumerate() {
        person.affiliation = Some(at as u32 / 4);
        person.host = at % 4 == 0;
    }
    let matching = match_round(&request).unwrap();
    for room in &matching.rooms {
        assert_eq!((room.why.shared_affiliations, room.why.hosts), (0, 1));
    }
}

#[test]
fn where_everybody_blocks_everybody_all_wait() {
    let mut request = Request::new(alike(20), 4, 1);
    for a in 0..20 {
        request.blocks.extend((0..a).map(|b| (a, b)));
    }
    let matching = match_round(&request).unwrap();
    assert_eq!((matching.rooms.len(), matching.waiting.len()), (0, 20));
}

#[test]
fn a_unit_that_nobody_may_sit_with_sits_alone() {
    let mut request = Request::new(alike(6), 3, 1);
    (request.min, request.max) = (2, 4);
    request.together = vec![vec![0, 1]];
    request.blocks = (2..6).map(|other| (0, other)).collect();
    let matching = match_round(&request).unwrap();
    check(&request, &matching);
    assert_eq!(matching.waiting, [0_usize; 0]);
}

#[test]
fn nobody_and_somebody_alone_get_no_room() {
    let nobody = match_round(&Request::new(alike(0), 4, 1)).unwrap();
    assert!(nobody.rooms.is_empty() && nobody.waiting.is_empty());
    let alone = match_round(&Request::new(alike(1), 4, 1)).unwrap();
    assert_eq!((alone.rooms.len(), alone.waiting), (0, vec![0]));
    assert_eq!(match_rounds(&Request::new(alike(9), 3, 1), 0), Ok(vec![]));
}

#[test]
fn what_cannot_be_is_refused_by_field() {
    let base = || Request::new(alike(8), 4, 1);
    let refused = |change: &dyn Fn(&mut Request)| {
        let mut request = base();
        change(&mut request);
        match_round(&request).unwrap_err()
    };
    let size = |field, min, max| MatchError::Size { field, min, max };
    let sizes = refused(&|request| request.target = 1);
    assert_eq!(sizes, size(MatchField::Target, 2, 64));
    let sizes = refused(&|request| request.min = 1);
    assert_eq!(sizes, size(MatchField::Min, 2, 4));
    let sizes = refused(&|request| (request.min, request.max) = (5, 3));
    assert_eq!(sizes, size(MatchField::Min, 2, 4));
    let sizes = refused(&|request| request.max = 3);
    assert_eq!(sizes, size(MatchField::Max, 4, 64));
    let duplicate = refused(&|request| request.people[6].id = 2);
    assert_eq!(
        duplicate,
        MatchError::DuplicateId {
            first: 2,
            second: 6
        }
    );
    let unknown = refused(&|request| request.blocks = vec![(0, 1), (2, 8)]);
    let (field, entry, person) = (MatchField::Blocks, 1, 8);
    assert_eq!(
        unknown,
        MatchError::UnknownPerson {
            field,
            entry,
            person
        }
    );
    let unknown = refused(&|request| request.together = vec![vec![9]]);
    assert_eq!(unknown.to_string(), "together[0]: there is no people[9]");
    let oneself = refused(&|request| request.met = vec![(3, 3)]);
    assert_eq!(oneself.to_string(), "met[0]: names one person twice");
    let large = refused(&|request| request.together = vec![vec![0, 1, 2], vec![2, 3, 4, 5]]);
    assert!(matches!(
        large,
        MatchError::UnitTooLarge {
            people: 6,
            max: 5,
            ..
        }
    ));
    let torn = refused(&|request| {
        request.together = vec![vec![0, 1], vec![1, 2]];
        request.blocks = vec![(4, 5), (2, 0)];
    });
    assert_eq!(torn, MatchError::BlockInsideUnit { entry: 1 });
    let many = match_rounds(&base(), 1_000).unwrap_err();
    assert_eq!(many.to_string(), "rounds: at most 200");
}
