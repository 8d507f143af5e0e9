//! The one door to the rules: a command, the present state, what surrounds it; events or a refusal.
//!
//! Each concept decides its own commands. What follows from one concept's events in another is said
//! in [`follow`], and what happens in several at once, here.

mod follow;
mod halls;
mod rounds;

pub use rounds::preview_round;

use crate::command::Command;
use crate::context::Context;
use crate::event::Event;
use crate::networking::{self, ClosedBy};
use crate::rejection::Rejection;
use crate::session::Session;
use crate::{
    about, agenda, capture, conduct, consensus, draft, floor, form, links, people, poll, report,
    speaking, stage,
};

type Decided = Result<Vec<Event>, Rejection>;

/// Decides a command. An empty answer means that it was so already.
///
/// # Errors
/// Why nothing was changed.
pub fn decide(
    session: &Session,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Rejection> {
    command.right().check(context.actor)?;
    let mut events = dispatch(session, command, context)?;
    follow::follow(session, &mut events, context);
    Ok(events)
}

fn dispatch(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    if session.about.is_none() {
        return match command {
            Command::About(command @ about::Command::CreateSession { .. }) => {
                about::decide(&about_hall(session, context), command)
            }
            _ => Err(Rejection::SessionUnknown),
        };
    }
    let now_ms = context.now_ms;
    match command {
        Command::MeetDeadlines => Ok(due(session, context)),
        Command::About(command) => about::decide(&about_hall(session, context), command),
        Command::Links(command) => {
            let links = &session.links;
            lifted(links::decide(&links::Hall { links }, command))
        }
        Command::People(command) => {
            let hall = people::Hall {
                people: &session.people,
                links: &session.links,
                banned: &session.conduct.banned,
                asking: context.actor.person(),
                now_ms,
            };
            let mut events = lifted(people::decide(&hall, command))?;
            if let people::Command::TakePartInNetworking { takes_part: true } = command {
                let person = session.asking(context)?.id;
                let seated = networking::seat_late(&rounds::hall(session, context), person);
                events.extend(seated.into_iter().map(Event::from));
            }
            Ok(events)
        }
        Command::Agenda(agenda::Command::EndSession) => end(session, context),
        Command::Agenda(command) => {
            let hall = agenda::Hall {
                agenda: &session.agenda,
                links: &session.links,
                now_ms,
            };
            lifted(agenda::decide(&hall, command))
        }
        Command::Speaking(command) => speaking::decide(&halls::speaking(session, context), command),
        Command::Stage(command) => lifted(stage::decide(&halls::stage(session, context), command)),
        Command::Floor(command) => {
            let hall = floor::Hall {
                floor: &session.floor,
                agenda: &session.agenda,
                conduct: &session.conduct,
                people: &session.people,
                asking: context.actor.person(),
                now_ms,
            };
            lifted(floor::decide(&hall, command))
        }
        Command::Conduct(command) => {
            let hall = conduct::Hall {
                conduct: &session.conduct,
                people: &session.people,
            };
            lifted(conduct::decide(&hall, command))
        }
        Command::Poll(command) => lifted(poll::decide(&halls::poll(session, context), command)),
        Command::Networking(command) => {
            networking::decide(&rounds::hall(session, context), command)
        }
        Command::Capture(command) => {
            lifted(capture::decide(&halls::capture(session, context), command))
        }
        Command::Form(command) => lifted(form::decide(&halls::form(session, context), command)),
        Command::Draft(command) => draft::decide(&halls::draft(session, context), command, || {
            report::assemble(session)
        }),
        Command::Consensus(command) => lifted(consensus::decide(
            &halls::consensus(session, context),
            command,
        )),
    }
}

fn about_hall<'a>(session: &'a Session, context: &Context<'_>) -> about::Hall<'a> {
    about::Hall {
        subject: &session.about,
        agenda: &session.agenda,
        links: &session.links,
        now_ms: context.now_ms,
    }
}

/// What one concept decided, among the events of all.
fn lifted<E: Into<Event>>(decided: Result<Vec<E>, Rejection>) -> Decided {
    Ok(decided?.into_iter().map(E::into).collect())
}

/// What has become due.
fn due(session: &Session, context: &Context<'_>) -> Vec<Event> {
    let advanced = agenda::due(&session.agenda, context.now_ms).into_iter();
    let floor = floor::due(&session.floor, context.now_ms).into_iter();
    let rounds = networking::due(&rounds::hall(session, context)).into_iter();
    advanced
        .map(Event::from)
        .chain(floor.map(Event::from))
        .chain(rounds.map(Event::from))
        .collect()
}

/// Ends the hour; whatever is under way ends with it, first of all.
fn end(session: &Session, context: &Context<'_>) -> Decided {
    let now_ms = context.now_ms;
    let ended = agenda::end_session(&session.agenda, now_ms)?;
    let attendees = session.attendees(context.presence);
    let consensus = consensus::close_open(&session.consensus, attendees, now_ms);
    let poll = poll::close_open(&session.polls, attendees, now_ms);
    let round = match session.networking.current() {
        Some(_) => networking::close(&session.networking, ClosedBy::SessionEnd, now_ms)?,
        None => Vec::new(),
    };
    let turn = (!ended.is_empty()).then(|| floor::end_turn(&session.floor, now_ms));
    let mut events: Vec<Event> = Vec::new();
    events.extend(consensus.map(Event::from));
    events.extend(poll.map(Event::from));
    events.extend(round.into_iter().map(Event::from));
    events.extend(turn.flatten().map(Event::from));
    events.extend(ended.into_iter().map(Event::from));
    Ok(events)
}
