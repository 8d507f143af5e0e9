//! Draws that are worked out beside the session: begun, and held against what it has become.

use std::collections::BTreeSet;

use onefloor_core::ids::PersonId;
use onefloor_core::limits::{DRAWN_AT_ONCE_MAX, READY_MS, ROUNDS_PLANNED_MAX};
use onefloor_core::networking::{ClosedBy, DrawOutcome, RoundSettings};
use onefloor_core::people::Profile;
use onefloor_core::terms::Role;
use onefloor_core::view::Audience;
use onefloor_core::{
    Actor, Command, Event, Rejection, Session, agenda, conduct, networking, next_act,
    next_deadline, people, preview_round, privacy, project,
};
use proptest::prelude::*;

use crate::hour::{Hour, TwoZones, person, seal_of};

/// One more than are drawn at once.
const MANY: usize = DRAWN_AT_ONCE_MAX + 1;

fn of(command: networking::Command) -> Command {
    Command::Networking(command)
}

fn fours(ready_check: bool) -> RoundSettings {
    RoundSettings {
        ready_check,
        ..RoundSettings::new("What would you bring?", 4, 300_000)
    }
}

fn call(settings: RoundSettings) -> Command {
    of(networking::Command::CallRound { settings })
}

/// A moderator and so many people, with draws in the test's hands.
fn many(people: usize) -> (Hour, Actor, Vec<Actor>) {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let joins = |at| hour.joins(&format!("Person {at}"));
    let people = (0..people).map(joins).collect();
    hour.holds_draws = true;
    (hour, moderator, people)
}

fn outcome(hour: &Hour) -> DrawOutcome {
    hour.drawing().unwrap().work()
}

fn settles(hour: &mut Hour, outcome: DrawOutcome) -> Vec<Event> {
    let settle = of(networking::Command::SettleDraw { outcome });
    hour.ask(&Actor::Clock, settle).unwrap()
}

#[test]
fn a_draw_of_many_is_begun_and_said_and_drawn_by_its_outcome() {
    let (mut hour, moderator, people) = many(MANY);
    let begun = hour.ask(&moderator, call(fours(false))).unwrap();
    let [
        Event::Networking(networking::Event::RoundCalled { .. }),
        Event::Networking(networking::Event::DrawBegun { seed, .. }),
    ] = begun.as_slice()
    else {
        unreachable!("{begun:?}")
    };
    let view = project(&hour.session, &hour.presence, Audience::Public, hour.now_ms);
    let round = serde_json::to_value(&view["round"]).unwrap();
    assert_eq!(round["drawing_since_ms"], hour.now_ms);
    // Whoever keeps the session works on it at once; no deadline of the round comes before that.
    assert_eq!(next_act(&hour.session), Some(hour.now_ms));
    assert_eq!(next_deadline(&hour.session, hour.now_ms), None);
    assert_eq!(hour.meets_deadlines(), []);
    let outcome = outcome(&hour);
    hour.now_ms += 200;
    let drawn = settles(&mut hour, outcome);
    let [
        Event::Networking(networking::Event::RoundDrawn {
            seed: by, rooms, ..
        }),
    ] = drawn.as_slice()
    else {
        unreachable!("{drawn:?}")
    };
    assert_eq!(by, seed);
    let seated = rooms.iter().map(|room| room.members.len()).sum::<usize>();
    assert_eq!(seated, people.len());
    assert!(hour.drawing().is_none());
}

#[test]
fn a_second_draw_is_the_same_and_a_second_round_is_refused() {
    let (mut hour, moderator, people) = many(MANY + 1);
    hour.ask(&moderator, call(fours(true))).unwrap();
    let ready = of(networking::Command::ReadyForRound { ready: true });
    for who in &people[1..] {
        hour.ask(who, ready.clone()).unwrap();
    }
    let draw = of(networking::Command::DrawRound);
    assert_eq!(hour.ask(&moderator, draw.clone()).unwrap().len(), 1);
    assert_eq!(hour.ask(&moderator, draw), Ok(Vec::new()));
    // The last one is ready now: that begins no draw besides.
    let late = hour.ask(&people[0], ready).unwrap();
    assert!(matches!(
        late.as_slice(),
        [Event::Networking(networking::Event::ReadySet { .. })]
    ));
    for another in [call(fours(false)), of(networking::Command::NextRound)] {
        assert_eq!(hour.ask(&moderator, another), Err(Rejection::RoundOpen));
    }
    hour.settles_draw();
    let round = hour.session.networking.open().unwrap();
    assert!(
        people
            .iter()
            .all(|who| round.room_of(person(who)).is_some())
    );
}

