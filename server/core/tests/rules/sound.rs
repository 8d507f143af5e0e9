//! The voice of somebody on line arrives in the room, step by step, and their turn begins when it is heard.

use onefloor_core::ids::{ActId, ItemId};
use onefloor_core::report::Report;
use onefloor_core::sound::{HandoverStep, Venue, VenueKind};
use onefloor_core::terms::{ItemState, Role, Turn, Voice};
use onefloor_core::undo::ActKind;
use onefloor_core::view::{Audience, Entry, OwnEntry};
use onefloor_core::{Actor, Command, Rejection, conduct, floor, project, sound, speaking, undo};

use crate::hour::{Hour, person};

fn meeting() -> Venue {
    Venue::Meeting {
        link: "https://meet.example/1".to_owned(),
        name: Some("IGF Ada".to_owned()),
    }
}

/// Questions with a meeting in which voices are heard, and two hands on line, the first without words.
struct Floor {
    hour: Hour,
    moderator: Actor,
    runner: Actor,
    ada: Actor,
    ben: Actor,
    hand: ItemId,
    next: ItemId,
}

fn raises(hour: &mut Hour, who: &Actor, note: &str) -> ItemId {
    let note = note.to_owned();
    hour.ask(who, Command::Floor(floor::Command::RaiseHand { note }))
        .unwrap();
    hour.last_item()
}

fn with_meeting() -> Floor {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let runner = hour.joins_as(Role::FloorRunner);
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    hour.starts(&moderator, 2);
    let venue = Some(meeting());
    hour.ask(
        &moderator,
        Command::Sound(sound::Command::SetVenue { venue }),
    )
    .unwrap();
    let hand = raises(&mut hour, &ada, "");
    let next = raises(&mut hour, &ben, "On costs");
    Floor {
        hour,
        moderator,
        runner,
        ada,
        ben,
        hand,
        next,
    }
}

impl Floor {
    fn takes(&mut self, on_floor: Option<ItemId>, item: Option<ItemId>) {
        let take = floor::Command::TakeNext {
            on_floor,
            item,
            open_floor: false,
        };
        self.hour
            .ask(&self.moderator, Command::Floor(take))
            .unwrap();
    }

    fn asks(&mut self, who: &Actor, command: sound::Command) -> Result<(), Rejection> {
        self.hour.ask(who, Command::Sound(command)).map(drop)
    }

    fn is_heard(&mut self) {
        let (runner, item) = (self.runner.clone(), self.hand);
        self.asks(&runner, sound::Command::HearVoice { item })
            .unwrap();
    }

    fn own(&self, who: &Actor, item: ItemId) -> OwnEntry {
        let audience = Audience::Person(person(who));
        let view = project(
            &self.hour.session,
            &self.hour.presence,
            audience,
            self.hour.now_ms,
        );
        match &view[&format!("mine/{item}")] {
            Entry::Mine(own) => (**own).clone(),
            other => panic!("{other:?}"),
        }
    }

    fn step(&self, who: &Actor, item: ItemId) -> Option<HandoverStep> {
        self.own(who, item).arrival.map(|arrival| arrival.step)
    }

    fn voice(&self) -> Option<Voice> {
        self.hour.session.speaking.now.map(|stint| stint.voice)
    }
}

#[test]
fn a_turn_begins_when_the_room_hears_it() {
    let mut floor = with_meeting();
    let (item, ada, runner) = (floor.hand, floor.ada.clone(), floor.runner.clone());
    floor.takes(None, Some(item));
    assert_eq!(floor.voice(), None);
    assert_eq!(floor.step(&ada, item), Some(HandoverStep::Told));
    let here = sound::Command::SayHere {
        item,
        microphone: true,
    };
    floor.asks(&ada, here).unwrap();
    assert_eq!(floor.step(&ada, item), Some(HandoverStep::Here));
    floor
        .asks(&runner, sound::Command::OpenChannel { item })
        .unwrap();
    assert_eq!(floor.step(&ada, item), Some(HandoverStep::Open));
    floor.hour.minutes_pass(1);
    floor.is_heard();
    assert_eq!(floor.step(&ada, item), Some(HandoverStep::Heard));
    let stint = floor.hour.session.speaking.now.unwrap();
    assert_eq!(stint.voice, Voice::Asker { item });
    assert_eq!(
        stint.allowance_ms,
        Some(floor.hour.session.floor.rules.turn_ms)
    );
    // A second tap of somebody else changes nothing.
    floor.is_heard();
    floor.hour.minutes_pass(2);
    floor.takes(Some(item), None);
    assert_eq!(floor.hour.state(item), ItemState::AnsweredAloud);
    // The minute in which nobody was heard is nobody's.
    assert_eq!(floor.hour.session.floor.balance().online_ms, 120_000);
}

