//! Conduct on the floor.

use onefloor_core::floor::{Anonymity, Because};
use onefloor_core::people::Profile;
use onefloor_core::terms::{ItemState, Role};
use onefloor_core::{Actor, Command, Rejection, conduct, floor, people};

use crate::hour::{Hour, person};

fn ask(text: &str, anonymity: Anonymity) -> Command {
    Command::Floor(floor::Command::AskQuestion {
        text: text.to_owned(),
        anonymity,
        language: None,
        comment: false,
        answer_private: false,
    })
}

fn introduce(name: &str) -> Command {
    let profile = Profile {
        name: Some(name.to_owned()),
        ..Profile::default()
    };
    Command::People(people::Command::Introduce { profile })
}

#[test]
fn who_is_muted_stays_muted_over_a_reconnect_and_may_speak_again_later() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let troll = hour.joins("Troll");
    let set = |muted| {
        Command::Conduct(conduct::Command::SetMuted {
            person: person(&troll),
            muted,
        })
    };
    hour.ask(&moderator, set(true)).unwrap();
    // The same browser comes again: the same person.
    let back = hour.joins("Troll");
    let shout = ask("Again!", Anonymity::Named);
    assert_eq!(hour.ask(&back, shout.clone()), Err(Rejection::Muted));
    hour.ask(&moderator, set(false)).unwrap();
    hour.ask(&back, shout).unwrap();
}

#[test]
fn who_is_kept_out_does_not_come_in_again() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let troll = hour.joins("Troll");
    let banned = true;
    let person = person(&troll);
    hour.ask(
        &moderator,
        Command::Conduct(conduct::Command::SetBanned { person, banned }),
    )
    .unwrap();
    let join = Command::People(people::Command::Join {
        key_hash: "key of Troll".to_owned(),
        link: None,
    });
    assert_eq!(hour.ask(&Actor::Door, join), Err(Rejection::Banned));
}

#[test]
fn nobody_who_works_for_the_session_is_muted_by_another() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let mute = Command::Conduct(conduct::Command::SetMuted {
        person: person(&moderator),
        muted: true,
    });
    assert_eq!(hour.ask(&moderator, mute), Err(Rejection::NotAllowed));
}

#[test]
fn a_word_of_the_list_holds_a_question_for_a_moderator() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let words = vec!["scam".to_owned()];
    hour.ask(
        &moderator,
        Command::Conduct(conduct::Command::SetWordList { words }),
    )
    .unwrap();
    let item = hour.asks(&ada, "Is this a SCAM?");
    assert_eq!(hour.state(item), ItemState::Held);
    let because = hour.session.floor.items[&item].said.because;
    assert_eq!(because, Some(Because::WordList));
    let harmless = hour.asks(&ada, "Do you scamper?");
    assert_eq!(hour.state(harmless), ItemState::Approved);
}

#[test]
fn a_participant_does_not_pass_for_the_speaker() {
    let mut hour = Hour::new();
    let speaker = hour.joins_as(Role::Speaker);
    let holder = hour.session.people[&person(&speaker)].profile.name.clone();
    let name = holder.unwrap();
    let ada = hour.joins("Ada");
    for worn in [
        name.clone(),
        name.to_uppercase(),
        name.replace('a', "\u{0430}"),
        format!("{} .", name.replace(' ', "  ")),
    ] {
        assert_eq!(
            hour.ask(&ada, introduce(&worn)),
            Err(Rejection::NameReserved),
            "{worn}"
        );
    }
    hour.ask(&ada, introduce("Ada Lovelace")).unwrap();
}

#[test]
fn in_a_calm_room_questions_wait_come_by_name_and_one_at_a_time() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let mut rules = hour.session.floor.rules;
    rules.calm = true;
    hour.ask(
        &moderator,
        Command::Floor(floor::Command::SetFloor { rules }),
    )
    .unwrap();
    let hidden = ask("Who?", Anonymity::HiddenFromAll);
    assert_eq!(hour.ask(&ada, hidden), Err(Rejection::NameMissing));
    let item = hour.asks(&ada, "Who?");
    assert_eq!(hour.state(item), ItemState::Submitted);
    let more = ask("And why?", Anonymity::Named);
    let max = 1;
    assert_eq!(
        hour.ask(&ada, more),
        Err(Rejection::TooManyQuestions { max })
    );
}

#[test]
fn nobody_else_is_called_by_a_role() {
    let mut hour = Hour::new();
    let ada = hour.joins("Ada");
    let mut calls_herself = |name: &str| {
        let profile = Profile {
            name: Some(name.to_owned()),
            ..Profile::default()
        };
        hour.ask(
            &ada,
            Command::People(people::Command::Introduce { profile }),
        )
    };
    for name in ["Moderator", "m\u{43e}derator", "THE MODERATOR.", "主持人"] {
        assert_eq!(calls_herself(name), Err(Rejection::NameReserved), "{name}");
    }
    calls_herself("Moderata Ruiz").unwrap();
}

