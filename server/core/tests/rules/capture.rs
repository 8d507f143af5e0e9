//! Capture and report.

use onefloor_core::capture::EntryKind;
use onefloor_core::floor::Anonymity;
use onefloor_core::ids::EntryId;
use onefloor_core::report::Report;
use onefloor_core::terms::Role;
use onefloor_core::{Command, Rejection, capture, floor};

use crate::hour::{Hour, entry, entry_on};

#[test]
fn of_two_rapporteurs_in_one_text_neither_loses_a_word() {
    let mut hour = Hour::new();
    let rapporteur = hour.joins_as(Role::Rapporteur);
    let add = entry(EntryKind::Takeaway, "Small groups talk more.");
    hour.ask(&rapporteur, add).unwrap();
    let revise = |text: &str| {
        Command::Capture(capture::Command::ReviseEntry {
            entry: EntryId(1),
            text: text.to_owned(),
            revision: 1,
        })
    };
    hour.ask(&rapporteur, revise("Small groups talk more and longer."))
        .unwrap();
    let refused = hour.ask(&rapporteur, revise("Small rooms talk more."));
    let present = Rejection::TextChanged {
        text: "Small groups talk more and longer.".to_owned(),
        revision: 2,
    };
    assert_eq!(refused, Err(present));
}

#[test]
fn the_report_holds_what_was_said_and_no_hidden_name() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let rapporteur = hour.joins_as(Role::Rapporteur);
    let ada = hour.joins("Ada Secret");
    let ask = |text: &str, anonymity| {
        Command::Floor(floor::Command::AskQuestion {
            text: text.to_owned(),
            anonymity,
            language: None,
            comment: false,
            answer_private: false,
        })
    };
    hour.starts(&moderator, 2);
    hour.ask(&ada, ask("Who pays?", Anonymity::HiddenFromPublic))
        .unwrap();
    let item = hour.last_item();
    let take = Command::Floor(floor::Command::TakeNext {
        on_floor: None,
        item: Some(item),
        open_floor: false,
    });
    hour.ask(&moderator, take).unwrap();
    let text = "Funders: pay for interpretation.";
    let add = entry_on(EntryKind::CallToAction, text, item);
    hour.ask(&rapporteur, add).unwrap();
    hour.minutes_pass(2);
    let close = Command::Floor(floor::Command::TakeNext {
        on_floor: Some(item),
        item: None,
        open_floor: false,
    });
    // Nobody waits: the turn is closed by hand instead.
    let closed = hour.ask(&moderator, close);
    if closed.is_err() {
        let answered = Command::Floor(floor::Command::MoveItem {
            item,
            from: onefloor_core::terms::ItemState::OnFloor,
            to: onefloor_core::terms::ItemState::AnsweredAloud,
            reason: String::new(),
            because: None,
        });
        hour.ask(&moderator, answered).unwrap();
    }
    let report = Report::of(&hour.session).unwrap();
    let text = serde_json::to_string(&report).unwrap();
    assert!(!text.contains("Secret"), "{text}");
    assert_eq!(report.calls_to_action[0].item, Some(item));
    assert_eq!(
        report.calls_to_action[0].segment.as_deref(),
        Some("Questions")
    );
    assert_eq!(report.discussion[0].took_ms, Some(120_000));
    assert_eq!(report.counts.answered_aloud, 1);
}
