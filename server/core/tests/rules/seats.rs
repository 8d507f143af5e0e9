//! Who is late, lost, leaves or is left alone in a round, and what people do in rooms.

use onefloor_core::ids::RoomId;
use onefloor_core::limits::SEAT_HELD_MS;
use onefloor_core::networking::{RoundSettings, Then};
use onefloor_core::terms::Role;
use onefloor_core::view::{Audience, project};
use onefloor_core::{Actor, Command, Event, Rejection, agenda, networking, next_deadline};
use serde_json::json;

use crate::hour::{Hour, people, person, seal_of};

/// Four people in two rooms of two.
fn two_rooms() -> (Hour, Actor, Vec<Actor>) {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let all = ["Ada", "Ben", "Chi", "Dia"].map(|name| hour.joins(name));
    hour.opens_round(&moderator, 2, 300_000);
    (hour, moderator, all.to_vec())
}

fn room_of(hour: &Hour, who: &Actor) -> Option<RoomId> {
    let round = hour.session.networking.open()?;
    round.room_of(person(who)).map(|room| room.id)
}

/// Somebody's company in a room of two.
fn partner<'a>(hour: &Hour, all: &'a [Actor], who: &Actor) -> &'a Actor {
    let room = room_of(hour, who);
    let mut others = all.iter().filter(|other| *other != who);
    others.find(|other| room_of(hour, other) == room).unwrap()
}

#[test]
fn a_latecomer_sits_down_unless_the_round_is_nearly_over() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    hour.joins("Ada");
    hour.joins("Ben");
    hour.opens_round(&moderator, 2, 120_000);
    let late = person(&hour.joins("Late"));
    let seated = hour.ask(
        &Actor::Door,
        Command::Networking(networking::Command::SeatLatecomer { person: late }),
    );
    assert_eq!(seated.unwrap().len(), 1);
    hour.now_ms += 61_000;
    let too_late = person(&hour.joins("Too late"));
    let seated = hour.ask(
        &Actor::Door,
        Command::Networking(networking::Command::SeatLatecomer { person: too_late }),
    );
    assert_eq!(seated, Ok(vec![]));
}

#[test]
fn a_broken_connection_keeps_its_seat_for_ninety_seconds() {
    let (mut hour, _, all) = two_rooms();
    let ada = &all[0];
    let before = room_of(&hour, ada);
    hour.presence.remove(&person(ada));
    assert!(matches!(
        hour.meets_deadlines().as_slice(),
        [Event::Networking(networking::Event::SeatHeld { .. })]
    ));
    hour.now_ms += SEAT_HELD_MS - 1;
    assert_eq!(hour.meets_deadlines(), vec![]);
    hour.presence.insert(person(ada), seal_of(person(ada)));
    let back = Command::Networking(networking::Command::SeatLatecomer {
        person: person(ada),
    });
    let kept = hour.ask(&Actor::Door, back).unwrap();
    assert!(matches!(
        kept.as_slice(),
        [Event::Networking(networking::Event::SeatKept { .. })]
    ));
    assert_eq!(room_of(&hour, ada), before);
}

#[test]
fn whoever_is_left_alone_is_offered_another_room_and_takes_it() {
    let (mut hour, _, all) = two_rooms();
    let ada = &all[0];
    let left = partner(&hour, &all, ada);
    hour.presence.remove(&person(ada));
    hour.meets_deadlines();
    let due_ms = next_deadline(&hour.session, hour.now_ms).unwrap();
    assert_eq!(due_ms, hour.now_ms + SEAT_HELD_MS);
    hour.now_ms = due_ms;
    let events = hour.meets_deadlines();
    assert!(matches!(
        events.as_slice(),
        [
            Event::Networking(networking::Event::PersonUnseated { .. }),
            Event::Networking(networking::Event::RoomOffered { .. })
        ]
    ));
    hour.ask(
        left,
        Command::Networking(networking::Command::AnswerOffer { accept: true }),
    )
    .unwrap();
    let round = hour.session.networking.open().unwrap();
    let room = round.room_of(person(left)).unwrap();
    assert_eq!(room.members.len(), 3);
    assert!(round.offers.is_empty());
    // The lost one comes back as a latecomer: to the empty room nobody goes alone.
    hour.presence.insert(person(ada), seal_of(person(ada)));
    let back = Command::Networking(networking::Command::SeatLatecomer {
        person: person(ada),
    });
    hour.ask(&Actor::Door, back).unwrap();
    assert_eq!(room_of(&hour, ada), None);
}

