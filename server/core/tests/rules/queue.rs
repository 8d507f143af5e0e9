//! Places in the queue: by policy, by hand, and by those who wait.

use onefloor_core::floor::{Because, OrderRules, ProxyEntry, Why, order};
use onefloor_core::ids::{ItemId, SegmentId};
use onefloor_core::terms::{ItemState, Origin, Role};
use onefloor_core::view::{Audience, Entry};
use onefloor_core::{Actor, Command, Rejection, floor, next_deadline, project};

use crate::hour::{Hour, person};

fn whys(hour: &Hour) -> Vec<Why> {
    let order = order(&hour.session.floor, hour.session.agenda.running());
    order.iter().map(|placed| placed.why).collect()
}

fn by(alternate: bool, first_timers: bool, votes: bool) -> OrderRules {
    OrderRules {
        alternate,
        first_timers,
        votes,
    }
}

fn set_order(hour: &mut Hour, moderator: &Actor, order: OrderRules) {
    let mut rules = hour.session.floor.rules;
    rules.order = order;
    hour.ask(
        moderator,
        Command::Floor(floor::Command::SetFloor { rules }),
    )
    .unwrap();
}

fn take(hour: &mut Hour, moderator: &Actor) {
    let on_floor = hour.session.floor.on_floor().map(|item| item.entered.id);
    hour.now_ms += 1_000;
    let item = None;
    hour.ask(
        moderator,
        Command::Floor(floor::Command::TakeNext {
            on_floor,
            item,
            open_floor: false,
        }),
    )
    .unwrap();
}

fn place(item: ItemId, after: Option<ItemId>, before: Option<ItemId>) -> Command {
    Command::Floor(floor::Command::PlaceItem {
        item,
        after,
        before,
        reason: "time zone".to_owned(),
    })
}

fn mine(hour: &Hour, who: &Actor, item: ItemId) -> floor::MineEntry {
    let audience = Audience::Person(person(who));
    let view = project(&hour.session, &hour.presence, audience, hour.now_ms);
    match &view[&format!("mine/{item}")] {
        Entry::Mine(own) => own.mine.clone(),
        other => panic!("{other:?}"),
    }
}

/// A hand online, called to speak.
fn called(hour: &mut Hour, moderator: &Actor, who: &Actor) -> ItemId {
    let note = String::new();
    hour.ask(who, Command::Floor(floor::Command::RaiseHand { note }))
        .unwrap();
    let item = hour.last_item();
    let call = Command::Floor(floor::Command::MoveItem {
        item,
        from: ItemState::Approved,
        to: ItemState::Next,
        reason: String::new(),
        because: None,
    });
    hour.ask(moderator, call).unwrap();
    item
}

#[test]
fn whoever_has_not_spoken_yet_comes_first_where_that_is_on() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    set_order(&mut hour, &moderator, by(false, true, false));
    hour.asks(&ada, "First");
    take(&mut hour, &moderator);
    let again = hour.asks(&ada, "Second");
    let new = hour.asks(&ben, "Mine");
    assert_eq!(hour.order(), [new, again]);
    assert_eq!(whys(&hour), [Why::FirstTime, Why::Arrival]);
}

#[test]
fn support_decides_inside_a_side_and_the_sides_still_take_turns() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    set_order(&mut hour, &moderator, by(true, false, true));
    let first = hour.asks(&ada, "First");
    let liked = hour.asks(&ada, "Liked");
    let support = true;
    hour.ask(
        &ben,
        Command::Floor(floor::Command::Vote {
            item: liked,
            support,
        }),
    )
    .unwrap();
    let entry = ProxyEntry {
        name: "Chi".to_owned(),
        affiliation: String::new(),
        place: String::new(),
        text: String::new(),
        origin: Origin::Room,
        heads: None,
    };
    hour.ask(&moderator, Command::Floor(floor::Command::AddProxy(entry)))
        .unwrap();
    let room = hour.last_item();
    assert_eq!(hour.order(), [liked, room, first]);
    assert_eq!(whys(&hour), [Why::Votes, Why::Alternates, Why::Arrival]);
}

