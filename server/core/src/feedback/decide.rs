//! Decides about feedback: it is taken once the session is over, one from each who came.

use super::command::Command;
use super::event::Event;
use super::state::{Feedback, Given};
use crate::conduct::Conduct;
use crate::context::Presence;
use crate::ids::PersonId;
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::seal::Purpose;

/// All that a rule about feedback looks at.
#[derive(Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) feedback: &'a Feedback,
    pub(crate) conduct: &'a Conduct,
    pub(crate) presence: &'a Presence,
    /// Whether the session is over.
    pub(crate) is_over: bool,
    /// Whoever asks, where they are of this session.
    pub(crate) asking: Option<PersonId>,
}

/// Decides about feedback.
///
/// # Errors
/// Whoever asks is not of this session or may not answer, it is not over, the rating is none of five,
/// or the line is too long.
pub(crate) fn decide(hall: &Hall<'_>, command: &Command) -> Result<Vec<Event>, Rejection> {
    let Command::GiveFeedback { rating, line } = command;
    let person = hall.asking.ok_or(Rejection::PersonUnknown)?;
    hall.conduct.may_answer(person)?;
    if !hall.is_over {
        return Err(Rejection::SessionRuns);
    }
    let range = 1..=limits::RATING_MAX;
    if rating.is_some_and(|rating| !range.contains(&rating)) {
        return Err(Rejection::OutOfRange {
            field: Field::Rating,
            min: u64::from(*range.start()),
            max: u64::from(*range.end()),
        });
    }
    let line = Field::Feedback.optional_line(line, limits::FEEDBACK_CHARS_MAX)?;
    let by = hall.presence.pseudonym(person, Purpose::Feedback);
    let by = by.ok_or(Rejection::PersonUnknown)?;
    let given = rating.map(|rating| Given { rating, line });
    if hall.feedback.by.get(&by) == given.as_ref() {
        return Ok(Vec::new());
    }
    Ok(vec![Event::FeedbackSealed { by, given }])
}