#[test]
fn a_latecomer_ends_the_loneliness_and_the_offer_with_it() {
    let (mut hour, _, all) = two_rooms();
    let ada = &all[0];
    let left = partner(&hour, &all, ada);
    hour.ask(
        ada,
        Command::Networking(networking::Command::LeaveRoom { then: Then::Out }),
    )
    .unwrap();
    assert_eq!(hour.session.networking.open().unwrap().offers.len(), 1);
    let late = hour.joins("Late");
    let seat = Command::Networking(networking::Command::SeatLatecomer {
        person: person(&late),
    });
    hour.ask(&Actor::Door, seat).unwrap();
    assert_eq!(room_of(&hour, &late), room_of(&hour, left));
    assert!(hour.session.networking.open().unwrap().offers.is_empty());
    let accepted = hour.ask(
        left,
        Command::Networking(networking::Command::AnswerOffer { accept: true }),
    );
    assert_eq!(accepted, Err(Rejection::NoOtherRoom));
}

#[test]
fn an_offered_room_is_not_taken_once_somebody_in_it_is_blocked() {
    let (mut hour, _, all) = two_rooms();
    let ada = &all[0];
    let left = partner(&hour, &all, ada);
    let leaves = networking::Command::LeaveRoom { then: Then::Out };
    hour.ask(ada, Command::Networking(leaves)).unwrap();
    let offered = hour.session.networking.open().unwrap().offers[&person(left)];
    let mut others = all.iter();
    let there = others
        .find(|other| room_of(&hour, other) == Some(offered))
        .unwrap();
    let blocks = networking::Command::Block {
        person: person(there),
        blocked: true,
    };
    hour.ask(left, Command::Networking(blocks)).unwrap();
    let accepts = networking::Command::AnswerOffer { accept: true };
    let accepted = hour.ask(left, Command::Networking(accepts));
    assert_eq!(accepted, Err(Rejection::NoOtherRoom));
}

#[test]
fn who_leaves_sits_out_and_who_wants_company_gets_another_room() {
    let (mut hour, _, all) = two_rooms();
    let (ada, before) = (&all[0], room_of(&hour, &all[0]));
    let then = Then::Another;
    hour.ask(
        ada,
        Command::Networking(networking::Command::LeaveRoom { then }),
    )
    .unwrap();
    assert!(room_of(&hour, ada).is_some() && room_of(&hour, ada) != before);
    hour.ask(
        ada,
        Command::Networking(networking::Command::LeaveRoom { then: Then::Out }),
    )
    .unwrap();
    assert_eq!(room_of(&hour, ada), None);
    // Thought better of it.
    hour.ask(
        ada,
        Command::Networking(networking::Command::LeaveRoom { then }),
    )
    .unwrap();
    assert!(room_of(&hour, ada).is_some());
}

#[test]
fn a_block_holds_in_later_rounds_and_against_the_moderators_hand() {
    let (mut hour, moderator, all) = two_rooms();
    let ada = &all[0];
    let met = person(partner(&hour, &all, ada));
    let block = Command::Networking(networking::Command::Block {
        person: met,
        blocked: true,
    });
    hour.ask(ada, block).unwrap();
    hour.ask(
        &moderator,
        Command::Networking(networking::Command::CloseRound),
    )
    .unwrap();
    for _ in 0..4 {
        hour.opens_round(&moderator, 2, 60_000);
        let round = hour.session.networking.open().unwrap();
        let together = round.room_of(person(ada)).map(|room| room.id);
        assert_ne!(together, round.room_of(met).map(|room| room.id));
        let room = together.unwrap();
        let moved = hour.ask(
            &moderator,
            Command::Networking(networking::Command::MovePerson { person: met, room }),
        );
        assert_eq!(moved, Err(Rejection::PeopleBlocked));
        hour.ask(
            &moderator,
            Command::Networking(networking::Command::CloseRound),
        )
        .unwrap();
    }
}

