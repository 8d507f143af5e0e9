//! Polls that are prepared: written, ordered and taken out before anybody is asked, and put to everybody
//! with one tap.

use super::asked::{PollPlan, PreparedPoll};
use super::decide::{Hall, checked, opened};
use super::event::Event;
use super::state::{self, Polls};
use crate::ids::PreparedId;
use crate::limits;
use crate::rejection::{Field, Rejection};

type Decided = Result<Vec<Event>, Rejection>;

/// Prepares polls behind those that are prepared already.
///
/// # Errors
/// The session is over, there would be too many, or one is none that could be opened.
pub(super) fn prepare(hall: &Hall<'_>, plans: &[PollPlan]) -> Decided {
    is_before_the_end(hall)?;
    let polls = hall.polls;
    // Each of them is to be put to everybody, beside those that were.
    if polls.by_id.len() + polls.prepared.len() + plans.len() > limits::POLLS_MAX {
        return Err(Rejection::Full {
            field: Field::PollQuestion,
            max: limits::POLLS_MAX,
        });
    }
    let ids = (polls.prepared_last + 1..).map(PreparedId);
    let prepared = plans.iter().zip(ids).map(|(plan, id)| {
        let plan = checked(plan)?;
        let poll = PreparedPoll { id, plan };
        Ok(Event::PollPrepared { poll })
    });
    prepared.collect()
}

/// Words a prepared poll anew.
///
/// # Errors
/// The session is over, there is no such poll, or it is none that could be opened.
pub(super) fn edit(hall: &Hall<'_>, id: PreparedId, plan: &PollPlan) -> Decided {
    is_before_the_end(hall)?;
    let present = known(hall.polls, id)?;
    let plan = checked(plan)?;
    let poll = PreparedPoll { id, plan };
    let changed = (*present != poll).then_some(Event::PollPrepared { poll });
    Ok(changed.into_iter().collect())
}

/// Puts a prepared poll before another one, or last.
///
/// # Errors
/// The session is over, or there is no such poll.
pub(super) fn place(hall: &Hall<'_>, id: PreparedId, before: Option<PreparedId>) -> Decided {
    is_before_the_end(hall)?;
    let polls = hall.polls;
    known(polls, id)?;
    before.map(|before| known(polls, before)).transpose()?;
    let mut then = polls.prepared.clone();
    state::place(&mut then, id, before);
    let placed = Event::PreparedPollPlaced { poll: id, before };
    let moved = (then != polls.prepared).then_some(placed);
    Ok(moved.into_iter().collect())
}

/// Takes a prepared poll out; one that is gone is gone already.
pub(super) fn remove(hall: &Hall<'_>, id: PreparedId) -> Vec<Event> {
    let is_there = known(hall.polls, id).is_ok();
    let removed = is_there.then_some(Event::PreparedPollRemoved { poll: id });
    removed.into_iter().collect()
}

/// Puts a prepared poll to everybody; the one that is open already is opened once.
///
/// # Errors
/// The session is over, another poll is open, or there is no such poll.
pub(super) fn open(hall: &Hall<'_>, id: PreparedId) -> Decided {
    let open = hall.polls.open();
    if open.is_some_and(|open| open.asked.prepared == Some(id)) {
        return Ok(Vec::new());
    }
    let plan = known(hall.polls, id)?.plan.clone();
    opened(hall, plan, Some(id))
}

fn is_before_the_end(hall: &Hall<'_>) -> Result<(), Rejection> {
    if hall.is_over {
        Err(Rejection::SessionEnded)
    } else {
        Ok(())
    }
}

fn known(polls: &Polls, id: PreparedId) -> Result<&PreparedPoll, Rejection> {
    let found = polls.prepared.iter().find(|poll| poll.id == id);
    found.ok_or(Rejection::PollUnknown)
}
