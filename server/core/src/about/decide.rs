//! Commands about what the session is about.

use super::command::Command;
use super::event::Event;
use super::revise;
use crate::agenda;
use crate::context::Context;
use crate::links;
use crate::rejection::Rejection;
use crate::session::Session;

/// Decides a change of the facts; links and segments may come with it.
pub(crate) fn decide<E>(
    session: &Session,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<links::Event> + From<agenda::Event>,
{
    match command {
        // A session that is there is not made again.
        Command::CreateSession { .. } => Err(Rejection::SessionExists),
        Command::ReviseAbout { changes, revision } => {
            revise(session, changes, *revision, context.now_ms)
        }
    }
}
