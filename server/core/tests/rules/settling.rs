//! What may happen follows from the segment: where people are called to the floor, what becomes of a turn
//! when that is left, and how what is asked is brought up.

use onefloor_core::floor::ProxyEntry;
use onefloor_core::ids::{ItemId, SegmentId};
use onefloor_core::igf::SegmentKind;
use onefloor_core::terms::{ItemState, Origin, Role, Settle, Turn, Voice};
use onefloor_core::view::{Audience, Entry};
use onefloor_core::{
    Actor, Command, Event, Rejection, agenda, floor, networking, project, speaking,
};

use crate::hour::{Hour, plan};

const MINUTE: u64 = 60_000;

fn take(item: Option<ItemId>, open_floor: bool) -> Command {
    Command::Floor(floor::Command::TakeNext {
        on_floor: None,
        item,
        open_floor,
    })
}

fn leave(hour: &mut Hour, moderator: &Actor, segment: u32, turn: Option<Settle>) -> Vec<Event> {
    let start = Command::Agenda(agenda::Command::StartSegment {
        segment: SegmentId(segment),
        after: hour.session.agenda.running(),
        turn,
    });
    hour.ask(moderator, start).unwrap()
}

/// Questions with Ada on the floor, Ben called, and Chi waiting: hands, since those speak.
fn in_questions() -> (Hour, Actor, [ItemId; 3]) {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let people = ["Ada", "Ben", "Chi"].map(|name| hour.joins(name));
    hour.starts(&moderator, 2);
    let items = people.map(|who| {
        let raise = floor::Command::RaiseHand {
            note: "In short".to_owned(),
        };
        hour.ask(&who, Command::Floor(raise)).unwrap();
        hour.last_item()
    });
    hour.ask(&moderator, take(Some(items[0]), false)).unwrap();
    let call = Command::Floor(floor::Command::MoveItem {
        item: items[1],
        from: ItemState::Approved,
        to: ItemState::Next,
        reason: String::new(),
        because: None,
    });
    hour.ask(&moderator, call).unwrap();
    (hour, moderator, items)
}

#[test]
fn who_speaks_when_questions_end_has_spoken_and_the_others_wait_on() {
    let (mut hour, moderator, [ada, ben, chi]) = in_questions();
    hour.minutes_pass(1);
    leave(&mut hour, &moderator, 3, None);
    assert_eq!(hour.state(ada), ItemState::AnsweredAloud);
    assert_eq!(hour.session.speaking.now, None);
    assert_eq!(hour.order(), [ben, chi]);
    // Nobody is next where nobody is called to the floor.
    assert_eq!(hour.state(ben), ItemState::Approved);
    let spoken = &hour.session.speaking.spoken;
    let voice = Voice::Asker { item: ada };
    assert_eq!(spoken[&(Some(SegmentId(2)), voice)].ms, MINUTE);
}

#[test]
fn a_turn_that_is_carried_over_comes_first_when_questions_open_again() {
    let (mut hour, moderator, [ada, ben, chi]) = in_questions();
    leave(&mut hour, &moderator, 3, Some(Settle::CarryOver));
    assert!(hour.session.floor.on_floor().is_none());
    assert_eq!(hour.order(), [ada, ben, chi]);
    leave(&mut hour, &moderator, 2, None);
    hour.ask(&moderator, take(None, false)).unwrap();
    assert_eq!(hour.state(ada), ItemState::OnFloor);
}

#[test]
fn the_rest_may_be_left_to_the_report() {
    let (mut hour, moderator, items) = in_questions();
    leave(&mut hour, &moderator, 3, Some(Settle::LeaveToReport));
    assert_eq!(items.map(|item| hour.state(item)), [ItemState::Deferred; 3]);
    assert!(hour.order().is_empty());
}

#[test]
fn from_one_segment_with_a_floor_to_another_a_turn_may_go_on() {
    let mut plan = plan();
    plan.agenda[2].kind = SegmentKind::Discussion;
    let mut hour = Hour::of(plan);
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    hour.starts(&moderator, 2);
    let item = hour.asks(&ada, "Who decides?");
    hour.ask(&moderator, take(Some(item), false)).unwrap();
    leave(&mut hour, &moderator, 3, Some(Settle::CarryOver));
    assert_eq!(hour.state(item), ItemState::OnFloor);
    // Where nobody says so, it ends with its segment.
    leave(&mut hour, &moderator, 2, None);
    assert_eq!(hour.state(item), ItemState::AnsweredAloud);
}

#[test]
fn a_clock_that_goes_on_by_itself_finishes_the_turn_and_keeps_the_queue() {
    let mut plan = plan();
    plan.agenda[1].auto_advance = true;
    let mut hour = Hour::of(plan);
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    hour.starts(&moderator, 2);
    let [first, second] = [
        hour.asks(&ada, "Who decides?"),
        hour.asks(&ben, "Who pays?"),
    ];
    hour.ask(&moderator, take(Some(first), false)).unwrap();
    hour.minutes_pass(17);
    hour.ask(&Actor::Clock, Command::MeetDeadlines).unwrap();
    assert_eq!(hour.session.agenda.running(), Some(SegmentId(3)));
    assert_eq!(hour.state(first), ItemState::AnsweredAloud);
    assert_eq!(hour.order(), [second]);
}

