//! Breakout rounds (N1, N3).

use onefloor_core::networking::ClosedBy;
use onefloor_core::people::Role;
use onefloor_core::{Actor, Command, Event, Rejection, next_deadline};

use crate::hour::{Hour, people, person};

fn open(hour: &mut Hour, moderator: &Actor, length_ms: u64) -> Result<Vec<Event>, Rejection> {
    let open = Command::OpenRound {
        prompt: "What would you bring?".to_owned(),
        room_size: 2,
        length_ms,
    };
    hour.ask(moderator, open)
}

#[test]
fn nobody_sits_alone_and_staff_is_not_drawn() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben, chi) = (hour.joins("Ada"), hour.joins("Ben"), hour.joins("Chi"));
    open(&mut hour, &moderator, 300_000).unwrap();
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
    open(&mut hour, &moderator, 120_000).unwrap();
    let opened_ms = hour.now_ms;
    let mut seen = Vec::new();
    while let Some(due_ms) = next_deadline(&hour.session, hour.now_ms) {
        hour.now_ms = due_ms;
        let events = hour.ask(&Actor::Clock, Command::MeetDeadlines).unwrap();
        let at_ms = due_ms - opened_ms;
        seen.extend(events.iter().map(|event| match event {
            Event::RoundWarned { left_ms, .. } => ("warned", at_ms, *left_ms),
            Event::RoundClosed {
                by: ClosedBy::Time, ..
            } => ("closed", at_ms, 0),
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
    open(&mut hour, &moderator, 120_000).unwrap();
    hour.now_ms += 115_000;
    let events = hour.ask(&Actor::Clock, Command::MeetDeadlines).unwrap();
    assert_eq!(events.len(), 2);
    let again = hour.ask(&Actor::Clock, Command::MeetDeadlines);
    assert_eq!(again, Ok(vec![]));
    let due_ms = next_deadline(&hour.session, hour.now_ms);
    assert_eq!(due_ms, Some(hour.now_ms + 5_000));
}

#[test]
fn a_latecomer_sits_down_unless_the_round_is_nearly_over() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    hour.joins("Ada");
    hour.joins("Ben");
    open(&mut hour, &moderator, 120_000).unwrap();
    let late = person(&hour.joins("Late"));
    let seated = hour.ask(&Actor::Door, Command::SeatLatecomer { person: late });
    assert_eq!(seated.unwrap().len(), 1);
    hour.now_ms += 61_000;
    let too_late = person(&hour.joins("Too late"));
    let seated = hour.ask(&Actor::Door, Command::SeatLatecomer { person: too_late });
    assert_eq!(seated, Ok(vec![]));
}

#[test]
fn one_person_makes_no_round_and_two_rounds_are_not_open_at_once() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    hour.joins("Ada");
    let alone = open(&mut hour, &moderator, 120_000);
    assert_eq!(alone, Err(Rejection::TooFewPeople { people: 1 }));
    hour.joins("Ben");
    open(&mut hour, &moderator, 120_000).unwrap();
    assert_eq!(
        open(&mut hour, &moderator, 120_000),
        Err(Rejection::RoundOpen)
    );
}

#[test]
fn only_who_sits_in_a_room_speaks_in_it() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    hour.joins("Ben");
    open(&mut hour, &moderator, 120_000).unwrap();
    let say = Command::SayInRoom {
        text: "Good morning".to_owned(),
    };
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
    for _ in 0..3 {
        let open = Command::OpenRound {
            prompt: "Whom should we meet?".to_owned(),
            room_size: 3,
            length_ms: 300_000,
        };
        hour.ask(&moderator, open).unwrap();
        hour.minutes_pass(3);
        hour.ask(&moderator, Command::CloseRound).unwrap();
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
