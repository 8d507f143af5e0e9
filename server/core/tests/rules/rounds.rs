//! Breakout rounds: called, drawn, opened, warned, closed, one after the other.

use onefloor_core::limits::{ANNOUNCE_MS, READY_MS};
use onefloor_core::networking::{ClosedBy, RoundSettings};
use onefloor_core::people::Profile;
use onefloor_core::terms::{Attendance, Role};
use onefloor_core::{
    Actor, Command, Context, Event, Rejection, networking, next_deadline, people, preview_round,
};

use crate::hour::{Hour, people, person};

fn call(settings: RoundSettings) -> Command {
    Command::Networking(networking::Command::CallRound { settings })
}

fn pairs(length_ms: u64) -> RoundSettings {
    RoundSettings::new("What would you bring?", 2, length_ms)
}

fn asked() -> RoundSettings {
    RoundSettings {
        ready_check: true,
        ..pairs(120_000)
    }
}

fn ready(hour: &mut Hour, who: &Actor) {
    hour.ask(
        who,
        Command::Networking(networking::Command::ReadyForRound { ready: true }),
    )
    .unwrap();
}

#[test]
fn nobody_sits_alone_and_staff_is_not_drawn() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben, chi) = (hour.joins("Ada"), hour.joins("Ben"), hour.joins("Chi"));
    hour.opens_round(&moderator, 2, 300_000);
    let round = hour.session.networking.open().unwrap();
    assert_eq!(round.rooms.len(), 1);
    let seated = round.rooms[0].members.iter().copied().collect();
    assert_eq!(people(&[&ada, &ben, &chi]), seated);
}

#[test]
fn a_round_warns_and_closes_at_its_own_deadlines() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    hour.joins("Ada");
    hour.joins("Ben");
    hour.opens_round(&moderator, 2, 120_000);
    let opened_ms = hour.now_ms;
    let mut seen = Vec::new();
    while let Some(due_ms) = next_deadline(&hour.session, hour.now_ms) {
        hour.now_ms = due_ms;
        let events = hour.meets_deadlines();
        let at_ms = due_ms - opened_ms;
        seen.extend(events.iter().map(|event| match event {
            Event::Networking(networking::Event::RoundWarned { left_ms, .. }) => {
                ("warned", at_ms, *left_ms)
            }
            Event::Networking(networking::Event::RoundClosed {
                by: ClosedBy::Time, ..
            }) => ("closed", at_ms, 0),
            other => unreachable!("{other:?}"),
        }));
    }
    let expected = [
        ("warned", 60_000, 60_000),
        ("warned", 110_000, 10_000),
        ("closed", 120_000, 0),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn warnings_that_were_slept_through_are_given_once() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    hour.joins("Ada");
    hour.joins("Ben");
    hour.opens_round(&moderator, 2, 120_000);
    hour.now_ms += 115_000;
    assert_eq!(hour.meets_deadlines().len(), 2);
    assert_eq!(hour.meets_deadlines(), vec![]);
    let due_ms = next_deadline(&hour.session, hour.now_ms);
    assert_eq!(due_ms, Some(hour.now_ms + 5_000));
}

#[test]
fn who_said_nothing_in_twenty_seconds_is_not_drawn() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    let chi = hour.joins("Chi");
    hour.ask(&moderator, call(asked())).unwrap();
    ready(&mut hour, &ada);
    ready(&mut hour, &ben);
    assert!(hour.session.networking.open().is_none());
    hour.now_ms += READY_MS;
    let drawn = hour.meets_deadlines();
    assert!(matches!(
        drawn.as_slice(),
        [Event::Networking(networking::Event::RoundDrawn { .. })]
    ));
    let round = hour.session.networking.open().unwrap();
    assert_eq!(round.opened_at_ms, hour.now_ms + ANNOUNCE_MS);
    assert_eq!(round.closes_at_ms, round.opened_at_ms + 120_000);
    assert!(round.room_of(person(&chi)).is_none());
    // Whoever wakes up later is a latecomer.
    ready(&mut hour, &chi);
    let round = hour.session.networking.open().unwrap();
    assert!(round.room_of(person(&chi)).is_some());
}

