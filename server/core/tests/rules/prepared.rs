//! Polls that are prepared before anybody is asked.

use onefloor_core::ids::{PollId, PreparedId};
use onefloor_core::poll::{PollKind, PollPlan};
use onefloor_core::terms::Role;
use onefloor_core::view::Audience;
use onefloor_core::{Actor, Command, Event, Rejection, agenda, limits, poll, project};

use crate::hour::Hour;

fn plan(question: &str) -> PollPlan {
    PollPlan {
        kind: PollKind::Agree,
        question: question.to_owned(),
        options: Vec::new(),
        live: false,
    }
}

fn choice(question: &str, options: &[&str]) -> PollPlan {
    PollPlan {
        kind: PollKind::Single,
        options: options.iter().map(|option| (*option).to_owned()).collect(),
        ..plan(question)
    }
}

fn asks(hour: &mut Hour, who: &Actor, command: poll::Command) -> Result<Vec<Event>, Rejection> {
    hour.ask(who, Command::Poll(command))
}

/// Three polls, prepared at once: 1, 2 and 3.
fn prepared() -> (Hour, Actor) {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let polls = vec![
        plan(" First? "),
        choice("Second?", &["Yes", "No"]),
        plan("Third?"),
    ];
    asks(&mut hour, &moderator, poll::Command::PreparePolls { polls }).unwrap();
    (hour, moderator)
}

fn questions(hour: &Hour) -> Vec<(u32, &str)> {
    let prepared = hour.session.polls.prepared.iter();
    prepared
        .map(|poll| (poll.id.0, poll.plan.question.as_str()))
        .collect()
}

fn place(poll: u32, before: Option<u32>) -> poll::Command {
    let before = before.map(PreparedId);
    let poll = PreparedId(poll);
    poll::Command::PlacePreparedPoll { poll, before }
}

#[test]
fn polls_are_prepared_together_or_not_at_all() {
    let (mut hour, moderator) = prepared();
    assert_eq!(
        questions(&hour),
        [(1, "First?"), (2, "Second?"), (3, "Third?")]
    );
    let polls = vec![plan("Fourth?"), choice("Nothing to choose", &["Yes"])];
    let refused = asks(&mut hour, &moderator, poll::Command::PreparePolls { polls });
    assert!(matches!(refused, Err(Rejection::OutOfRange { .. })));
    let polls = vec![plan("Once more?"); limits::POLLS_MAX - 2];
    let refused = asks(&mut hour, &moderator, poll::Command::PreparePolls { polls });
    assert!(matches!(refused, Err(Rejection::Full { .. })));
    assert_eq!(questions(&hour).len(), 3);
}

#[test]
fn the_order_is_changed_and_the_words_until_it_is_put() {
    let (mut hour, moderator) = prepared();
    asks(&mut hour, &moderator, place(3, Some(1))).unwrap();
    asks(&mut hour, &moderator, place(1, None)).unwrap();
    assert_eq!(asks(&mut hour, &moderator, place(1, None)), Ok(vec![]));
    assert_eq!(asks(&mut hour, &moderator, place(2, Some(2))), Ok(vec![]));
    let (poll, plan) = (PreparedId(2), plan("Second, anew?"));
    let edit = poll::Command::EditPreparedPoll { poll, plan };
    asks(&mut hour, &moderator, edit.clone()).unwrap();
    assert_eq!(asks(&mut hour, &moderator, edit), Ok(vec![]));
    assert_eq!(
        questions(&hour),
        [(3, "Third?"), (2, "Second, anew?"), (1, "First?")]
    );
    let remove = poll::Command::RemovePreparedPoll { poll };
    asks(&mut hour, &moderator, remove.clone()).unwrap();
    assert_eq!(asks(&mut hour, &moderator, remove), Ok(vec![]));
    let unknown = asks(&mut hour, &moderator, place(2, None));
    assert_eq!(unknown, Err(Rejection::PollUnknown));
    // A number is not given twice.
    let polls = vec![self::plan("Fourth?")];
    asks(&mut hour, &moderator, poll::Command::PreparePolls { polls }).unwrap();
    assert_eq!(questions(&hour)[2], (4, "Fourth?"));
}

#[test]
fn one_tap_puts_it_to_everybody_once() {
    let (mut hour, moderator) = prepared();
    let open = |poll| poll::Command::OpenPreparedPoll {
        poll: PreparedId(poll),
    };
    asks(&mut hour, &moderator, open(2)).unwrap();
    assert_eq!(asks(&mut hour, &moderator, open(2)), Ok(vec![]));
    let asked = &hour.session.polls.open().unwrap().asked;
    assert_eq!(
        (asked.id, asked.options.as_slice()),
        (PollId(1), ["Yes".to_owned(), "No".to_owned()].as_slice())
    );
    assert_eq!(questions(&hour), [(1, "First?"), (3, "Third?")]);
    let second = asks(&mut hour, &moderator, open(1));
    assert_eq!(second, Err(Rejection::PollOpen { poll: PollId(1) }));
    assert_eq!(
        asks(&mut hour, &moderator, open(9)),
        Err(Rejection::PollUnknown)
    );
}

#[test]
fn nobody_else_knows_what_is_prepared() {
    let (mut hour, moderator) = prepared();
    let ada = hour.joins("Ada");
    let polls = vec![plan("Mine?")];
    let refused = asks(&mut hour, &ada, poll::Command::PreparePolls { polls });
    assert_eq!(refused, Err(Rejection::NotAllowed));
    let has = |hour: &Hour, audience| {
        let view = project(&hour.session, &hour.presence, audience, hour.now_ms);
        view.contains_key("prepared")
    };
    assert!(has(&hour, Audience::Staff) && !has(&hour, Audience::Public));
    hour.starts(&moderator, 1);
    let end = Command::Agenda(agenda::Command::EndSession { turn: None });
    hour.ask(&moderator, end).unwrap();
    let polls = vec![plan("Too late?")];
    let refused = asks(&mut hour, &moderator, poll::Command::PreparePolls { polls });
    assert_eq!(refused, Err(Rejection::SessionEnded));
}
