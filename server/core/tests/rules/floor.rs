//! The one floor.

use onefloor_core::floor::{Anonymity, FloorRules, OrderRules, ProxyEntry};
use onefloor_core::terms::{Attendance, ItemState, Origin, Role};
use onefloor_core::view::{Audience, project};
use onefloor_core::{Actor, Command, Event, Rejection, Session, floor, people};

use crate::hour::{Hour, person, seal_of};

fn next(hour: &mut Hour, moderator: &Actor) -> Result<(), Rejection> {
    let on_floor = hour.session.floor.on_floor().map(|item| item.entered.id);
    let take = Command::Floor(floor::Command::TakeNext {
        on_floor,
        item: None,
        open_floor: false,
    });
    hour.now_ms += 1;
    hour.ask(moderator, take).map(|_| ())
}

fn proxy(hour: &mut Hour, staff: &Actor, name: &str) -> onefloor_core::ids::ItemId {
    let add = Command::Floor(floor::Command::AddProxy(ProxyEntry {
        name: name.to_owned(),
        affiliation: String::new(),
        place: "Microphone 2".to_owned(),
        text: String::new(),
        origin: Origin::Room,
        heads: None,
    }));
    hour.now_ms += 1;
    hour.ask(staff, add).unwrap();
    hour.last_item()
}

#[test]
fn online_and_room_take_turns_and_an_empty_side_blocks_nobody() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    let first = hour.asks(&ada, "How will it be funded?");
    let second = hour.asks(&ben, "Who may join?");
    let third = hour.asks(&ada, "What comes after?");
    let room = proxy(&mut hour, &moderator, "Chipo");
    assert_eq!(hour.order(), [first, room, second, third]);
}

#[test]
fn next_answers_the_one_on_the_floor_and_takes_the_first() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let first = hour.asks(&ada, "How will it be funded?");
    let second = hour.asks(&ada, "Who may join?");
    next(&mut hour, &moderator).unwrap();
    assert_eq!(hour.state(first), ItemState::OnFloor);
    next(&mut hour, &moderator).unwrap();
    assert_eq!(hour.state(first), ItemState::AnsweredAloud);
    assert_eq!(hour.state(second), ItemState::OnFloor);
}

#[test]
fn what_was_answered_by_mistake_comes_back_by_undo() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let item = hour.asks(&ada, "How will it be funded?");
    next(&mut hour, &moderator).unwrap();
    let answered = Command::Floor(floor::Command::MoveItem {
        item,
        from: ItemState::OnFloor,
        to: ItemState::AnsweredAloud,
        reason: String::new(),
        because: None,
    });
    hour.ask(&moderator, answered).unwrap();
    let from = ItemState::AnsweredAloud;
    hour.ask(
        &moderator,
        Command::Floor(floor::Command::UndoItem { item, from }),
    )
    .unwrap();
    assert_eq!(hour.state(item), ItemState::OnFloor);
}

#[test]
fn of_two_moderators_on_one_item_the_second_is_told_where_it_stands() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let item = hour.asks(&ada, "How will it be funded?");
    let to = |to| {
        Command::Floor(floor::Command::MoveItem {
            item,
            from: ItemState::Approved,
            to,
            reason: "Asked already".to_owned(),
            because: None,
        })
    };
    hour.ask(&moderator, to(ItemState::Dismissed)).unwrap();
    let state = ItemState::Dismissed;
    let refused = hour.ask(&moderator, to(ItemState::Next));
    assert_eq!(refused, Err(Rejection::ItemChanged { item, state }));
}

#[test]
fn premoderation_keeps_new_questions_back_and_publishes_nothing_when_it_ends() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let before = hour.asks(&ada, "Before");
    let rules = |premoderation| {
        Command::Floor(floor::Command::SetFloor {
            rules: FloorRules {
                open: true,
                premoderation,
                order: OrderRules {
                    alternate: false,
                    ..OrderRules::default()
                },
                ..FloorRules::default()
            },
        })
    };
    hour.ask(&moderator, rules(true)).unwrap();
    let during = hour.asks(&ada, "During");
    hour.ask(&moderator, rules(false)).unwrap();
    assert_eq!(hour.state(before), ItemState::Approved);
    assert_eq!(hour.state(during), ItemState::Submitted);
    assert_eq!(hour.order(), [before]);
}

#[test]
fn a_vote_counts_a_person_once_and_can_be_taken_back() {
    let mut hour = Hour::new();
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    let item = hour.asks(&ada, "How will it be funded?");
    let vote = |support| Command::Floor(floor::Command::Vote { item, support });
    hour.ask(&ben, vote(true)).unwrap();
    assert_eq!(hour.ask(&ben, vote(true)), Ok(vec![]));
    assert_eq!(hour.session.floor.items[&item].votes.len(), 1);
    hour.ask(&ben, vote(false)).unwrap();
    assert!(hour.session.floor.items[&item].votes.is_empty());
    assert_eq!(hour.ask(&ada, vote(true)), Err(Rejection::VoteImpossible));
}

#[test]
fn one_person_has_one_hand() {
    let mut hour = Hour::new();
    let ada = hour.joins("Ada");
    let raise = Command::Floor(floor::Command::RaiseHand {
        note: String::new(),
    });
    hour.ask(&ada, raise.clone()).unwrap();
    let item = hour.last_item();
    let again = hour.ask(&ada, raise.clone());
    assert_eq!(again, Err(Rejection::HandAlreadyRaised { item }));
    hour.ask(&ada, Command::Floor(floor::Command::WithdrawItem { item }))
        .unwrap();
    hour.ask(&ada, raise).unwrap();
}