#[test]
fn the_moderator_moves_visits_and_closes_one_room() {
    let (mut hour, moderator, all) = two_rooms();
    let ada = &all[0];
    let other = room_of(
        &hour,
        all.iter()
            .find(|it| room_of(&hour, it) != room_of(&hour, ada))
            .unwrap(),
    );
    let room = other.unwrap();
    hour.ask(
        ada,
        Command::Networking(networking::Command::CallModerator { calling: true }),
    )
    .unwrap();
    let called = room_of(&hour, ada);
    hour.ask(
        &moderator,
        Command::Networking(networking::Command::VisitRoom { room: called }),
    )
    .unwrap();
    let round = hour.session.networking.open().unwrap();
    assert!(round.room(called.unwrap()).unwrap().called_at_ms.is_none());
    let say = Command::Networking(networking::Command::SayInRoom {
        text: "How can I help?".to_owned(),
    });
    hour.ask(&moderator, say).unwrap();
    let moved = Command::Networking(networking::Command::MovePerson {
        person: person(ada),
        room,
    });
    hour.ask(&moderator, moved).unwrap();
    assert_eq!(room_of(&hour, ada), Some(room));
    hour.ask(
        &moderator,
        Command::Networking(networking::Command::CloseRoom { room }),
    )
    .unwrap();
    assert_eq!(room_of(&hour, ada), None);
    let late = Command::Networking(networking::Command::SeatLatecomer {
        person: person(ada),
    });
    assert_eq!(hour.ask(&Actor::Door, late), Ok(vec![]));
}

#[test]
fn notes_typed_at_once_keep_every_word_and_reach_staff_with_the_close() {
    let (mut hour, moderator, all) = two_rooms();
    let ada = &all[0];
    let ben = partner(&hour, &all, ada);
    let types = |insert: &str, revision, at| {
        Command::Networking(networking::Command::EditNotes {
            revision,
            at,
            delete: 0,
            insert: insert.to_owned(),
            follows: false,
        })
    };
    hour.ask(ada, types("trust ", 0, 0)).unwrap();
    hour.ask(ada, types("first", 1, 6)).unwrap();
    hour.ask(ben, types("needs time", 1, 6)).unwrap();
    let takeaway = Command::Networking(networking::Command::SetRoomTakeaway {
        text: "Trust needs time".to_owned(),
        revision: 0,
    });
    hour.ask(ben, takeaway.clone()).unwrap();
    let late = hour.ask(
        ada,
        Command::Networking(networking::Command::SetRoomTakeaway {
            text: "Mine".to_owned(),
            revision: 0,
        }),
    );
    assert!(matches!(late, Err(Rejection::TextChanged { .. })));
    hour.ask(
        ada,
        Command::Networking(networking::Command::AgreeToBeNamed { agrees: true }),
    )
    .unwrap();
    let room = room_of(&hour, ada).unwrap();
    let key = format!("harvest/{room}");
    let staff = |hour: &Hour| project(&hour.session, &hour.presence, Audience::Staff, hour.now_ms);
    assert!(!staff(&hour).contains_key(&key));
    hour.ask(
        &moderator,
        Command::Networking(networking::Command::CloseRound),
    )
    .unwrap();
    let view = serde_json::to_value(&staff(&hour)[&key]).unwrap();
    assert_eq!(view["notes"], "trust firstneeds time");
    assert_eq!(view["takeaway"], "Trust needs time");
    assert_eq!(view["names"], serde_json::json!(["Ada"]));
}

