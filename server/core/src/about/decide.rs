//! Decisions about what the session is about.

use super::command::Command;
use super::create::create;
use super::event::Event;
use super::hall::Hall;
use super::revise::revise;
use crate::rejection::Rejection;
use crate::{agenda, links};

/// Decides a change of the facts, or makes the session; links and segments may come with it.
pub(crate) fn decide<E>(hall: &Hall<'_>, command: &Command) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<links::Event> + From<agenda::Event>,
{
    match command {
        // A session that is there is not made again.
        Command::CreateSession { .. } if hall.subject.is_some() => Err(Rejection::SessionExists),
        Command::CreateSession { plan } => create(plan.as_ref().clone(), hall.now_ms),
        Command::ReviseAbout { changes, revision } => {
            let present = hall.subject.as_deref().ok_or(Rejection::SessionUnknown)?;
            revise(hall, present, changes, *revision)
        }
    }
}