#[test]
fn a_segment_has_an_order_of_its_own_as_long_as_it_runs() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    let first = hour.asks(&ada, "First");
    let liked = hour.asks(&ada, "Liked");
    let support = true;
    hour.ask(
        &ben,
        Command::Floor(floor::Command::Vote {
            item: liked,
            support,
        }),
    )
    .unwrap();
    let own = Command::Floor(floor::Command::SetSegmentOrder {
        segment: SegmentId(2),
        order: Some(by(false, false, true)),
    });
    hour.ask(&moderator, own).unwrap();
    hour.starts(&moderator, 1);
    assert_eq!(hour.order(), [first, liked]);
    hour.starts(&moderator, 2);
    assert_eq!(hour.order(), [liked, first]);
}

#[test]
fn a_place_given_by_hand_survives_arrivals_and_other_moves_and_says_why() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let items: Vec<ItemId> = (0..4)
        .map(|at| hour.asks(&ada, &format!("Question {at}")))
        .collect();
    let [a, b, c, d] = items[..] else { panic!() };
    hour.ask(&moderator, place(d, Some(a), Some(b))).unwrap();
    assert_eq!(hour.order(), [a, d, b, c]);
    // Another one moved by somebody else undoes nothing.
    hour.now_ms += 1;
    hour.ask(&moderator, place(c, None, Some(a))).unwrap();
    assert_eq!(hour.order(), [c, a, d, b]);
    let ben = hour.joins("Ben");
    let late = hour.asks(&ben, "Late");
    assert_eq!(hour.order(), [c, a, d, b, late]);
    let placed = order(&hour.session.floor, None);
    assert_eq!(placed[2].why, Why::Moved);
    assert_eq!(placed[2].reason.as_deref(), Some("time zone"));
    // When its neighbours have had their turns, its own has come.
    for _ in 0..3 {
        take(&mut hour, &moderator);
    }
    assert_eq!(hour.state(d), ItemState::OnFloor);
}

#[test]
fn a_move_beside_somebody_who_is_gone_is_refused_with_where_they_are() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let first = hour.asks(&ada, "First");
    let second = hour.asks(&ada, "Second");
    take(&mut hour, &moderator);
    let refused = hour.ask(&moderator, place(second, None, Some(first)));
    let (item, state) = (first, ItemState::OnFloor);
    assert_eq!(refused, Err(Rejection::ItemChanged { item, state }));
}

#[test]
fn whoever_lets_one_pass_stands_behind_them_and_can_do_it_again() {
    let mut hour = Hour::new();
    let (ada, ben, chi) = (hour.joins("Ada"), hour.joins("Ben"), hour.joins("Chi"));
    let mine = hour.asks(&ada, "Mine");
    let bens = hour.asks(&ben, "Ben's");
    let chis = hour.asks(&chi, "Chi's");
    let pass = Command::Floor(floor::Command::LetPass { item: mine });
    hour.ask(&ada, pass.clone()).unwrap();
    assert_eq!(hour.order(), [bens, mine, chis]);
    assert_eq!(whys(&hour)[1], Why::LetPass);
    hour.now_ms += 1;
    hour.ask(&ada, pass.clone()).unwrap();
    assert_eq!(hour.order(), [bens, chis, mine]);
    assert_eq!(hour.ask(&ada, pass.clone()), Err(Rejection::NobodyWaits));
    assert_eq!(hour.ask(&ben, pass), Err(Rejection::ItemUnknown));
}

#[test]
fn who_is_called_and_does_not_answer_is_put_on_hold_and_comes_back_first() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    hour.asks(&ben, "Ben's");
    let hand = called(&mut hour, &moderator, &ada);
    let by_ms = mine(&hour, &ada, hand).answer_by_ms.unwrap();
    assert_eq!(by_ms, hour.now_ms + 20_000);
    assert_eq!(next_deadline(&hour.session, hour.now_ms), Some(by_ms));
    hour.now_ms = by_ms;
    hour.ask(&Actor::Clock, Command::MeetDeadlines).unwrap();
    assert_eq!(hour.state(hand), ItemState::Held);
    assert_eq!(mine(&hour, &ada, hand).because, Some(Because::NoShow));
    hour.ask(&ada, Command::Floor(floor::Command::Rejoin { item: hand }))
        .unwrap();
    assert_eq!(hour.order()[0], hand);
    assert_eq!(whys(&hour)[0], Why::Returned);
}

