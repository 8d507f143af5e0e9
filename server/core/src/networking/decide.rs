//! Commands about breakout rounds, and of those who sit in rooms.

use super::command::{Command, Then};
use super::event::Event;
use super::{
    ClosedBy, agree, answer_call, answer_offer, block, call, call_moderator, call_off, close,
    close_one, draw_now, edit_notes, extend, handle_report, leave, message, move_person, next,
    offer_contact, report, say, seat_late, set_contact, set_discussion, set_takeaway, visit,
};
use crate::context::Context;
use crate::people::{self, Person};
use crate::rejection::Rejection;
use crate::session::Session;
use crate::shared_text::Splice;

/// Decides about rounds and rooms; whoever says that they are ready takes part from then on.
pub(crate) fn decide<E>(
    session: &Session,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<people::Event>,
{
    let (networking, now_ms) = (&session.networking, context.now_ms);
    let asking = || session.asking(context).map(|person| person.id);
    let decided: Result<Vec<Event>, Rejection> = match command {
        Command::SeatLatecomer { person } => Ok(seat_latecomer(session, *person, context)),
        Command::CallRound { settings } => {
            session.not_ended()?;
            call(session, settings, context)
        }
        Command::NextRound => {
            session.not_ended()?;
            next(session, context)
        }
        Command::DrawRound => draw_now(session, context),
        Command::CallOffRound => call_off(networking, now_ms),
        Command::CloseRound => close(networking, ClosedBy::Moderator, now_ms),
        Command::ExtendRound { minutes } => extend(networking, *minutes, now_ms),
        Command::CloseRoom { room } => close_one(networking, *room, now_ms),
        Command::MovePerson { person, room } => move_person(session, *person, *room, context),
        Command::MessageRooms { text } => message(networking, text, now_ms),
        Command::VisitRoom { room } => visit(networking, context.actor.person(), *room, now_ms),
        Command::AnswerCall { room } => answer_call(networking, *room, now_ms),
        Command::SetReportHandled { report, handled } => {
            handle_report(networking, *report, *handled)
        }
        Command::SetDiscussion { prompt } => set_discussion(networking, prompt.as_deref(), now_ms),
        Command::LeaveRoom { then } => leave(session, asking()?, *then == Then::Another, context),
        Command::AnswerOffer { accept } => answer_offer(session, asking()?, *accept, context),
        Command::SayInRoom { text } => say(networking, asking()?, text, now_ms),
        Command::EditNotes {
            revision,
            at,
            delete,
            insert,
            follows,
        } => {
            let splice = Splice::typed((*at, *delete), insert, *follows);
            edit_notes(networking, asking()?, *revision, &splice, now_ms)
        }
        Command::SetRoomTakeaway { text, revision } => {
            set_takeaway(networking, asking()?, text, *revision, now_ms)
        }
        Command::AgreeToBeNamed { agrees } => agree(networking, asking()?, *agrees),
        Command::CallModerator { calling } => {
            call_moderator(networking, asking()?, *calling, now_ms)
        }
        Command::Block { person, blocked } => {
            block(networking, &session.people, asking()?, *person, *blocked)
        }
        Command::ReportPerson { person, reason } => {
            report(networking, asking()?, *person, reason, now_ms)
        }
        Command::OfferContact { person, offered } => {
            offer_contact(networking, asking()?, *person, *offered)
        }
        Command::SetContact { text } => set_contact(networking, asking()?, text),
        Command::ReadyForRound { ready } => {
            return call::set_ready(session, asking()?, *ready, context);
        }
    };
    Ok(decided?.into_iter().map(E::from).collect())
}

/// Seats somebody who came in while a round is open, if they take part.
fn seat_latecomer(
    session: &Session,
    person: crate::ids::PersonId,
    context: &Context<'_>,
) -> Vec<Event> {
    if session.people.get(&person).is_some_and(Person::takes_part) {
        return seat_late(session, person, context);
    }
    Vec::new()
}
