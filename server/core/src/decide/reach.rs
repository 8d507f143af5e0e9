//! Conduct reaches what somebody owns: what waits of theirs is held, and whoever was silenced without being
//! known is refused when they act.

use crate::command::Command;
use crate::context::Context;
use crate::event::Event;
use crate::floor::{self, Silence};
use crate::rejection::Rejection;
use crate::rights::Right;
use crate::seal::Purpose;
use crate::session::Session;
use crate::{conduct, consensus, feedback, poll};

/// Adds what is held of whoever was muted or kept out.
pub(super) fn reach(session: &Session, events: &mut Vec<Event>, now_ms: u64) {
    let silenced = events.iter().find_map(|event| match event {
        Event::Conduct(conduct::Event::PersonMutedSet {
            person,
            muted: true,
        }) => Some((*person, Silence::Muted)),
        Event::Conduct(conduct::Event::PersonBannedSet {
            person,
            banned: true,
        }) => Some((*person, Silence::KeptOut)),
        _ => None,
    });
    let Some((person, silence)) = silenced else {
        return;
    };
    let person = session.people.get(&person);
    let items = person.into_iter().flat_map(|person| &person.items);
    let held = floor::held(&session.floor, items, silence, now_ms);
    events.extend(held.into_iter().map(Event::from));
}

/// Refuses whoever was silenced from what they asked hidden from all; who that is, only their own screen
/// learns.
pub(super) fn may_act(
    session: &Session,
    command: &Command,
    context: &Context<'_>,
) -> Result<(), Rejection> {
    if session.floor.silenced_seals.is_empty() || command.right() != Right::People {
        return Ok(());
    }
    let person = context.actor.person();
    let by = person.and_then(|person| context.presence.pseudonym(person, Purpose::Asking));
    let brings = matches!(
        command,
        Command::Floor(
            floor::Command::AskQuestion { .. }
                | floor::Command::RaiseHand { .. }
                | floor::Command::Rejoin { .. }
                | floor::Command::AskToBeRead { .. }
                | floor::Command::Vote { .. }
        ) | Command::Poll(poll::Command::AnswerPoll { .. })
            | Command::Consensus(consensus::Command::AnswerConsensus { .. })
            | Command::Feedback(feedback::Command::GiveFeedback { .. })
    );
    match session.floor.silence_of(by) {
        Some(Silence::KeptOut) if !matches!(command, Command::Privacy(_)) => Err(Rejection::Banned),
        Some(Silence::Muted) if brings => Err(Rejection::Muted),
        Some(_) | None => Ok(()),
    }
}