#[test]
fn a_ready_check_that_is_over_begins_the_draw_with_nobody_asking() {
    let (mut hour, moderator, people) = many(MANY + 3);
    hour.ask(&moderator, call(fours(true))).unwrap();
    let ready = of(networking::Command::ReadyForRound { ready: true });
    for who in &people[3..] {
        hour.ask(who, ready.clone()).unwrap();
    }
    hour.now_ms += READY_MS;
    let due = hour.meets_deadlines();
    assert!(matches!(
        due.as_slice(),
        [Event::Networking(networking::Event::DrawBegun { .. })]
    ));
    hour.settles_draw();
    let round = hour.session.networking.open().unwrap();
    let seated = |who: &Actor| round.room_of(person(who)).is_some();
    assert_eq!(people.iter().filter(|who| seated(who)).count(), MANY);
    assert!(!people[..3].iter().any(seated));
}

#[test]
fn whoever_reads_the_log_after_the_process_died_draws_the_same() {
    let (mut hour, moderator, _) = many(MANY);
    hour.ask(&moderator, call(fours(false))).unwrap();
    let before = outcome(&hour);
    hour.session = Session::replay(&hour.log);
    let after = outcome(&hour);
    assert_eq!(after, before);
    assert_eq!(next_act(&hour.session), Some(hour.now_ms));
    settles(&mut hour, after);
    assert!(hour.session.networking.open().is_some());
    assert_eq!(Session::replay(&hour.log), hour.session);
}

#[test]
fn what_comes_of_a_round_that_was_called_off_is_not_taken_for_the_next_one() {
    let (mut hour, moderator, _) = many(MANY);
    hour.ask(&moderator, call(fours(false))).unwrap();
    let late = outcome(&hour);
    let off = of(networking::Command::CallOffRound);
    hour.ask(&moderator, off).unwrap();
    assert!(hour.drawing().is_none());
    assert_eq!(settles(&mut hour, late.clone()), []);
    hour.now_ms += 1;
    hour.ask(&moderator, call(fours(false))).unwrap();
    assert_eq!(settles(&mut hour, late), []);
    assert!(hour.session.networking.open().is_none());
    hour.settles_draw();
    assert!(hour.session.networking.open().is_some());
    // And it is taken once.
    let closed = of(networking::Command::CloseRound);
    hour.ask(&moderator, closed).unwrap();
    assert_eq!(hour.session.networking.rounds.len(), 2);
}

#[test]
fn a_draw_that_fails_ends_its_round_and_says_so() {
    let (mut hour, moderator, _) = many(MANY);
    hour.ask(&moderator, call(fours(false))).unwrap();
    let round = hour.drawing().unwrap().round();
    let give_up = of(networking::Command::GiveUpDraw { round });
    hour.ask(&Actor::Clock, give_up.clone()).unwrap();
    let closed = hour.session.networking.rounds[0].closed;
    assert_eq!(closed, Some((hour.now_ms, ClosedBy::NotDrawn)));
    assert_eq!(hour.ask(&Actor::Clock, give_up), Ok(Vec::new()));
    assert_eq!(next_act(&hour.session), None);
}

#[test]
fn a_draw_from_which_all_have_gone_closes_the_round() {
    let (mut hour, moderator, people) = many(MANY);
    hour.ask(&moderator, call(fours(false))).unwrap();
    let outcome = outcome(&hour);
    for who in &people[1..] {
        hour.presence.remove(&person(who));
    }
    settles(&mut hour, outcome);
    let closed = hour.session.networking.rounds[0].closed;
    assert_eq!(closed, Some((hour.now_ms, ClosedBy::TooFew)));
}

#[test]
fn where_one_in_four_has_gone_meanwhile_it_was_the_line() {
    let (mut hour, moderator, people) = many(80);
    hour.ask(&moderator, call(fours(false))).unwrap();
    let outcome = outcome(&hour);
    for (gone, who) in (1..).zip(&people) {
        hour.presence.remove(&person(who));
        assert_eq!(outcome.is_deserted(&hour.presence), gone > 20, "{gone}");
    }
}

#[test]
fn nobody_but_the_clock_says_what_came_of_a_draw() {
    let (mut hour, moderator, _) = many(MANY);
    hour.ask(&moderator, call(fours(false))).unwrap();
    let settle = of(networking::Command::SettleDraw {
        outcome: outcome(&hour),
    });
    assert_eq!(hour.ask(&moderator, settle), Err(Rejection::NotAllowed));
}

