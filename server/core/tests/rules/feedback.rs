//! What people say of the session after its end.

use onefloor_core::report::Report;
use onefloor_core::session::sealed_words;
use onefloor_core::terms::Role;
use onefloor_core::view::Audience;
use onefloor_core::{
    Actor, Command, Rejection, agenda, conduct, feedback, limits, privacy, project,
};
use serde_json::{Value, json};

use crate::hour::{Hour, person, seal_of};

fn give(rating: Option<u8>, line: &str) -> Command {
    let line = line.to_owned();
    Command::Feedback(feedback::Command::GiveFeedback { rating, line })
}

/// A session that is over.
fn over() -> (Hour, Actor) {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    hour.starts(&moderator, 1);
    let end = Command::Agenda(agenda::Command::EndSession { turn: None });
    hour.ask(&moderator, end).unwrap();
    (hour, moderator)
}

fn sees(hour: &Hour, audience: Audience, key: &str) -> Value {
    let view = project(&hour.session, &hour.presence, audience, hour.now_ms);
    view.get(key)
        .map_or(Value::Null, |entry| serde_json::to_value(entry).unwrap())
}

fn summary(hour: &Hour) -> Value {
    sees(hour, Audience::Staff, "feedback")["summary"].clone()
}

#[test]
fn feedback_is_asked_for_after_the_end_alone() {
    let mut hour = Hour::new();
    let ada = hour.joins("Ada");
    let early = hour.ask(&ada, give(Some(4), ""));
    assert_eq!(early, Err(Rejection::SessionRuns));
}

#[test]
fn one_person_is_one_voice_whatever_they_say_last() {
    let (mut hour, _) = over();
    let ada = hour.joins("Ada");
    hour.ask(&ada, give(Some(2), "Too long.")).unwrap();
    assert_eq!(hour.ask(&ada, give(Some(2), " Too long. ")), Ok(vec![]));
    hour.ask(&ada, give(Some(4), "")).unwrap();
    let own = sees(&hour, Audience::Person(person(&ada)), "feedback/mine");
    assert_eq!(own, json!({ "rating": 4, "line": null }));
    assert_eq!(summary(&hour)["given"], 1);
    assert_eq!(summary(&hour)["lines"], json!([]));
    hour.ask(&ada, give(None, "left over")).unwrap();
    assert_eq!(summary(&hour), Value::Null);
    assert_eq!(hour.ask(&ada, give(None, "")), Ok(vec![]));
}

#[test]
fn what_is_no_rating_and_no_line_is_refused() {
    let (mut hour, moderator) = over();
    let ada = hour.joins("Ada");
    for rating in [0, limits::RATING_MAX + 1] {
        let refused = hour.ask(&ada, give(Some(rating), ""));
        assert!(matches!(refused, Err(Rejection::OutOfRange { .. })));
    }
    let long = "x".repeat(limits::FEEDBACK_CHARS_MAX + 1);
    let refused = hour.ask(&ada, give(Some(5), &long));
    assert!(matches!(refused, Err(Rejection::TextTooLong { .. })));
    let mute = Command::Conduct(conduct::Command::SetMuted {
        person: person(&ada),
        muted: true,
    });
    hour.ask(&moderator, mute).unwrap();
    assert_eq!(hour.ask(&ada, give(Some(5), "")), Err(Rejection::Muted));
}

#[test]
fn a_rating_of_few_is_not_told_apart_and_no_line_has_a_name() {
    let (mut hour, _) = over();
    let ratings = [5, 5, 5, 5, 5, 4, 4, 4, 1, 1];
    for (at, rating) in ratings.into_iter().enumerate() {
        let who = hour.joins(&format!("Guest {at}"));
        let line = if at > 7 {
            format!("{}, said one", 9 - at)
        } else {
            String::new()
        };
        hour.ask(&who, give(Some(rating), &line)).unwrap();
        if at == 3 {
            assert_eq!(summary(&hour)["ratings"], json!([[null, 4]]));
        }
    }
    let told = json!({
        "given": 10,
        "ratings": [[5, 5], [null, 5]],
        "lines": ["0, said one", "1, said one"],
    });
    assert_eq!(summary(&hour), told);
    assert_eq!(sees(&hour, Audience::Public, "feedback"), Value::Null);
    let report = Report::of(&hour.session).unwrap();
    assert_eq!(serde_json::to_value(report.feedback).unwrap(), told);
}

#[test]
fn whoever_is_erased_leaves_their_rating_and_takes_their_line() {
    let (mut hour, _) = over();
    let ada = hour.joins("Ada");
    hour.ask(&ada, give(Some(3), "I am the one from Tonga"))
        .unwrap();
    for by in sealed_words(&hour.session, &seal_of(person(&ada))) {
        let erase = Command::Privacy(privacy::Command::EraseSealed { by });
        hour.ask(&Actor::Clock, erase).unwrap();
    }
    assert_eq!(
        summary(&hour),
        json!({ "given": 1, "ratings": [[null, 1]], "lines": [] })
    );
    // A purge leaves the report, and the report has no names of theirs.
    hour.ask(&Actor::Clock, Command::Privacy(privacy::Command::Purge))
        .unwrap();
    let report = Report::of(&hour.session).unwrap();
    assert_eq!((report.feedback.given, report.feedback.lines.len()), (1, 0));
}
