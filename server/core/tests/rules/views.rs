//! What each audience sees (law 6).

use onefloor_core::floor::{Anonymity, FloorRules, OrderRules};
use onefloor_core::terms::Role;
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