#[test]
fn a_preview_looks_four_rounds_ahead_and_says_so() {
    let (hour, moderator, _) = many(12);
    let settings = RoundSettings {
        rounds: 20,
        ..RoundSettings::new("Whom should we meet?", 3, 300_000)
    };
    let context = onefloor_core::Context {
        now_ms: hour.now_ms,
        seed: 1,
        actor: &moderator,
        presence: &hour.presence,
        zones: &TwoZones,
    };
    let preview = preview_round(&hour.session, &settings, &context).unwrap();
    let preview = preview.work();
    assert_eq!(preview.rounds, ROUNDS_PLANNED_MAX as usize);
}

#[test]
fn many_who_come_late_at_once_are_seated_a_few_at_a_time_and_all_of_them() {
    let (mut hour, moderator, people) = many(MANY);
    let settings = RoundSettings::new("What would you bring?", 12, 300_000);
    // They lose the line before the draw, and have it back when the round is open.
    let (away, here) = people.split_at(40);
    for who in away {
        hour.presence.remove(&person(who));
    }
    hour.ask(&moderator, call(settings)).unwrap();
    hour.settles_draw();
    for who in away {
        hour.presence.insert(person(who), seal_of(person(who)));
    }
    let mut looks = 0;
    while !hour.meets_deadlines().is_empty() {
        looks += 1;
    }
    assert!(looks > 1, "{looks}");
    let round = hour.session.networking.open().unwrap();
    let all = away.iter().chain(here);
    let waits = all.filter(|who| round.room_of(person(who)).is_none());
    let is_full = round.rooms.iter().all(|room| room.members.len() >= 12);
    assert!(waits.count() < 11 || is_full);
}

/// What happens while a draw is worked out.
#[derive(Debug, Clone)]
enum Meanwhile {
    Comes,
    Goes(usize),
    Returns(usize),
    Says(usize, Command),
    Blocks(usize, usize),
    Staff(Command),
    KeptOut(usize, bool),
    Due(u64),
}

fn meanwhile() -> impl Strategy<Value = Meanwhile> {
    let who = || 0..MANY;
    let own = prop_oneof![
        4 => any::<bool>().prop_map(|ready| of(networking::Command::ReadyForRound { ready })),
        3 => any::<bool>().prop_map(|takes_part| Command::People(
            people::Command::TakePartInNetworking { takes_part }
        )),
        1 => Just(Command::Privacy(privacy::Command::EraseMe)),
        1 => Just(Command::People(people::Command::Introduce {
            profile: Profile {
                name: Some("In the room".to_owned()),
                attendance: onefloor_core::terms::Attendance::Room,
                ..Profile::default()
            }
        })),
    ];
    let staff = prop_oneof![
        4 => Just(of(networking::Command::DrawRound)),
        4 => Just(call(fours(false))),
        1 => Just(of(networking::Command::CallOffRound)),
        1 => Just(of(networking::Command::CloseRound)),
        1 => Just(Command::Agenda(agenda::Command::EndSession { turn: None })),
    ];
    prop_oneof![
        3 => Just(Meanwhile::Comes),
        6 => who().prop_map(Meanwhile::Goes),
        2 => who().prop_map(Meanwhile::Returns),
        4 => (who(), own).prop_map(|(who, command)| Meanwhile::Says(who, command)),
        6 => (who(), who()).prop_map(|(by, other)| Meanwhile::Blocks(by, other)),
        1 => staff.prop_map(Meanwhile::Staff),
        3 => (who(), any::<bool>()).prop_map(|(who, out)| Meanwhile::KeptOut(who, out)),
        1 => (1_u64..30_000).prop_map(Meanwhile::Due),
    ]
}

