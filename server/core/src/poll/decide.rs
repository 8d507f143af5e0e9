//! Commands of temperature checks. One runs at a time, so that everybody answers the same question.

use crate::context::Context;
use std::collections::BTreeSet;

use super::command::Command;
use super::event::Event;
use super::{NewPoll, Poll, PollKind, Polls, tally};
use crate::context::Presence;
use crate::ids::{PersonId, PollId, SegmentId};
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::session::Session;

type Decided = Result<Vec<Event>, Rejection>;

/// Decides about temperature checks.
pub(crate) fn decide(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    let (polls, now_ms) = (&session.polls, context.now_ms);
    match command {
        Command::OpenPoll {
            kind,
            question,
            options,
            live,
        } => {
            session.not_ended()?;
            let draft = Draft {
                kind: *kind,
                question,
                options,
                live: *live,
            };
            open(polls, draft, session.agenda.running(), now_ms)
        }
        Command::ClosePoll { poll } => close(session, *poll, context.presence, now_ms),
        Command::AnswerPoll { poll, options } => {
            let person = session.asking(context)?.id;
            session.conduct.may_answer(person)?;
            answer(polls, person, *poll, options)
        }
        Command::CountHands { poll, counts } => count_hands(polls, *poll, counts, now_ms),
    }
}

/// With one option there is nothing to choose.
const OPTIONS_MIN: usize = 2;

/// A poll as it was typed.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// Kind.
    pub kind: PollKind,
    /// What is asked.
    pub question: &'a str,
    /// The options, where the kind has none of its own.
    pub options: &'a [String],
    /// Whether everybody sees the result while it runs.
    pub live: bool,
}

/// Puts a question to everybody; the same one put twice is put once.
///
/// # Errors
/// Another poll is open, a text is missing or too long, there are too few or too many options, or
/// as many polls as allowed.
pub fn open(polls: &Polls, draft: Draft<'_>, segment: Option<SegmentId>, now_ms: u64) -> Decided {
    let question = Field::PollQuestion.line(draft.question, limits::POLL_QUESTION_CHARS_MAX)?;
    let options = checked_options(draft.kind, draft.options)?;
    if let Some(present) = polls.open() {
        let asked = &present.asked;
        let same = (asked.kind, asked.live) == (draft.kind, draft.live)
            && asked.question == question
            && asked.options == options;
        return if same {
            Ok(Vec::new())
        } else {
            Err(Rejection::PollOpen { poll: asked.id })
        };
    }
    if polls.by_id.len() >= limits::POLLS_MAX {
        return Err(Rejection::Full {
            field: Field::PollQuestion,
            max: limits::POLLS_MAX,
        });
    }
    let id = PollId(polls.by_id.last_key_value().map_or(1, |(id, _)| id.0 + 1));
    let poll = NewPoll {
        id,
        kind: draft.kind,
        question,
        options,
        live: draft.live,
        takeaway: None,
        segment,
        at_ms: now_ms,
    };
    Ok(vec![Event::PollOpened { poll }])
}

fn checked_options(kind: PollKind, typed: &[String]) -> Result<Vec<String>, Rejection> {
    let (min, max) = match kind.fixed_options() {
        Some(_) => (0, 0),
        None => (OPTIONS_MIN, limits::POLL_OPTIONS_MAX),
    };
    if !(min..=max).contains(&typed.len()) {
        return Err(out_of_range(Field::PollOption, min, max));
    }
    let checked = |option: &String| {
        let chars_max = limits::POLL_OPTION_CHARS_MAX;
        Field::PollOption.line(option, chars_max)
    };
    typed.iter().map(checked).collect()
}

/// Answers, or changes the answer; no option takes it back.
///
/// # Errors
/// There is no such poll, it is closed, or it has no such options or takes fewer at once.
pub fn answer(polls: &Polls, person: PersonId, poll: PollId, options: &[u8]) -> Decided {
    let present = running(polls, poll)?;
    let options = checked_choices(&present.asked, options)?;
    let before = present.answers.get(&person);
    let same = before.map_or(options.is_empty(), |before| *before == options);
    Ok(if same {
        Vec::new()
    } else {
        vec![Event::PollAnswered {
            poll,
            person,
            options,
        }]
    })
}

/// The choices in the order of the options.
fn checked_choices(asked: &NewPoll, choices: &[u8]) -> Result<Vec<u8>, Rejection> {
    if choices.len() > asked.choices_max() {
        return Err(out_of_range(Field::PollOption, 0, asked.choices_max()));
    }
    let count = asked.option_count();
    let distinct: BTreeSet<u8> = choices.iter().copied().collect();
    let is_known = |choice: &u8| usize::from(*choice) < count;
    if distinct.len() < choices.len() || !distinct.iter().all(is_known) {
        return Err(out_of_range(Field::PollOption, 0, count.saturating_sub(1)));
    }
    Ok(distinct.into_iter().collect())
}

/// Notes the hands of people without a device, an option each, in place of the former count.
///
/// # Errors
/// There is no such poll, it is closed, or a count is missing, one too many or past its bound.
pub fn count_hands(polls: &Polls, poll: PollId, counts: &[u32], now_ms: u64) -> Decided {
    let present = running(polls, poll)?;
    let options = present.asked.option_count();
    if counts.len() != options {
        return Err(out_of_range(Field::PollOption, options, options));
    }
    if counts.iter().any(|count| *count > limits::HANDS_MAX) {
        return Err(Rejection::OutOfRange {
            field: Field::Hands,
            min: 0,
            max: u64::from(limits::HANDS_MAX),
        });
    }
    Ok(if present.hands == counts {
        Vec::new()
    } else {
        vec![Event::HandsCounted {
            poll,
            counts: counts.to_vec(),
            at_ms: now_ms,
        }]
    })
}

/// Closes a poll and freezes its result; a closed one stays as it is.
///
/// # Errors
/// There is no such poll.
pub fn close(session: &Session, poll: PollId, presence: &Presence, now_ms: u64) -> Decided {
    let present = known(&session.polls, poll)?;
    Ok(if present.closed.is_some() {
        Vec::new()
    } else {
        vec![closed(session, present, presence, now_ms)]
    })
}

/// The closing of the poll that is open, if one is: with the session, everything ends.
#[must_use]
pub fn close_open(session: &Session, presence: &Presence, now_ms: u64) -> Option<Event> {
    let open = session.polls.open()?;
    Some(closed(session, open, presence, now_ms))
}

fn closed(session: &Session, poll: &Poll, presence: &Presence, at_ms: u64) -> Event {
    Event::PollClosed {
        poll: poll.asked.id,
        result: tally(session, poll, presence),
        at_ms,
    }
}

fn known(polls: &Polls, poll: PollId) -> Result<&Poll, Rejection> {
    polls.by_id.get(&poll).ok_or(Rejection::PollUnknown)
}

fn running(polls: &Polls, poll: PollId) -> Result<&Poll, Rejection> {
    let present = known(polls, poll)?;
    if present.closed.is_some() {
        return Err(Rejection::PollClosed);
    }
    Ok(present)
}

fn out_of_range(field: Field, min: usize, max: usize) -> Rejection {
    let wide = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    Rejection::OutOfRange {
        field,
        min: wide(min),
        max: wide(max),
    }
}