#[test]
fn nobody_comes_to_the_floor_in_a_keynote_unless_it_is_opened_there() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    hour.starts(&moderator, 3);
    let item = hour.asks(&ada, "Who decides?");
    let segment = SegmentId(3);
    let refused = hour.ask(&moderator, take(Some(item), false));
    assert_eq!(refused, Err(Rejection::NoFloorHere { segment }));
    hour.ask(&moderator, take(Some(item), true)).unwrap();
    assert_eq!(hour.state(item), ItemState::OnFloor);
    leave(&mut hour, &moderator, 4, None);
    assert_eq!(hour.state(item), ItemState::AnsweredAloud);
}

#[test]
fn whoever_is_taken_where_nobody_has_a_speech_opens_the_floor_by_it() {
    for kind in [
        SegmentKind::Opening,
        SegmentKind::Moving,
        SegmentKind::Closing,
    ] {
        let mut plan = plan();
        plan.agenda[2].kind = kind;
        let mut hour = Hour::of(plan);
        let moderator = hour.joins_as(Role::Moderator);
        let ada = hour.joins("Ada");
        hour.starts(&moderator, 3);
        let item = hour.asks(&ada, "Who decides?");
        hour.ask(&moderator, take(Some(item), false)).unwrap();
        assert_eq!(hour.state(item), ItemState::OnFloor);
        assert!(hour.session.has_floor());
    }
}

#[test]
fn those_who_discuss_online_have_a_floor_as_long_as_they_do() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    hour.starts(&moderator, 3);
    let discuss = |prompt: Option<&str>| {
        let prompt = prompt.map(str::to_owned);
        Command::Networking(networking::Command::SetDiscussion { prompt })
    };
    hour.ask(&moderator, discuss(Some("What worked?"))).unwrap();
    let item = hour.asks(&ada, "It did here.");
    hour.ask(&moderator, take(Some(item), false)).unwrap();
    hour.ask(&moderator, discuss(None)).unwrap();
    assert_eq!(hour.state(item), ItemState::AnsweredAloud);
}

#[test]
fn what_is_read_aloud_is_no_turn_of_its_asker_until_staff_says_that_they_speak() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    hour.starts(&moderator, 2);
    let item = hour.asks(&ada, "Who decides?");
    hour.ask(&moderator, take(Some(item), false)).unwrap();
    assert_eq!(hour.session.speaking.now, None);
    let set = |turn| Command::Floor(floor::Command::SetTurn { item, turn });
    hour.ask(&moderator, set(Turn::SpeaksOnline)).unwrap();
    let stint = hour.session.speaking.now.unwrap();
    assert_eq!(stint.voice, Voice::Asker { item });
    assert_eq!(stint.allowance_ms, Some(2 * MINUTE));
    // The microphone is dead: it is read after all.
    hour.ask(&moderator, set(Turn::ReadAloud)).unwrap();
    assert_eq!(hour.session.speaking.now, None);
    let seen = None;
    let voice = Voice::Asker { item };
    let follow_up = speaking::Command::GiveVoice { voice, seen };
    hour.ask(&moderator, Command::Speaking(follow_up)).unwrap();
    let allowance_ms = hour.session.speaking.now.unwrap().allowance_ms;
    assert_eq!(allowance_ms, Some(30_000));
}

#[test]
fn how_each_is_brought_up_follows_from_what_it_is() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let mut enters = |origin, text: &str| {
        let entry = ProxyEntry {
            name: "Chipo".to_owned(),
            affiliation: String::new(),
            place: String::new(),
            text: text.to_owned(),
            origin,
            heads: None,
        };
        let add = Command::Floor(floor::Command::AddProxy(entry));
        hour.ask(&moderator, add).unwrap();
        let item = hour.last_item();
        hour.session.floor.items[&item].turn()
    };
    assert_eq!(enters(Origin::Room, "Who pays?"), Turn::AtMicrophone);
    assert_eq!(enters(Origin::Hub, ""), Turn::FromHub);
    assert_eq!(enters(Origin::Online, "From the chat"), Turn::ReadAloud);
    assert_eq!(enters(Origin::Online, ""), Turn::SpeaksOnline);
    let item = hour.asks(&ada, "Who decides?");
    assert_eq!(hour.session.floor.items[&item].turn(), Turn::ReadAloud);
    let raise = floor::Command::RaiseHand {
        note: String::new(),
    };
    hour.ask(&ada, Command::Floor(raise)).unwrap();
    let hand = hour.last_item();
    assert_eq!(hour.session.floor.items[&hand].turn(), Turn::SpeaksOnline);
    let turn = Turn::ReadAloud;
    let set = Command::Floor(floor::Command::SetTurn { item: hand, turn });
    let field = onefloor_core::rejection::Field::Question;
    let refused = Err(Rejection::TextMissing { field });
    assert_eq!(hour.ask(&moderator, set), refused);
}

