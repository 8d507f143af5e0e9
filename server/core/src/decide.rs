//! The one door to the rules: a command, the present state, what surrounds it; events or a refusal.
//!
//! Each concept decides its own commands. What follows from one concept's events in another is said
//! in [`follow`], and what happens in several at once, here.

mod acts;
mod arrive;
mod erase;
mod follow;
mod halls;
mod reach;
mod settle;

use crate::command::Command;
use crate::context::Context;
use crate::event::Event;
use crate::networking::{self, ClosedBy, DrawRequest, PreviewRequest, RoundSettings};
use crate::rejection::Rejection;
use crate::session::Session;
use crate::{
    about, agenda, capture, conduct, consensus, draft, feedback, floor, form, links, people, poll,
    privacy, report, sound, speaking, stage, undo,
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
    reach::may_act(session, command, context)?;
    let mut events = dispatch(session, command, context)?;
    reach::reach(session, &mut events, context.now_ms);
    settle::settle(session, command, &mut events, context.now_ms);
    follow::follow(session, &mut events, context);
    acts::note(session, command, &mut events, context);
    Ok(events)
}

/// What is needed to work out to what a draw with these settings would come now: that takes longer than
/// a session may stand still.
///
/// # Errors
/// The screen may not draw a round, or a setting is past its bound.
pub fn preview_round(
    session: &Session,
    settings: &RoundSettings,
    context: &Context<'_>,
) -> Result<PreviewRequest, Rejection> {
    let drawn = networking::Command::DrawRound;
    drawn.right().check(context.actor)?;
    networking::preview(&halls::networking(session, context), settings)
}

/// What is needed to work out the draw that was begun, if one was: that takes longer than a session may
/// stand still. Its outcome comes back as
/// [`SettleDraw`](crate::networking::Command::SettleDraw).
#[must_use]
pub fn drawing(session: &Session, context: &Context<'_>) -> Option<DrawRequest> {
    networking::drawing(&halls::networking(session, context))
}

fn dispatch(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    // Before it is created a session takes nothing else.
    let creates = matches!(
        command,
        Command::About(about::Command::CreateSession { .. })
    );
    if session.about.is_none() && !creates {
        return Err(Rejection::SessionUnknown);
    }
    is_kept(session, command, context)?;
    match command {
        Command::MeetDeadlines => Ok(due(session, context)),
        Command::About(command) => about::decide(&halls::about(session, context), command),
        Command::Links(command) => lifted(links::decide(&halls::links(session, context), command)),
        Command::People(command) => {
            let mut events = lifted(people::decide(&halls::people(session, context), command))?;
            if let people::Command::TakePartInNetworking { takes_part: true } = command {
                let person = session.asking(context)?.id;
                let seated = networking::seat_late(&halls::networking(session, context), person);
                events.extend(seated.into_iter().map(Event::from));
            }
            Ok(events)
        }
        Command::Agenda(agenda::Command::EndSession { .. }) => end(session, context),
        Command::Agenda(command) => {
            lifted(agenda::decide(&halls::agenda(session, context), command))
        }
        Command::Speaking(command) => speaking::decide(&halls::speaking(session, context), command),
        Command::Sound(command) => sound::decide(&halls::sound(session, context), command),
        Command::Stage(command) => lifted(stage::decide(&halls::stage(session, context), command)),
        Command::Floor(command) => lifted(floor::decide(&halls::floor(session, context), command)),
        Command::Conduct(command) => lifted(conduct::decide(&halls::conduct(session), command)),
        Command::Poll(command) => lifted(poll::decide(&halls::poll(session, context), command)),
        Command::Networking(command) => {
            networking::decide(&halls::networking(session, context), command)
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
        Command::Feedback(command) => lifted(feedback::decide(
            &halls::feedback(session, context),
            command,
        )),
        Command::Privacy(command) => erase::decide(session, command, context),
        Command::Undo(command) => lifted(undo::decide(&halls::undo(session, context), command)),
    }
}

/// Refuses what asks for more than is left of a session, or of somebody.
fn is_kept(session: &Session, command: &Command, context: &Context<'_>) -> Result<(), Rejection> {
    let privacy = &session.privacy;
    if privacy.deleted_at_ms.is_some() {
        return Err(Rejection::SessionDeleted);
    }
    let deletes = matches!(
        command,
        Command::Privacy(privacy::Command::DeleteSession { .. })
    );
    if privacy.purged.is_some() && !deletes {
        return Err(Rejection::SessionPurged);
    }
    // Their screens close a moment later.
    let asking = context
        .actor
        .person()
        .and_then(|id| session.people.get(&id));
    match asking {
        Some(person) if person.erased => Err(Rejection::PersonUnknown),
        Some(_) | None => Ok(()),
    }
}

/// What one concept decided, among the events of all.
fn lifted<E: Into<Event>>(decided: Result<Vec<E>, Rejection>) -> Decided {
    Ok(decided?.into_iter().map(E::into).collect())
}

/// What has become due.
fn due(session: &Session, context: &Context<'_>) -> Vec<Event> {
    let advanced = agenda::due(&session.agenda, context.now_ms).into_iter();
    let floor = floor::due(&session.floor, session.floor_since_ms(), context.now_ms).into_iter();
    let rounds = networking::due(&halls::networking(session, context)).into_iter();
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
    let mut events: Vec<Event> = Vec::new();
    events.extend(consensus.map(Event::from));
    events.extend(poll.map(Event::from));
    events.extend(round.into_iter().map(Event::from));
    events.extend(ended.into_iter().map(Event::from));
    Ok(events)
}
