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
