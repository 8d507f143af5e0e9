//! Laws of a round that hold whatever people, networks and moderators do.

use onefloor_core::ids::{PersonId, RoomId};
use onefloor_core::limits::LATECOMER_MS_MIN;
use onefloor_core::networking::{RoundSettings, Then, Unseated};
use onefloor_core::terms::Role;
use onefloor_core::{Actor, Command, Event, networking, next_deadline, people};
use proptest::prelude::*;

use crate::hour::{Hour, person, seal_of};

const PEOPLE: usize = 7;
const SIZE: u32 = 2;

/// What happens; people by their place, rooms by their number.
#[derive(Debug, Clone)]
enum Step {
    Comes(usize),
    Goes(usize),
    Passes(u64),
    Says(usize, Command),
    Staff(Command),
}

fn step() -> impl Strategy<Value = Step> {
    let who = || 0..PEOPLE;
    let room = || (1_u32..9).prop_map(RoomId);
    let person = || (1_u32..10).prop_map(PersonId);
    let own = prop_oneof![
        Just(Command::Networking(networking::Command::LeaveRoom {
            then: Then::Out
        })),
        Just(Command::Networking(networking::Command::LeaveRoom {
            then: Then::Another
        })),
        any::<bool>()
            .prop_map(|accept| Command::Networking(networking::Command::AnswerOffer { accept })),
        any::<bool>().prop_map(|takes_part| Command::People(
            people::Command::TakePartInNetworking { takes_part }
        )),
        (person(), any::<bool>()).prop_map(|(person, blocked)| Command::Networking(
            networking::Command::Block { person, blocked }
        )),
    ];
    let staff = prop_oneof![
        Just(Command::Networking(networking::Command::CallRound {
            settings: RoundSettings::new("Who are you?", SIZE, 240_000)
        })),
        (person(), room()).prop_map(|(person, room)| Command::Networking(
            networking::Command::MovePerson { person, room }
        )),
        room().prop_map(|room| Command::Networking(networking::Command::CloseRoom { room })),
        proptest::option::of(room())
            .prop_map(|room| Command::Networking(networking::Command::VisitRoom { room })),
        (-2_i32..3)
            .prop_map(|minutes| Command::Networking(networking::Command::ExtendRound { minutes })),
        Just(Command::Networking(networking::Command::CloseRound)),
    ];
    prop_oneof![
        3 => who().prop_map(Step::Comes),
        3 => who().prop_map(Step::Goes),
        2 => (1_u64..100_000).prop_map(Step::Passes),
        3 => (who(), own).prop_map(|(who, command)| Step::Says(who, command)),
        2 => staff.prop_map(Step::Staff),
    ]
}

/// Nobody is put beside somebody whom they block.
fn nobody_is_put_beside_a_block(hour: &Hour, events: &[Event]) {
    let meeting = &hour.session.networking.meeting;
    let round = hour.session.networking.rounds.last();
    let apart = |members: &[PersonId], newcomer: PersonId| {
        let mut others = members.iter().filter(|other| **other != newcomer);
        others.all(|other| !meeting.is_blocked(newcomer, *other))
    };
    for event in events {
        match event {
            Event::Networking(networking::Event::RoundDrawn { rooms, .. }) => {
                for room in rooms {
                    let mut members = room.members.iter();
                    assert!(members.all(|member| apart(&room.members, *member)));
                }
            }
            Event::Networking(networking::Event::PersonSeated { room, person, .. }) => {
                let room = round.and_then(|round| round.room(*room));
                assert!(room.is_none_or(|room| apart(&room.members, *person)));
            }
            _ => {}
        }
    }
}

fn nobody_is_in_two_rooms_or_needlessly_in_none(hour: &Hour, all: &[Actor]) {
    let networking = &hour.session.networking;
    let Some(round) = networking.open() else {
        return;
    };
    let open: Vec<_> = round.rooms.iter().filter(|room| room.is_open()).collect();
    for who in all.iter().map(person) {
        let seats = open
            .iter()
            .filter(|room| room.members.contains(&who))
            .count();
        assert!(seats <= 1, "{who} sits in {seats} rooms");
        let wants = hour.session.people[&who].takes_part() && hour.presence.contains(&who);
        let left_ms = round.closes_at_ms.saturating_sub(hour.now_ms);
        let sits_out = round.unseated.get(&who) == Some(&Unseated::Left);
        if seats == 1 || !wants || sits_out || left_ms < LATECOMER_MS_MIN {
            continue;
        }
        for room in &open {
            let is_full = room.members.len() > SIZE as usize;
            let is_empty = room.members.is_empty();
            let mut members = room.members.iter();
            let is_blocked = members.any(|other| networking.meeting.is_blocked(who, *other));
            assert!(
                is_full || is_empty || is_blocked,
                "{who} could sit in {}",
                room.id
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_happens_everybody_has_one_room_while_one_can_be_had(
        steps in proptest::collection::vec(step(), 0..70)
    ) {
        let mut hour = Hour::new();
        let moderator = hour.joins_as(Role::Moderator);
        let all: Vec<Actor> = (0..PEOPLE).map(|at| hour.joins(&format!("Person {at}"))).collect();
        hour.opens_round(&moderator, SIZE, 240_000);
        for step in steps {
            let events = match step {
                Step::Comes(who) => {
                    let person = person(&all[who]);
                    hour.presence.insert(person, seal_of(person));
                    hour.ask(&Actor::Door, Command::Networking(networking::Command::SeatLatecomer { person }))
                }
                Step::Goes(who) => {
                    hour.presence.remove(&person(&all[who]));
                    Ok(Vec::new())
                }
                Step::Passes(ms) => {
                    hour.now_ms += ms;
                    Ok(Vec::new())
                }
                Step::Says(who, command) => hour.ask(&all[who], command),
                Step::Staff(command) => hour.ask(&moderator, command),
            };
            nobody_is_put_beside_a_block(&hour, &events.unwrap_or_default());
            // As the server does: until nothing is due any more.
            for turn in 0.. {
                let events = hour.meets_deadlines();
                nobody_is_put_beside_a_block(&hour, &events);
                let due_ms = next_deadline(&hour.session, hour.now_ms);
                if events.is_empty() && due_ms.is_none_or(|at_ms| at_ms > hour.now_ms) {
                    break;
                }
                prop_assert!(turn < 40, "the deadlines never come to rest");
            }
            nobody_is_in_two_rooms_or_needlessly_in_none(&hour, &all);
        }
    }
}