#[test]
fn contacts_are_seen_once_both_say_yes() {
    let (mut hour, moderator, all) = two_rooms();
    let ada = &all[0];
    let ben = partner(&hour, &all, ada);
    for (who, text) in [(ada, "ada at example"), (ben, "ben at example")] {
        let text = text.to_owned();
        hour.ask(
            who,
            Command::Networking(networking::Command::SetContact { text }),
        )
        .unwrap();
    }
    let offer = |to: &Actor| {
        Command::Networking(networking::Command::OfferContact {
            person: person(to),
            offered: true,
        })
    };
    let sees = |hour: &Hour, who: &Actor| {
        let audience = Audience::Person(person(who));
        let view = project(&hour.session, &hour.presence, audience, hour.now_ms);
        serde_json::to_string(&view).unwrap()
    };
    hour.ask(ada, offer(ben)).unwrap();
    assert!(!sees(&hour, ada).contains("ben at example"));
    assert!(!sees(&hour, ben).contains("ada at example"));
    hour.ask(ben, offer(ada)).unwrap();
    assert!(sees(&hour, ada).contains("ben at example"));
    assert!(sees(&hour, ben).contains("ada at example"));
    let stranger = all
        .iter()
        .find(|it| room_of(&hour, it) != room_of(&hour, ada));
    let refused = hour.ask(ada, offer(stranger.unwrap()));
    assert_eq!(refused, Err(Rejection::PersonUnknown));
    // It stays so when the session is over, and contacts are offered then too.
    let met = |hour: &Hour, who: &Actor| {
        let view = serde_json::to_value(project(
            &hour.session,
            &hour.presence,
            Audience::Person(person(who)),
            hour.now_ms,
        ));
        let met = view.unwrap()["me"]["met"].clone();
        let met = met
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["person"].clone());
        met.collect::<Vec<_>>()
    };
    assert!(!met(&hour, ada).contains(&json!(person(ben))));
    hour.starts(&moderator, 1);
    hour.ask(
        &moderator,
        Command::Agenda(agenda::Command::EndSession { turn: None }),
    )
    .unwrap();
    assert!(sees(&hour, ada).contains("ben at example"));
    hour.ask(
        ada,
        Command::Networking(networking::Command::OfferContact {
            person: person(ben),
            offered: false,
        }),
    )
    .unwrap();
    assert!(met(&hour, ada).contains(&json!(person(ben))));
}

#[test]
fn somebody_is_reported_to_staff_and_to_nobody_else() {
    let (mut hour, moderator, all) = two_rooms();
    let ada = &all[0];
    let met = partner(&hour, &all, ada);
    let report = Command::Networking(networking::Command::ReportPerson {
        person: person(met),
        reason: "Insulting words".to_owned(),
    });
    hour.ask(ada, report).unwrap();
    let sees = |hour: &Hour, audience| {
        let view = project(&hour.session, &hour.presence, audience, hour.now_ms);
        serde_json::to_string(&view).unwrap().contains("Insulting")
    };
    assert!(sees(&hour, Audience::Staff));
    assert!(!sees(&hour, Audience::Public));
    assert!(!sees(&hour, Audience::Person(person(met))));
    let handled = Command::Networking(networking::Command::SetReportHandled {
        report: 1,
        handled: true,
    });
    hour.ask(&moderator, handled).unwrap();
    assert!(hour.session.networking.meeting.reports[0].handled);
}

#[test]
fn everybody_by_everybody_blocked_waits_and_nobody_is_seated() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let all = ["Ada", "Ben", "Chi"].map(|name| hour.joins(name));
    for one in &all {
        for other in people(&all.iter().filter(|it| *it != one).collect::<Vec<_>>()) {
            let block = Command::Networking(networking::Command::Block {
                person: other,
                blocked: true,
            });
            hour.ask(one, block).unwrap();
        }
    }
    let settings = RoundSettings::new("Alone together", 2, 60_000);
    let called = hour.ask(
        &moderator,
        Command::Networking(networking::Command::CallRound { settings }),
    );
    assert_eq!(called, Err(Rejection::TooFewPeople { people: 3 }));
}