#[test]
fn once_everybody_is_ready_nobody_waits() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    hour.ask(&moderator, call(asked())).unwrap();
    ready(&mut hour, &ada);
    ready(&mut hour, &ben);
    assert!(hour.session.networking.open().is_some());
}

#[test]
fn a_call_that_too_few_answer_ends_the_round_and_says_so() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    hour.joins("Ben");
    hour.ask(&moderator, call(asked())).unwrap();
    ready(&mut hour, &ada);
    let drawn = hour.ask(
        &moderator,
        Command::Networking(networking::Command::DrawRound),
    );
    assert_eq!(drawn, Err(Rejection::TooFewPeople { people: 1 }));
    hour.now_ms += READY_MS;
    hour.meets_deadlines();
    let round = hour.session.networking.rounds.last().unwrap();
    assert_eq!(round.closed, Some((hour.now_ms, ClosedBy::TooFew)));
    assert_eq!(next_deadline(&hour.session, hour.now_ms), None);
}

#[test]
fn a_round_is_called_off_before_it_opens_and_not_after() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    hour.joins("Ada");
    hour.joins("Ben");
    hour.ask(&moderator, call(pairs(60_000))).unwrap();
    hour.ask(
        &moderator,
        Command::Networking(networking::Command::CallOffRound),
    )
    .unwrap();
    assert!(hour.session.networking.current().is_none());
    hour.opens_round(&moderator, 2, 60_000);
    let called_off = hour.ask(
        &moderator,
        Command::Networking(networking::Command::CallOffRound),
    );
    assert_eq!(called_off, Err(Rejection::RoundOpen));
}

#[test]
fn a_series_goes_on_by_itself_with_nobody_of_staff_connected() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    for name in ["Ada", "Ben", "Chi", "Dia"] {
        hour.joins(name);
    }
    let settings = RoundSettings {
        rounds: 3,
        by_itself: true,
        pause_ms: 20_000,
        ..pairs(60_000)
    };
    hour.ask(&moderator, call(settings)).unwrap();
    hour.presence.remove(&person(&moderator));
    while let Some(due_ms) = next_deadline(&hour.session, hour.now_ms) {
        hour.now_ms = due_ms;
        assert!(!hour.meets_deadlines().is_empty(), "nothing at {due_ms}");
    }
    let rounds = &hour.session.networking.rounds;
    assert_eq!(rounds.len(), 3);
    let pause_ms = rounds[1].called_at_ms - rounds[0].closed.unwrap().0;
    assert_eq!(pause_ms, 20_000);
    assert!(rounds.iter().all(|round| round.rooms.len() == 2));
    let next = hour.ask(
        &moderator,
        Command::Networking(networking::Command::NextRound),
    );
    assert_eq!(next, Err(Rejection::NoNextRound));
}

#[test]
fn a_series_with_nobody_left_ends_instead_of_trying_for_ever() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    hour.joins("Ada");
    hour.joins("Ben");
    let settings = RoundSettings {
        rounds: 2,
        by_itself: true,
        ..pairs(60_000)
    };
    hour.ask(&moderator, call(settings)).unwrap();
    hour.presence.clear();
    hour.minutes_pass(10);
    hour.meets_deadlines();
    hour.minutes_pass(10);
    let ended = hour.meets_deadlines();
    assert!(matches!(
        ended.as_slice(),
        [Event::Networking(networking::Event::SeriesEnded { .. })]
    ));
    assert_eq!(next_deadline(&hour.session, hour.now_ms), None);
}

#[test]
fn one_person_makes_no_round_and_two_rounds_are_not_open_at_once() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    hour.joins("Ada");
    let alone = hour.ask(&moderator, call(pairs(120_000)));
    assert_eq!(alone, Err(Rejection::TooFewPeople { people: 1 }));
    hour.joins("Ben");
    hour.opens_round(&moderator, 2, 120_000);
    let second = hour.ask(&moderator, call(pairs(120_000)));
    assert_eq!(second, Err(Rejection::RoundOpen));
}