#[test]
fn the_same_words_pasted_again_wait_once() {
    let mut hour = Hour::new();
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    let ask = |text| ask(text, Anonymity::Named);
    let item = hour.asks(&ada, "Who pays?");
    let again = hour.ask(&ada, ask(" who  PAYS?\n"));
    assert_eq!(again, Err(Rejection::AlreadyAsked));
    hour.ask(&ben, ask("Who pays?")).unwrap();
    hour.ask(&ada, Command::Floor(floor::Command::WithdrawItem { item }))
        .unwrap();
    hour.ask(&ada, ask("Who pays?")).unwrap();
}

fn undoes(hour: &mut Hour, moderator: &Actor) {
    let act = hour.session.undo.act().unwrap();
    let undo = Command::Undo(onefloor_core::undo::Command::Undo { act });
    hour.ask(moderator, undo).unwrap();
}

#[test]
fn what_waits_of_somebody_who_is_muted_is_held_and_their_support_is_not_counted() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (troll, ada) = (hour.joins("Troll"), hour.joins("Ada"));
    let theirs = hour.asks(&troll, "Who pays you?");
    let other = hour.asks(&ada, "Who decides?");
    let vote = floor::Command::Vote {
        item: other,
        support: true,
    };
    hour.ask(&troll, Command::Floor(vote)).unwrap();
    let call = Command::Floor(floor::Command::MoveItem {
        item: theirs,
        from: ItemState::Approved,
        to: ItemState::Next,
        reason: String::new(),
        because: None,
    });
    hour.ask(&moderator, call).unwrap();
    let person = person(&troll);
    let muted = true;
    let mute = Command::Conduct(conduct::Command::SetMuted { person, muted });
    hour.ask(&moderator, mute).unwrap();
    assert_eq!(hour.state(theirs), ItemState::Held);
    let said = &hour.session.floor.items[&theirs].said;
    assert_eq!(said.because, Some(Because::Conduct));
    assert_eq!(hour.order(), [other]);
    assert!(hour.session.floor.voters(other).is_empty());
    undoes(&mut hour, &moderator);
    assert_eq!(hour.state(theirs), ItemState::Next);
    assert_eq!(hour.order(), [theirs, other]);
    assert_eq!(hour.session.floor.voters(other).len(), 1);
}

#[test]
fn whoever_is_kept_out_loses_the_floor_and_what_others_asked_with_them_stays() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (troll, ada) = (hour.joins("Troll"), hour.joins("Ada"));
    let speaks = hour.asks(&troll, "Who pays you?");
    let into = hour.asks(&troll, "Who decides here?");
    let other = hour.asks(&ada, "Who decides?");
    let items = vec![other];
    let merge = floor::Command::MergeItems { into, items };
    hour.ask(&moderator, Command::Floor(merge)).unwrap();
    let take = floor::Command::TakeNext {
        on_floor: None,
        item: Some(speaks),
        open_floor: false,
    };
    hour.ask(&moderator, Command::Floor(take)).unwrap();
    let person = person(&troll);
    let banned = true;
    let keep_out = Command::Conduct(conduct::Command::SetBanned { person, banned });
    hour.ask(&moderator, keep_out).unwrap();
    assert_eq!(hour.state(speaks), ItemState::Passed);
    assert_eq!(hour.state(into), ItemState::Held);
    assert_eq!(hour.state(other), ItemState::Approved);
    assert!(hour.session.floor.on_floor().is_none());
}

#[test]
fn an_unknown_asker_is_silenced_and_what_has_their_name_does_not_tell_it() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let troll = hour.joins("Troll");
    let named = hour.asks(&troll, "Who decides?");
    let hidden = ask("Who pays you?", Anonymity::HiddenFromAll);
    hour.ask(&troll, hidden).unwrap();
    let item = hour.last_item();
    let silence = Some(floor::Silence::Muted);
    let of = |item| Command::Floor(floor::Command::SilenceAsker { item, silence });
    let refused = hour.ask(&moderator, of(named));
    assert_eq!(refused, Err(Rejection::NotAllowed));
    hour.ask(&moderator, of(item)).unwrap();
    assert_eq!(hour.state(item), ItemState::Held);
    // Nothing that anybody sees joins the two.
    assert_eq!(hour.state(named), ItemState::Approved);
    assert!(hour.session.conduct.muted.is_empty());
    let again = ask("And with my name?", Anonymity::Named);
    assert_eq!(hour.ask(&troll, again), Err(Rejection::Muted));
    let silence = Some(floor::Silence::KeptOut);
    let keep_out = Command::Floor(floor::Command::SilenceAsker { item, silence });
    hour.ask(&moderator, keep_out).unwrap();
    let introduced = hour.ask(&troll, introduce("Another name"));
    assert_eq!(introduced, Err(Rejection::Banned));
    undoes(&mut hour, &moderator);
    hour.ask(&troll, introduce("Another name")).unwrap();
}
