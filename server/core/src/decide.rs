//! The one door to the rules: a command, the present state, what surrounds it; events or a refusal.
//!
//! Each concept decides its own commands. What follows from one concept's events in another is said
//! in [`follow`], and what happens in several at once, here.

mod follow;
mod rounds;

pub use rounds::preview_round;

use crate::about::{self, SessionPlan};
use crate::agenda;
use crate::capture;
use crate::command::Command;
use crate::conduct;
use crate::consensus;
use crate::context::Context;
use crate::draft;
use crate::event::Event;
use crate::floor;
use crate::form;
use crate::ids::SegmentId;
use crate::limits;
use crate::links;
use crate::networking::{self, ClosedBy};
use crate::people;
use crate::poll;
use crate::rejection::{Field, Rejection};
use crate::report;
use crate::session::Session;
use crate::speaking;
use crate::stage;

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
            Command::About(about::Command::CreateSession { plan }) => {
                create(plan.as_ref().clone(), context.now_ms)
            }
            _ => Err(Rejection::SessionUnknown),
        };
    }
    let now_ms = context.now_ms;
    match command {
        Command::MeetDeadlines => Ok(due(session, context)),
        Command::About(command) => about::decide(session, command, context),
        Command::Links(command) => lifted(links::decide(session, command)),
        Command::People(command) => {
            let mut events = lifted(people::decide(session, command, context))?;
            if let people::Command::TakePartInNetworking { takes_part: true } = command {
                let person = session.asking(context)?.id;
                let seated = networking::seat_late(&rounds::hall(session, context), person);
                events.extend(seated.into_iter().map(Event::from));
            }
            Ok(events)
        }
        Command::Agenda(agenda::Command::EndSession) => end(session, context),
        Command::Agenda(command) => lifted(agenda::decide(
            &session.agenda,
            &session.links,
            command,
            now_ms,
        )),
        Command::Speaking(command) => speaking::decide(session, command, context),
        Command::Stage(command) => lifted(stage::decide(session, command, context)),
        Command::Floor(command) => lifted(floor::decide(session, command, context)),
        Command::Conduct(command) => lifted(conduct::decide(session, command)),
        Command::Poll(command) => lifted(poll::decide(session, command, context)),
        Command::Networking(command) => {
            networking::decide(&rounds::hall(session, context), command)
        }
        Command::Capture(command) => lifted(capture::decide(session, command, context)),
        Command::Form(command) => lifted(form::decide(session, command, context)),
        Command::Draft(command) => {
            draft::decide(session, command, context, || report::assemble(session))
        }
        Command::Consensus(command) => lifted(consensus::decide(session, command, context)),
    }
}

/// What one concept decided, among the events of all.
fn lifted<E: Into<Event>>(decided: Result<Vec<E>, Rejection>) -> Decided {
    Ok(decided?.into_iter().map(E::into).collect())
}

/// Makes a session of its plan: its facts, its first links, and who speaks when.
fn create(plan: SessionPlan, at_ms: u64) -> Decided {
    let plan = plan.checked()?;
    let links = links::first_links(&plan.about);
    if links.len() > limits::LINKS_MAX {
        return Err(Rejection::Full {
            field: Field::People,
            max: limits::LINKS_MAX,
        });
    }
    let by_id = links.iter().map(|link| (link.id, link.clone())).collect();
    let mut slots_set: Vec<Event> = Vec::new();
    for (id, segment) in (1..).zip(&plan.agenda) {
        let (segment, slots) = (SegmentId(id), agenda::resolved(&by_id, &segment.speakers)?);
        if !slots.is_empty() {
            slots_set.push(agenda::Event::SlotsSet { segment, slots }.into());
        }
    }
    let plan = Box::new(plan);
    let created = Event::from(about::Event::SessionCreated { plan, at_ms });
    let issued = links
        .into_iter()
        .map(|link| links::Event::LinkIssued { link }.into());
    Ok(std::iter::once(created)
        .chain(issued)
        .chain(slots_set)
        .collect())
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
    let consensus = consensus::close_open(session, context.presence, now_ms);
    let poll = poll::close_open(session, context.presence, now_ms);
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