#[test]
fn a_name_hidden_from_everybody_never_enters_the_log() {
    let mut hour = Hour::new();
    let ada = hour.joins("Ada Secret");
    let ask = Command::Floor(floor::Command::AskQuestion {
        text: "Who pays?".to_owned(),
        anonymity: Anonymity::HiddenFromAll,
        language: None,
        comment: false,
        answer_private: false,
    });
    let events = hour.ask(&ada, ask).unwrap();
    let log = serde_json::to_string(&events).unwrap();
    assert!(!log.contains("Secret"), "{log}");
}

#[test]
fn what_is_hidden_from_everybody_is_its_askers_own_and_joined_with_nobody() {
    let mut hour = Hour::new();
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    let mut profile = hour.session.people[&person(&ada)].profile.clone();
    (profile.attendance, profile.heads) = (Attendance::Hub, Some(14));
    hour.ask(
        &ada,
        Command::People(people::Command::Introduce { profile }),
    )
    .unwrap();
    hour.now_ms += 12_345;
    let ask = |text: &str| {
        Command::Floor(floor::Command::AskQuestion {
            text: text.to_owned(),
            anonymity: Anonymity::HiddenFromAll,
            language: Some("et".to_owned()),
            comment: false,
            answer_private: false,
        })
    };
    let events = hour.ask(&ada, ask("Who pays?")).unwrap();
    let [Event::Floor(floor::Event::ItemEntered { item: entered })] = &events[..] else {
        unreachable!("a question enters: {events:?}")
    };
    let item = entered.id;
    assert_eq!(
        (entered.asker, entered.heads, &entered.language),
        (None, None, &None)
    );
    assert_eq!(entered.at_ms % 60_000, 0);

    // Whoever asked finds it again; nobody else may touch it.
    let mine = |hour: &Hour, who: &Actor| {
        let audience = Audience::Person(person(who));
        let view = project(&hour.session, &hour.presence, audience, hour.now_ms);
        view.contains_key(&format!("mine/{item}"))
    };
    assert!(mine(&hour, &ada) && !mine(&hour, &ben));
    let withdraw = || Command::Floor(floor::Command::WithdrawItem { item });
    let vote = || {
        Command::Floor(floor::Command::Vote {
            item,
            support: true,
        })
    };
    assert_eq!(hour.ask(&ben, withdraw()), Err(Rejection::ItemUnknown));
    assert_eq!(hour.ask(&ada, vote()), Err(Rejection::VoteImpossible));
    assert_eq!(
        hour.ask(&ada, ask("who  pays?")),
        Err(Rejection::AlreadyAsked)
    );
    let open_max = onefloor_core::limits::OPEN_QUESTIONS_MAX;
    for number in 1..open_max {
        hour.ask(&ada, ask(&format!("Why {number}?"))).unwrap();
    }
    let max = open_max;
    assert_eq!(
        hour.ask(&ada, ask("One more?")),
        Err(Rejection::TooManyQuestions { max })
    );

    // What is taken back says its time no finer.
    let events = hour.ask(&ada, withdraw()).unwrap();
    let [Event::Floor(floor::Event::ItemMoved { at_ms, .. })] = &events[..] else {
        unreachable!("it moves: {events:?}")
    };
    assert_eq!(at_ms % 60_000, 0);

    // Once they have gone, nobody can tell whose the others are, and who comes back has them again.
    hour.presence.remove(&person(&ada));
    assert!(!mine(&hour, &ada));
    hour.presence.insert(person(&ada), seal_of(person(&ada)));
    assert!(mine(&hour, &ada));
    assert_eq!(Session::replay(&hour.log), hour.session);
}

#[test]
fn a_question_of_another_cannot_be_withdrawn() {
    let mut hour = Hour::new();
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    let item = hour.asks(&ada, "How will it be funded?");
    let refused = hour.ask(&ben, Command::Floor(floor::Command::WithdrawItem { item }));
    assert_eq!(refused, Err(Rejection::ItemUnknown));
    assert_eq!(
        person(&ada),
        hour.session.floor.items[&item].entered.asker.unwrap()
    );
}

#[test]
fn a_text_tells_its_own_language_and_no_screen_tells_one_for_who_is_hidden() {
    let mut hour = Hour::new();
    let ada = hour.joins("Ada");
    let mut asked_in = |text: &str, anonymity, language: &str| {
        let question = Command::Floor(floor::Command::AskQuestion {
            text: text.to_owned(),
            anonymity,
            language: Some(language.to_owned()),
            comment: false,
            answer_private: false,
        });
        hour.ask(&ada, question).unwrap();
        let item = hour.last_item();
        hour.session.floor.items[&item].entered.language.clone()
    };
    let french = "Qui va payer les câbles qui doivent relier les îles au continent ?";
    let tag = asked_in(french, Anonymity::Named, "en");
    assert_eq!(tag.as_deref(), Some("fr"));
    let spanish = "¿Quién va a pagar los cables que llegan hasta las islas?";
    let tag = asked_in(spanish, Anonymity::HiddenFromAll, "en");
    assert_eq!(tag.as_deref(), Some("es"));
    // Too short to tell: the screen's, where a screen may be known.
    assert_eq!(
        asked_in("OK?", Anonymity::Named, "sw").as_deref(),
        Some("sw")
    );
    assert_eq!(asked_in("IPv6?", Anonymity::HiddenFromAll, "sw"), None);
}
