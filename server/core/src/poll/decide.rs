//! Commands of temperature checks. One runs at a time, so that everybody answers the same question.

use std::collections::BTreeSet;

use super::asked::{NewPoll, PollKind, PollPlan};
use super::command::Command;
use super::event::Event;
use super::prepare;
use super::state::{Poll, Polls};
use super::tally::{Attendees, tally};
use crate::conduct::Conduct;
use crate::ids::{PersonId, PollId, PreparedId, SegmentId};
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::seal::Voter;

type Decided = Result<Vec<Event>, Rejection>;

/// All that a rule about temperature checks looks at.
#[derive(Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) polls: &'a Polls,
    pub(crate) conduct: &'a Conduct,
    pub(crate) attendees: Attendees<'a>,
    /// The segment that runs.
    pub(crate) running: Option<SegmentId>,
    /// Whether the session is over.
    pub(crate) is_over: bool,
    /// Whoever asks, where they are of this session.
    pub(crate) asking: Option<PersonId>,
    pub(crate) now_ms: u64,
}

/// Decides about temperature checks.
pub(crate) fn decide(hall: &Hall<'_>, command: &Command) -> Decided {
    match command {
        Command::OpenPoll {
            kind,
            question,
            options,
            live,
        } => {
            let typed = PollPlan {
                kind: *kind,
                question: question.clone(),
                options: options.clone(),
                live: *live,
            };
            open(hall, &typed)
        }
        Command::PreparePolls { polls } => prepare::prepare(hall, polls),
        Command::EditPreparedPoll { poll, plan } => prepare::edit(hall, *poll, plan),
        Command::PlacePreparedPoll { poll, before } => prepare::place(hall, *poll, *before),
        Command::RemovePreparedPoll { poll } => Ok(prepare::remove(hall, *poll)),
        Command::OpenPreparedPoll { poll } => prepare::open(hall, *poll),
        Command::ClosePoll { poll } => close(hall, *poll),
        Command::AnswerPoll { poll, options } => answer(hall, *poll, options),
        Command::CountHands { poll, counts } => count_hands(hall, *poll, counts),
    }
}

/// With one option there is nothing to choose.
const OPTIONS_MIN: usize = 2;

/// Puts a question to everybody; the same one put twice is put once.
///
/// # Errors
/// The session is over, another poll is open, a text is missing or too long, there are too few or
/// too many options, or as many polls as allowed.
fn open(hall: &Hall<'_>, typed: &PollPlan) -> Decided {
    let plan = checked(typed)?;
    let present = hall.polls.open().map(|present| &present.asked);
    let is_same = |asked: &NewPoll| {
        (asked.kind, asked.live) == (plan.kind, plan.live)
            && asked.question == plan.question
            && asked.options == plan.options
    };
    if !hall.is_over && present.is_some_and(is_same) {
        return Ok(Vec::new());
    }
    opened(hall, plan, None)
}

/// Puts a poll to everybody.
pub(super) fn opened(hall: &Hall<'_>, plan: PollPlan, prepared: Option<PreparedId>) -> Decided {
    if hall.is_over {
        return Err(Rejection::SessionEnded);
    }
    let polls = hall.polls;
    if let Some(present) = polls.open() {
        let poll = present.asked.id;
        return Err(Rejection::PollOpen { poll });
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
        kind: plan.kind,
        question: plan.question,
        options: plan.options,
        live: plan.live,
        takeaway: None,
        prepared,
        segment: hall.running,
        at_ms: hall.now_ms,
    };
    Ok(vec![Event::PollOpened { poll }])
}

/// A poll with its words cleaned.
pub(super) fn checked(typed: &PollPlan) -> Result<PollPlan, Rejection> {
    Ok(PollPlan {
        question: Field::PollQuestion.line(&typed.question, limits::POLL_QUESTION_CHARS_MAX)?,
        options: checked_options(typed.kind, &typed.options)?,
        ..typed.clone()
    })
}

fn checked_options(kind: PollKind, typed: &[String]) -> Result<Vec<String>, Rejection> {
    let (min, max) = match kind.own_options() {
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
/// Whoever asks is not of this session or may not answer, there is no such poll, it is closed, or it
/// has no such options or takes fewer at once.
fn answer(hall: &Hall<'_>, poll: PollId, options: &[u8]) -> Decided {
    let person = hall.asking.ok_or(Rejection::PersonUnknown)?;
    hall.conduct.may_answer(person)?;
    let present = running(hall.polls, poll)?;
    let options = checked_choices(&present.asked, options)?;
    let (attendees, answers) = (hall.attendees, &present.answers);
    let by = attendees.voter(person, present.purpose(), answers)?;
    let before = present.answers.get(&by);
    if before.map_or(options.is_empty(), |before| before.options == options) {
        return Ok(Vec::new());
    }
    Ok(vec![match by {
        Voter::Known(person) => Event::PollAnswered {
            poll,
            person,
            options,
        },
        Voter::Sealed(by) => Event::PollAnswerSealed {
            poll,
            by,
            side: hall.attendees.side(person),
            options,
        },
    }])
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
fn count_hands(hall: &Hall<'_>, poll: PollId, counts: &[u32]) -> Decided {
    let present = running(hall.polls, poll)?;
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
            at_ms: hall.now_ms,
        }]
    })
}

/// Closes a poll and freezes its result; a closed one stays as it is.
///
/// # Errors
/// There is no such poll.
fn close(hall: &Hall<'_>, poll: PollId) -> Decided {
    let present = known(hall.polls, poll)?;
    Ok(if present.closed.is_some() {
        Vec::new()
    } else {
        vec![closed(present, hall.attendees, hall.now_ms)]
    })
}

/// The closing of the poll that is open, if one is: with the session, everything ends.
pub(crate) fn close_open(polls: &Polls, attendees: Attendees<'_>, now_ms: u64) -> Option<Event> {
    let open = polls.open()?;
    Some(closed(open, attendees, now_ms))
}

fn closed(poll: &Poll, attendees: Attendees<'_>, at_ms: u64) -> Event {
    Event::PollClosed {
        poll: poll.asked.id,
        result: tally(poll, attendees),
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
