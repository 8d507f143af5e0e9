//! What each audience sees (law 6).

use onefloor_core::floor::{Anonymity, FloorRules, OrderRules};
use onefloor_core::ids::ItemId;
use onefloor_core::report::Report;
use onefloor_core::terms::{ItemState, Role};
use onefloor_core::view::{Audience, View};
use onefloor_core::{Command, floor, networking, project};

use crate::hour::{Hour, person};

fn view(hour: &Hour, audience: Audience) -> View {
    project(&hour.session, &hour.presence, audience, hour.now_ms)
}

fn json(view: &View) -> String {
    serde_json::to_string(view).unwrap()
}

#[test]
fn a_hidden_name_reaches_staff_and_nobody_else() {
    let mut hour = Hour::new();
    let ada = hour.joins("Ada Secret");
    let ask = Command::Floor(floor::Command::AskQuestion {
        text: "Who pays?".to_owned(),
        anonymity: Anonymity::HiddenFromPublic,
        language: None,
        comment: false,
        answer_private: false,
    });
    hour.ask(&ada, ask).unwrap();
    assert!(!json(&view(&hour, Audience::Public)).contains("Secret"));
    assert!(json(&view(&hour, Audience::Staff)).contains("Secret"));
}

#[test]
fn what_waits_for_a_moderator_is_seen_by_staff_and_its_asker_alone() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    let rules = FloorRules {
        open: true,
        premoderation: true,
        order: OrderRules {
            alternate: false,
            ..OrderRules::default()
        },
        ..FloorRules::default()
    };
    hour.ask(
        &moderator,
        Command::Floor(floor::Command::SetFloor { rules }),
    )
    .unwrap();
    hour.asks(&ada, "A question kept back");
    let sees = |audience| json(&view(&hour, audience)).contains("kept back");
    assert!(!sees(Audience::Public));
    assert!(sees(Audience::Staff));
    assert!(sees(Audience::Person(person(&ada))));
    assert!(!sees(Audience::Person(person(&ben))));
}

#[test]
fn an_asker_sees_the_place_in_the_order_and_why() {
    let mut hour = Hour::new();
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    hour.asks(&ada, "First");
    let item = hour.asks(&ben, "Second");
    let view = view(&hour, Audience::Person(person(&ben)));
    let mine = serde_json::to_value(&view[&format!("mine/{item}")]).unwrap();
    assert_eq!(mine["place"], 2);
    assert_eq!(mine["why"], "arrival");
}

#[test]
fn talk_in_a_room_stays_in_it() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    hour.joins("Ben");
    hour.opens_round(&moderator, 2, 120_000);
    let say = Command::Networking(networking::Command::SayInRoom {
        text: "Between us".to_owned(),
    });
    hour.ask(&ada, say).unwrap();
    let room = hour.session.networking.open().unwrap().rooms[0].id;
    let sees = |audience| json(&view(&hour, audience)).contains("Between us");
    assert!(sees(Audience::Room(room)));
    assert!(!sees(Audience::Staff));
    assert!(!sees(Audience::Public));
    assert!(!sees(Audience::Person(person(&ada))));
}

#[test]
fn an_answer_in_writing_is_for_everybody_unless_its_asker_wants_it_alone() {
    for alone in [false, true] {
        let mut hour = Hour::new();
        let moderator = hour.joins_as(Role::Moderator);
        let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
        let ask = floor::Command::AskQuestion {
            text: "Who pays?".to_owned(),
            anonymity: Anonymity::Named,
            language: None,
            comment: false,
            answer_private: alone,
        };
        hour.ask(&ada, Command::Floor(ask)).unwrap();
        let item = ItemId(1);
        let vote = floor::Command::Vote {
            item,
            support: true,
        };
        hour.ask(&ben, Command::Floor(vote)).unwrap();
        let answer = floor::Command::AnswerInText {
            item,
            from: ItemState::Approved,
            text: "The members, by turnover".to_owned(),
        };
        hour.ask(&moderator, Command::Floor(answer)).unwrap();
        let reads = |audience| json(&view(&hour, audience)).contains("by turnover");
        assert!(reads(Audience::Person(person(&ada))) && reads(Audience::Staff));
        // Whoever supports it reads it where everybody does.
        assert_eq!(reads(Audience::Public), !alone);
        let ben = json(&view(&hour, Audience::Person(person(&ben))));
        assert!(ben.contains("\"supports\":[1]"), "{ben}");
        let report = serde_json::to_string(&Report::of(&hour.session)).unwrap();
        assert_eq!(report.contains("by turnover"), !alone);
    }
}