#[test]
fn without_a_place_to_be_heard_a_turn_begins_when_it_is_given() {
    let mut floor = with_meeting();
    let moderator = floor.moderator.clone();
    floor
        .asks(&moderator, sound::Command::SetVenue { venue: None })
        .unwrap();
    let (item, ada) = (floor.hand, floor.ada.clone());
    floor.takes(None, Some(item));
    assert_eq!(floor.voice(), Some(Voice::Asker { item }));
    assert_eq!(floor.step(&ada, item), None);
    let here = sound::Command::SayHere {
        item,
        microphone: true,
    };
    assert_eq!(floor.asks(&ada, here), Err(Rejection::VoiceNotExpected));
}

#[test]
fn the_next_two_get_ready_while_somebody_speaks() {
    let mut floor = with_meeting();
    let (ben, next) = (floor.ben.clone(), floor.next);
    let (cleo, dara) = (floor.hour.joins("Cleo"), floor.hour.joins("Dara"));
    let third = raises(&mut floor.hour, &cleo, "");
    let fourth = raises(&mut floor.hour, &dara, "");
    floor.takes(None, Some(floor.hand));
    assert_eq!(floor.step(&ben, next), Some(HandoverStep::Told));
    assert_eq!(floor.step(&dara, fourth), None);
    assert_eq!(floor.step(&cleo, third), Some(HandoverStep::Told));
    let here = sound::Command::SayHere {
        item: next,
        microphone: true,
    };
    floor.asks(&ben, here).unwrap();
    // Whoever was there already is no no-show when they are called, and has one step less.
    let call = floor::Command::MoveItem {
        item: next,
        from: ItemState::Approved,
        to: ItemState::Next,
        reason: String::new(),
        because: None,
    };
    floor
        .hour
        .ask(&floor.moderator.clone(), Command::Floor(call))
        .unwrap();
    floor.hour.minutes_pass(1);
    floor.hour.meets_deadlines();
    assert_eq!(floor.hour.state(next), ItemState::Next);
    floor.is_heard();
    floor.takes(Some(floor.hand), Some(next));
    assert_eq!(floor.step(&ben, next), Some(HandoverStep::Here));
}

#[test]
fn whoever_is_not_heard_was_not_answered_and_the_report_says_so() {
    let mut floor = with_meeting();
    let item = floor.hand;
    floor.takes(None, Some(item));
    floor.hour.minutes_pass(1);
    floor.takes(Some(item), None);
    assert_eq!(floor.hour.state(item), ItemState::Passed);
    let report = Report::of(&floor.hour.session).unwrap();
    let passed = report
        .discussion
        .iter()
        .filter(|turn| turn.outcome == ItemState::Passed);
    let heard: Vec<_> = passed.map(|turn| (turn.heard, turn.taken_at_ms)).collect();
    assert_eq!(heard, [(None, None)]);
    assert_eq!(floor.hour.session.floor.balance().online_turns, 0);
}

#[test]
fn a_dead_microphone_is_said_and_the_words_are_read_instead() {
    let mut floor = with_meeting();
    let (item, ada, moderator) = (floor.hand, floor.ada.clone(), floor.moderator.clone());
    floor.takes(None, Some(item));
    let dead = sound::Command::SayHere {
        item,
        microphone: false,
    };
    floor.asks(&ada, dead).unwrap();
    assert_eq!(floor.step(&ada, item), Some(HandoverStep::NoMicrophone));
    // There is nothing yet that could be read.
    let turn = Turn::ReadAloud;
    let read = Command::Floor(floor::Command::SetTurn { item, turn });
    assert!(floor.hour.ask(&moderator, read).is_err());
    let asks = |text: &str| {
        let text = text.to_owned();
        Command::Floor(floor::Command::AskToBeRead { item, text })
    };
    assert!(matches!(
        floor.hour.ask(&ada, asks("")),
        Err(Rejection::TextMissing { .. })
    ));
    assert_eq!(
        floor.hour.ask(&floor.ben.clone(), asks("Mine")),
        Err(Rejection::ItemUnknown)
    );
    floor.hour.ask(&ada, asks("Who pays for it?")).unwrap();
    let read = &floor.hour.session.floor.items[&item];
    assert_eq!(read.text(), Some("Who pays for it?"));
    assert_eq!(read.turn(), Turn::ReadAloud);
    // It is read from now on, by somebody else.
    assert_eq!(read.taken_at_ms, Some(floor.hour.now_ms));
    assert_eq!(floor.voice(), None);
}

