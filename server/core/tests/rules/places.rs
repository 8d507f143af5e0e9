//! Places on the floor and in the session: who has one, and who gets it back.

use onefloor_core::floor::{Because, ProxyEntry};
use onefloor_core::rejection::Field;
use onefloor_core::terms::{ItemState, Origin, Role};
use onefloor_core::{Actor, Command, Rejection, floor, limits, people};

use crate::hour::{Hour, person};

fn proxy(name: &str) -> Command {
    Command::Floor(floor::Command::AddProxy(ProxyEntry {
        name: name.to_owned(),
        affiliation: String::new(),
        place: String::new(),
        text: String::new(),
        origin: Origin::Room,
        heads: None,
    }))
}

fn question(text: &str) -> Command {
    Command::Floor(floor::Command::AskQuestion {
        text: text.to_owned(),
        anonymity: floor::Anonymity::Named,
        language: None,
        comment: false,
        answer_private: false,
    })
}

fn withdraw(hour: &mut Hour, who: &Actor) {
    let item = hour.last_item();
    let withdraw = floor::Command::WithdrawItem { item };
    hour.ask(who, Command::Floor(withdraw)).unwrap();
}

fn full(max: usize) -> Rejection {
    let field = Field::Question;
    Rejection::Full { field, max }
}

/// Everybody brings what one person may, until no place is left.
fn fill(hour: &mut Hour) -> Actor {
    for number in 0.. {
        let someone = hour.joins(&format!("Person {number}"));
        for open in 0..limits::OPEN_QUESTIONS_MAX {
            match hour.ask(&someone, question(&format!("Question {open}?"))) {
                Ok(_) => {}
                Err(refusal) => {
                    assert_eq!(refusal, full(limits::ITEMS_MAX));
                    return someone;
                }
            }
        }
    }
    unreachable!("the floor has a bound")
}

#[test]
fn what_is_taken_back_gives_its_place_back_but_nobody_asks_for_ever() {
    let mut hour = Hour::new();
    let ana = hour.joins("Ana");
    for number in 0..limits::ASKED_MAX {
        hour.ask(&ana, question(&format!("Question {number}?")))
            .unwrap();
        withdraw(&mut hour, &ana);
    }
    let refused = hour.ask(&ana, question("Once more?"));
    assert_eq!(refused, Err(full(limits::ASKED_MAX)));
    let bao = hour.joins("Bao");
    hour.ask(&bao, question("May I?")).unwrap();
}

#[test]
fn a_full_floor_shuts_out_no_staff_and_is_freed_by_dismissing() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let runner = hour.joins_as(Role::FloorRunner);
    let late = fill(&mut hour);
    hour.ask(&runner, proxy("Ines in row 3")).unwrap();
    let items: Vec<_> = hour.session.floor.items.keys().copied().take(40).collect();
    let dismiss = floor::Command::DismissItems {
        items,
        because: Some(Because::OffTopic),
    };
    hour.ask(&moderator, Command::Floor(dismiss)).unwrap();
    hour.ask(&late, question("Is there room now?")).unwrap();
    // What the person of the first questions sees is what a single dismissal says.
    let first = &hour.session.floor.items.values().next().unwrap();
    assert_eq!(first.state, ItemState::Dismissed);
    assert_eq!(first.said.because, Some(Because::OffTopic));
}

#[test]
fn staff_has_places_of_its_own_and_they_end_too() {
    let mut hour = Hour::new();
    let runner = hour.joins_as(Role::FloorRunner);
    let max = limits::ITEMS_MAX + limits::ITEMS_STAFF_MAX;
    for number in 0..max {
        hour.ask(&runner, proxy(&format!("Name {number}"))).unwrap();
    }
    assert_eq!(hour.ask(&runner, proxy("One more")), Err(full(max)));
}

#[test]
fn dismissing_many_leaves_whoever_was_called_or_answered() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ana = hour.joins("Ana");
    let [one, two, three] = ["One?", "Two?", "Three?"].map(|text| hour.asks(&ana, text));
    let next = floor::Command::TakeNext {
        on_floor: None,
        item: Some(two),
        open_floor: false,
    };
    hour.ask(&moderator, Command::Floor(next)).unwrap();
    let dismiss = floor::Command::DismissItems {
        items: vec![three, two, one, one],
        because: None,
    };
    let events = hour.ask(&moderator, Command::Floor(dismiss)).unwrap();
    // The act, which can be undone, and the two whom it dismisses.
    assert_eq!(events.len(), 3, "{events:?}");
    assert_eq!(hour.state(two), ItemState::OnFloor);
    assert_eq!(hour.state(one), ItemState::Dismissed);
}

#[test]
fn a_full_session_lets_staff_in_and_whoever_returns_and_its_silent_places_are_freed() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ana = hour.joins("Ana");
    let join = |key: &str| {
        Command::People(people::Command::Join {
            key_hash: key.to_owned(),
            link: None,
        })
    };
    let refused = (0..).find_map(|number| {
        let key = format!("stranger {number}");
        hour.ask(&Actor::Door, join(&key)).err()
    });
    let (field, max) = (Field::People, limits::PEOPLE_MAX);
    assert_eq!(refused, Some(Rejection::Full { field, max }));
    // Whoever returns is in already, and who runs the session has places of their own.
    assert_eq!(hour.ask(&Actor::Door, join("key of Ana")), Ok(Vec::new()));
    hour.joins_as(Role::Rapporteur);
    let free = Command::People(people::Command::FreePlaces);
    assert_eq!(hour.ask(&ana, free.clone()), Err(Rejection::NotAllowed));
    hour.ask(&moderator, free.clone()).unwrap();
    hour.ask(&Actor::Door, join("a new one")).unwrap();
    assert!(hour.session.people.contains_key(&person(&ana)));
    // The new one is not here either, and has said nothing.
    assert_eq!(hour.ask(&moderator, free).unwrap().len(), 1);
}