fn happens(hour: &mut Hour, moderator: &Actor, people: &mut Vec<Actor>, what: Meanwhile) {
    // What is refused changes nothing, and is none of this test's business.
    let _ = match what {
        Meanwhile::Comes => {
            let newcomer = hour.joins(&format!("Person {}", people.len()));
            let person = person(&newcomer);
            people.push(newcomer);
            let seat = of(networking::Command::SeatLatecomer { person });
            hour.ask(&Actor::Door, seat)
        }
        Meanwhile::Goes(who) => {
            hour.presence.remove(&person(&people[who]));
            Ok(Vec::new())
        }
        Meanwhile::Returns(who) => {
            let person = person(&people[who]);
            hour.presence.insert(person, seal_of(person));
            Ok(Vec::new())
        }
        Meanwhile::Says(who, command) => hour.ask(&people[who].clone(), command),
        Meanwhile::Blocks(by, other) => {
            let (person, blocked) = (person(&people[other]), true);
            let block = networking::Command::Block { person, blocked };
            hour.ask(&people[by].clone(), of(block))
        }
        Meanwhile::Staff(command) => hour.ask(moderator, command),
        Meanwhile::KeptOut(who, banned) => {
            let person = person(&people[who]);
            let keep = conduct::Command::SetBanned { person, banned };
            hour.ask(moderator, Command::Conduct(keep))
        }
        Meanwhile::Due(ms) => {
            hour.now_ms += ms;
            Ok(hour.meets_deadlines())
        }
    };
}

/// Who may be drawn as the session is.
fn may_sit(hour: &Hour, who: PersonId) -> bool {
    let session = &hour.session;
    let round = session.networking.rounds.last().unwrap();
    let is_ready = !round.settings.ready_check || round.ready.contains(&who);
    let known = &session.people[&who];
    let is_online = known.profile.attendance != onefloor_core::terms::Attendance::Room;
    let is_kept_out = session.conduct.banned.contains(&who);
    known.takes_part() && is_online && is_ready && !is_kept_out && hour.presence.contains(&who)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_was_drawn_seats_nobody_who_may_not_sit_there_by_then(
        ready_check in any::<bool>(),
        changes in proptest::collection::vec(meanwhile(), 0..60),
    ) {
        let (mut hour, moderator, mut people) = many(MANY + 6);
        hour.ask(&moderator, call(fours(ready_check))).unwrap();
        if ready_check {
            let ready = of(networking::Command::ReadyForRound { ready: true });
            for who in people.clone() {
                hour.ask(&who, ready.clone()).unwrap();
            }
        }
        let outcome = outcome(&hour);
        for change in changes {
            happens(&mut hour, &moderator, &mut people, change);
        }
        let was_wanted = hour.drawing().is_some();
        let settled = settles(&mut hour, outcome);
        let networking = &hour.session.networking;
        let Some(round) = networking.open() else {
            let closed = networking.rounds.last().and_then(|round| round.closed);
            prop_assert!(closed.is_some() || hour.drawing().is_some());
            return Ok(());
        };
        if !was_wanted {
            // Few enough were left that another call seated them at once: what was worked out is of no use.
            prop_assert!(settled.is_empty());
            return Ok(());
        }
        let is_drawn = |event: &Event| {
            matches!(event, Event::Networking(networking::Event::RoundDrawn { .. }))
        };
        prop_assert!(settled.iter().any(is_drawn));
        let mut seated = BTreeSet::new();
        for room in &round.rooms {
            prop_assert!(room.members.len() >= 2, "{room:?}");
            for (at, one) in room.members.iter().enumerate() {
                prop_assert!(may_sit(&hour, *one), "{one} sits in {}", room.id);
                prop_assert!(seated.insert(*one), "{one} sits twice");
                for other in &room.members[at + 1..] {
                    prop_assert!(!networking.meeting.is_blocked(*one, *other));
                }
            }
        }
        // Everybody else who is ready finds a place next, or has a reason that staff sees.
        for turn in 0.. {
            if hour.meets_deadlines().is_empty() {
                break;
            }
            prop_assert!(turn < 40, "the deadlines never come to rest");
        }
        let view = project(&hour.session, &hour.presence, Audience::Staff, hour.now_ms);
        let rooms = serde_json::to_value(&view["rooms"]).unwrap();
        let unseated = rooms["unseated"].as_array().unwrap();
        let round = hour.session.networking.open().unwrap();
        for who in people.iter().map(person) {
            if !may_sit(&hour, who) || round.room_of(who).is_some() {
                continue;
            }
            prop_assert!(unseated.iter().any(|one| one["person"] == who.0), "{who} is nowhere");
            for room in &round.rooms {
                let mut members = room.members.iter();
                let is_full = room.members.len() > 4;
                let is_empty = room.members.is_empty();
                let meeting = &hour.session.networking.meeting;
                let is_blocked = members.any(|other| meeting.is_blocked(who, *other));
                prop_assert!(is_full || is_empty || is_blocked, "{who} could sit in {}", room.id);
            }
        }
    }
}