#[test]
fn who_is_called_and_says_so_is_not_put_on_hold() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let item = called(&mut hour, &moderator, &ada);
    hour.ask(&ada, Command::Floor(floor::Command::ConfirmReady { item }))
        .unwrap();
    hour.minutes_pass(5);
    hour.ask(&Actor::Clock, Command::MeetDeadlines).unwrap();
    assert_eq!(hour.state(item), ItemState::Next);
}

#[test]
fn the_wait_comes_from_the_turns_so_far() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let items: Vec<ItemId> = (0..4)
        .map(|at| hour.asks(&ada, &format!("Question {at}")))
        .collect();
    // Before any turn, each counts as long as it may be.
    assert_eq!(mine(&hour, &ada, items[2]).wait_ms, Some(240_000));
    take(&mut hour, &moderator);
    hour.now_ms += 59_000;
    take(&mut hour, &moderator);
    // One turn of a minute; one has the floor, and one waits before it.
    assert_eq!(mine(&hour, &ada, items[3]).wait_ms, Some(120_000));
}

#[test]
fn a_last_call_closes_the_floor_by_itself_and_the_last_word_stays_last() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    let adas = hour.asks(&ada, "Ada's");
    let call = Command::Floor(floor::Command::LastCall { after_ms: 60_000 });
    hour.ask(&moderator, call).unwrap();
    let bens = hour.asks(&ben, "Ben's");
    hour.minutes_pass(1);
    hour.ask(&Actor::Clock, Command::MeetDeadlines).unwrap();
    let late = Command::Floor(floor::Command::RaiseHand {
        note: String::new(),
    });
    assert_eq!(hour.ask(&ben, late), Err(Rejection::FloorClosed));
    let last = Command::Floor(floor::Command::GiveLastWord { item: Some(adas) });
    hour.ask(&moderator, last).unwrap();
    assert_eq!(hour.order(), [bens, adas]);
    assert_eq!(whys(&hour)[1], Why::LastWord);
}

#[test]
fn an_answer_in_writing_reaches_its_asker() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let item = hour.asks(&ada, "When is the next meeting?");
    let answer = |text: &str| {
        Command::Floor(floor::Command::AnswerInText {
            item,
            from: ItemState::Approved,
            text: text.to_owned(),
        })
    };
    assert!(matches!(
        hour.ask(&moderator, answer(" ")),
        Err(Rejection::TextMissing { .. })
    ));
    hour.ask(&moderator, answer("In March, online.")).unwrap();
    let told = mine(&hour, &ada, item);
    assert_eq!(told.answer.as_deref(), Some("In March, online."));
    assert_eq!(told.state, ItemState::AnsweredInText);
}

#[test]
fn lines_of_a_chat_come_in_all_or_none() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let line = |name: &str, text: &str| ProxyEntry {
        name: name.to_owned(),
        affiliation: String::new(),
        place: String::new(),
        text: text.to_owned(),
        origin: Origin::Online,
        heads: None,
    };
    let bad = vec![line("Ada", "Who pays?"), line("", " ")];
    let refused = hour.ask(
        &moderator,
        Command::Floor(floor::Command::AddProxies { entries: bad }),
    );
    assert!(matches!(refused, Err(Rejection::TextMissing { .. })));
    assert!(hour.session.floor.items.is_empty());
    let good = vec![line("Ada", "Who pays?"), line("Ben", "Since when?")];
    hour.ask(
        &moderator,
        Command::Floor(floor::Command::AddProxies { entries: good }),
    )
    .unwrap();
    assert_eq!(hour.order().len(), 2);
    let many = vec![line("Ada", "Again"); 51];
    let refused = hour.ask(
        &moderator,
        Command::Floor(floor::Command::AddProxies { entries: many }),
    );
    assert!(matches!(refused, Err(Rejection::Full { max: 50, .. })));
}