#[test]
fn a_place_says_about_when_and_whether_it_may_not_be_reached() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let people: Vec<Actor> = (1..=9).map(|it| hour.joins(&format!("P{it}"))).collect();
    hour.starts(&moderator, 1);
    let began_ms = hour.now_ms;
    let items: Vec<ItemId> = people
        .iter()
        .map(|who| hour.asks(who, "And what of us?"))
        .collect();
    // Questions open after keynotes of 15 minutes and take 16; turns take two until one was measured.
    let opens_ms = began_ms + 15 * MINUTE;
    let third = hour.mine(&people[2], items[2]);
    assert_eq!(third.place, Some(3));
    assert_eq!(third.about_at_ms, Some(opens_ms + 4 * MINUTE));
    assert!(!third.may_not_be_reached);
    let ninth = hour.mine(&people[8], items[8]);
    assert_eq!(ninth.about_at_ms, Some(opens_ms + 16 * MINUTE));
    assert!(ninth.may_not_be_reached);
    hour.minutes_pass(15);
    hour.starts(&moderator, 2);
    hour.ask(&moderator, take(Some(items[0]), false)).unwrap();
    let since_ms = hour.now_ms;
    hour.minutes_pass(1);
    let next = Command::Floor(floor::Command::TakeNext {
        on_floor: Some(items[0]),
        item: Some(items[1]),
        open_floor: false,
    });
    hour.ask(&moderator, next).unwrap();
    // One minute was measured: after the second turn, the third comes.
    let third = hour.mine(&people[2], items[2]);
    assert_eq!(third.about_at_ms, Some(since_ms + 2 * MINUTE));
    let ninth = hour.mine(&people[8], items[8]);
    assert!(!ninth.may_not_be_reached);
    // No questions are to come: whoever waits is not told of a time.
    hour.starts(&moderator, 3);
    let ninth = hour.mine(&people[8], items[8]);
    assert_eq!(ninth.about_at_ms, None);
    assert!(ninth.may_not_be_reached);
}

#[test]
fn whoever_is_called_before_questions_open_is_awaited_from_then_on() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    hour.starts(&moderator, 1);
    let raise = floor::Command::RaiseHand {
        note: String::new(),
    };
    hour.ask(&ada, Command::Floor(raise)).unwrap();
    let item = hour.last_item();
    let call = Command::Floor(floor::Command::MoveItem {
        item,
        from: ItemState::Approved,
        to: ItemState::Next,
        reason: String::new(),
        because: None,
    });
    hour.ask(&moderator, call).unwrap();
    hour.minutes_pass(5);
    assert_eq!(hour.mine(&ada, item).answer_by_ms, None);
    hour.ask(&Actor::Clock, Command::MeetDeadlines).unwrap();
    assert_eq!(hour.state(item), ItemState::Next);
    hour.starts(&moderator, 2);
    let by_ms = hour.now_ms + 20_000;
    assert_eq!(hour.mine(&ada, item).answer_by_ms, Some(by_ms));
    hour.now_ms = by_ms;
    hour.ask(&Actor::Clock, Command::MeetDeadlines).unwrap();
    assert_eq!(hour.state(item), ItemState::Held);
}

#[test]
fn each_segment_has_its_scene_and_nobody_of_the_questions_stays_on_the_wall() {
    use onefloor_core::capture::EntryKind;
    use onefloor_core::stage::Showing;
    let mut plan = plan();
    let mut moving = plan.agenda[3].clone();
    moving.kind = SegmentKind::Moving;
    plan.agenda.insert(2, moving);
    let mut hour = Hour::of(plan);
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let item = hour.asks(&ada, "Who decides?");
    let shows = |hour: &Hour| {
        let view = project(&hour.session, &hour.presence, Audience::Public, hour.now_ms);
        match &view["stage"] {
            Entry::Stage(stage) => (stage.shows, view.contains_key("takeaways")),
            other => panic!("{other:?}"),
        }
    };
    hour.starts(&moderator, 1);
    assert_eq!(shows(&hour).0, Showing::Clock);
    hour.starts(&moderator, 2);
    hour.ask(&moderator, take(Some(item), false)).unwrap();
    assert_eq!(shows(&hour).0, Showing::Floor);
    hour.starts(&moderator, 3);
    assert_eq!(shows(&hour).0, Showing::Moving);
    hour.starts(&moderator, 4);
    assert_eq!(shows(&hour).0, Showing::Prompt);
    hour.starts(&moderator, 5);
    assert_eq!(shows(&hour), (Showing::Clock, false));
    let takeaway = crate::hour::entry(EntryKind::Takeaway, "Small groups talk more.");
    hour.ask(&moderator, takeaway).unwrap();
    assert_eq!(shows(&hour), (Showing::Takeaways, true));
}