#[test]
fn trying_again_begins_from_the_start() {
    let mut floor = with_meeting();
    let (item, ada, runner) = (floor.hand, floor.ada.clone(), floor.runner.clone());
    floor.takes(None, Some(item));
    let here = sound::Command::SayHere {
        item,
        microphone: true,
    };
    floor.asks(&ada, here.clone()).unwrap();
    floor
        .asks(&runner, sound::Command::OpenChannel { item })
        .unwrap();
    floor.hour.minutes_pass(1);
    floor
        .asks(&runner, sound::Command::RetryHandover { item })
        .unwrap();
    assert_eq!(floor.step(&ada, item), Some(HandoverStep::Told));
    assert_eq!(
        floor.hour.session.sound.handovers[&item].since_ms,
        floor.hour.now_ms
    );
    floor.asks(&ada, here).unwrap();
    assert_eq!(floor.step(&ada, item), Some(HandoverStep::Here));
}

#[test]
fn a_tap_too_many_is_taken_back() {
    let mut floor = with_meeting();
    let (item, ada, moderator) = (floor.hand, floor.ada.clone(), floor.moderator.clone());
    floor.takes(None, Some(item));
    floor.is_heard();
    let standing = floor.hour.session.undo.standing.as_ref().unwrap();
    assert_eq!(standing.what.kind, ActKind::Heard);
    let act: ActId = standing.act;
    floor
        .hour
        .ask(&moderator, Command::Undo(undo::Command::Undo { act }))
        .unwrap();
    assert_eq!(floor.step(&ada, item), Some(HandoverStep::Told));
    assert_eq!(floor.voice(), None);
}

#[test]
fn a_call_that_is_given_back_by_undo_has_the_time_it_had_left() {
    let mut floor = with_meeting();
    let (item, moderator) = (floor.hand, floor.moderator.clone());
    let call = floor::Command::MoveItem {
        item,
        from: ItemState::Approved,
        to: ItemState::Next,
        reason: String::new(),
        because: None,
    };
    floor.hour.ask(&moderator, Command::Floor(call)).unwrap();
    floor.hour.now_ms += 5_000;
    floor.takes(None, Some(item));
    floor.hour.minutes_pass(1);
    let act = floor.hour.session.undo.act().unwrap();
    let undo = Command::Undo(undo::Command::Undo { act });
    floor.hour.ask(&moderator, undo).unwrap();
    floor.hour.now_ms += 14_000;
    floor.hour.meets_deadlines();
    assert_eq!(floor.hour.state(item), ItemState::Next);
    floor.hour.now_ms += 1_000;
    floor.hour.meets_deadlines();
    assert_eq!(floor.hour.state(item), ItemState::Held);
}

#[test]
fn whoever_gives_somebody_the_voice_has_heard_them() {
    let mut floor = with_meeting();
    let (item, ada, moderator) = (floor.hand, floor.ada.clone(), floor.moderator.clone());
    floor.takes(None, Some(item));
    let voice = Voice::Asker { item };
    let give = speaking::Command::GiveVoice { voice, seen: None };
    floor.hour.ask(&moderator, Command::Speaking(give)).unwrap();
    assert_eq!(floor.step(&ada, item), Some(HandoverStep::Heard));
}