#[test]
fn only_who_sits_in_a_room_speaks_in_it() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    hour.joins("Ben");
    hour.opens_round(&moderator, 2, 120_000);
    let say = Command::Networking(networking::Command::SayInRoom {
        text: "Good morning".to_owned(),
    });
    hour.ask(&ada, say.clone()).unwrap();
    assert_eq!(hour.ask(&moderator, say), Err(Rejection::NotInRoom));
}

#[test]
fn in_three_rounds_of_twelve_people_nobody_meets_anybody_twice() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    for at in 0..12 {
        hour.joins(&format!("Person {at}"));
    }
    let settings = RoundSettings {
        rounds: 3,
        ..RoundSettings::new("Whom should we meet?", 3, 300_000)
    };
    hour.ask(&moderator, call(settings)).unwrap();
    for next in [true, true, false] {
        hour.minutes_pass(3);
        hour.ask(
            &moderator,
            Command::Networking(networking::Command::CloseRound),
        )
        .unwrap();
        if next {
            hour.ask(
                &moderator,
                Command::Networking(networking::Command::NextRound),
            )
            .unwrap();
        }
    }
    let rounds = &hour.session.networking.rounds;
    let mut met = std::collections::BTreeSet::new();
    for room in rounds.iter().flat_map(|round| &round.rooms) {
        for (at, a) in room.members.iter().enumerate() {
            for b in &room.members[at + 1..] {
                assert!(met.insert((a.min(b), a.max(b))), "{a} and {b} meet again");
            }
        }
    }
    assert_eq!(met.len(), 3 * 4 * 3);
}

#[test]
fn people_in_the_room_sit_at_tables_with_letters() {
    use onefloor_core::networking::Tables;
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let mut in_room = Vec::new();
    for at in 0..7 {
        let who = hour.joins(&format!("Person {at}"));
        if at > 2 {
            let profile = Profile {
                name: Some(format!("Person {at}")),
                attendance: Attendance::Room,
                ..Profile::default()
            };
            hour.ask(
                &who,
                Command::People(people::Command::Introduce { profile }),
            )
            .unwrap();
            let takes_part = true;
            hour.ask(
                &who,
                Command::People(people::Command::TakePartInNetworking { takes_part }),
            )
            .unwrap();
            in_room.push(person(&who));
        }
    }
    for (tables, letters) in [(Tables::None, 0), (Tables::Apart, 2)] {
        let settings = RoundSettings {
            tables,
            ..pairs(60_000)
        };
        hour.ask(&moderator, call(settings)).unwrap();
        let round = hour.session.networking.open().unwrap();
        let at_tables = round.rooms.iter().filter(|room| room.table.is_some());
        assert_eq!(at_tables.clone().count(), letters);
        for room in at_tables {
            let alike = room.members.iter().all(|member| in_room.contains(member));
            assert!(alike, "table {:?} is among themselves", room.table);
        }
        hour.ask(
            &moderator,
            Command::Networking(networking::Command::CloseRound),
        )
        .unwrap();
    }
}

#[test]
fn the_preview_says_how_many_rooms_and_what_cannot_be_avoided() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    for name in ["Ada", "Ben", "Chi"] {
        hour.joins(name);
    }
    let sees = |hour: &Hour, settings: &RoundSettings| {
        let context = Context {
            now_ms: hour.now_ms,
            seed: 1,
            actor: &moderator,
            presence: &hour.presence,
            zones: &crate::hour::TwoZones,
        };
        preview_round(&hour.session, settings, &context)
            .unwrap()
            .work()
    };
    let seen = |hour: &Hour| sees(hour, &pairs(60_000));
    let before = seen(&hour);
    assert_eq!((before.people, before.repeats), (3, 0));
    assert_eq!((before.rooms[0].size, before.rooms[0].count), (3, 1));
    hour.opens_round(&moderator, 2, 60_000);
    hour.ask(
        &moderator,
        Command::Networking(networking::Command::CloseRound),
    )
    .unwrap();
    let after = seen(&hour);
    assert_eq!((after.repeats, after.forced_repeats), (3, 3));
    // Of a series, all rounds count.
    let twice = RoundSettings {
        rounds: 2,
        ..pairs(60_000)
    };
    let twice = sees(&hour, &twice);
    assert_eq!((twice.repeats, twice.forced_repeats), (6, 6));
}