#[test]
fn the_address_of_a_meeting_is_for_staff_and_for_whoever_speaks_soon() {
    let mut floor = with_meeting();
    let (item, ada) = (floor.hand, floor.ada.clone());
    floor.takes(None, Some(item));
    let seen = |audience| {
        let session = &floor.hour.session;
        let view = project(session, &floor.hour.presence, audience, floor.hour.now_ms);
        match &view["sound"] {
            Entry::Sound(sound) => sound.clone(),
            other => panic!("{other:?}"),
        }
    };
    let public = seen(Audience::Public);
    assert_eq!(
        (public.kind, public.venue),
        (Some(VenueKind::Meeting), None)
    );
    assert_eq!(public.handover.unwrap().step, HandoverStep::Told);
    assert_eq!(seen(Audience::Staff).venue, Some(meeting()));
    let arrival = floor.own(&ada, item).arrival.unwrap();
    assert_eq!(arrival.venue, Some(meeting()));
}

#[test]
fn who_may_say_what() {
    let mut floor = with_meeting();
    let (item, ada, ben, runner) = (
        floor.hand,
        floor.ada.clone(),
        floor.ben.clone(),
        floor.runner.clone(),
    );
    let lectern = floor.hour.joins_at_lectern();
    let heard = sound::Command::HearVoice { item };
    assert!(matches!(
        floor.asks(&runner, heard.clone()),
        Err(Rejection::ItemChanged { .. })
    ));
    floor.takes(None, Some(item));
    assert_eq!(floor.asks(&ada, heard.clone()), Err(Rejection::NotAllowed));
    let here = sound::Command::SayHere {
        item,
        microphone: true,
    };
    assert_eq!(floor.asks(&ben, here), Err(Rejection::ItemUnknown));
    let open = sound::Command::OpenChannel { item };
    assert_eq!(floor.asks(&lectern, open), Err(Rejection::NotAllowed));
    assert_eq!(floor.asks(&lectern, heard), Ok(()));
    let link = "http://meet.example".to_owned();
    let venue = Some(Venue::Meeting { link, name: None });
    let moderator = floor.moderator.clone();
    assert_eq!(
        floor.asks(&moderator, sound::Command::SetVenue { venue }),
        Err(Rejection::LinkNotHttps)
    );
}

fn reads(floor: &mut Floor, who: &Actor, text: &str) -> Result<(), Rejection> {
    let (item, text) = (floor.hand, text.to_owned());
    let read = Command::Floor(floor::Command::AskToBeRead { item, text });
    floor.hour.ask(who, read).map(drop)
}

#[test]
fn whoever_is_muted_brings_no_words_by_having_them_read() {
    let mut floor = with_meeting();
    let (ada, moderator) = (floor.ada.clone(), floor.moderator.clone());
    let mute = conduct::Command::SetMuted {
        person: person(&ada),
        muted: true,
    };
    floor.hour.ask(&moderator, Command::Conduct(mute)).unwrap();
    let refused = reads(&mut floor, &ada, "Hear me all the same");
    assert_eq!(refused, Err(Rejection::Muted));
}

#[test]
fn words_that_are_held_back_take_nobody_off_the_floor() {
    let mut floor = with_meeting();
    let (ada, moderator) = (floor.ada.clone(), floor.moderator.clone());
    let words = vec!["rubbish".to_owned()];
    let list = Command::Conduct(conduct::Command::SetWordList { words });
    floor.hour.ask(&moderator, list).unwrap();
    floor.takes(None, Some(floor.hand));
    let state = ItemState::OnFloor;
    let refused = reads(&mut floor, &ada, "What rubbish");
    assert_eq!(refused, Err(Rejection::MoveImpossible { state }));
    assert_eq!(floor.hour.state(floor.hand), ItemState::OnFloor);
    reads(&mut floor, &ada, "Who pays?").unwrap();
    assert_eq!(floor.hour.state(floor.hand), ItemState::OnFloor);
}

#[test]
fn nobody_waits_for_a_voice_once_it_is_expected_nowhere() {
    let mut floor = with_meeting();
    let (item, moderator) = (floor.hand, floor.moderator.clone());
    floor.takes(None, Some(item));
    assert_eq!(floor.voice(), None);
    // Another place still expects it.
    let venue = Some(Venue::Microphones);
    floor
        .asks(&moderator, sound::Command::SetVenue { venue })
        .unwrap();
    assert_eq!(floor.voice(), None);
    floor
        .asks(&moderator, sound::Command::SetVenue { venue: None })
        .unwrap();
    assert_eq!(floor.voice(), Some(Voice::Asker { item }));
    floor.takes(Some(item), None);
    assert_eq!(floor.hour.state(item), ItemState::AnsweredAloud);
}
