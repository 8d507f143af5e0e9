//! Commands about breakout rounds, and of those who sit in rooms.

use super::call::{call, call_off, draw_now, give_up, next, settle};
use super::command::{Command, Then};
use super::course::{close, close_one, extend, message};
use super::event::Event;
use super::hall::Hall;
use super::meet::{block, handle_report, offer_contact, report, set_contact};
use super::ready::set_ready;
use super::room::{
    agree, answer_call, call_moderator, edit_notes, say, set_discussion, set_takeaway, visit,
};
use super::seat::{answer_offer, leave, move_person, seat_late};
use super::state::ClosedBy;
use crate::ids::PersonId;
use crate::people::{self, Person};
use crate::rejection::Rejection;
use crate::shared_text::Splice;

/// Decides about rounds and rooms; whoever says that they are ready takes part from then on.
pub(crate) fn decide<E>(hall: &Hall<'_>, command: &Command) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<people::Event>,
{
    let decided = match command {
        Command::SeatLatecomer { person } => Ok(seat_latecomer(hall, *person)),
        Command::SettleDraw { outcome } => Ok(settle(hall, outcome)),
        Command::GiveUpDraw { round } => Ok(give_up(hall, *round)),
        Command::CallRound { settings } => call(hall, settings),
        Command::NextRound => next(hall),
        Command::DrawRound => draw_now(hall),
        Command::CallOffRound => call_off(hall),
        Command::CloseRound => close(hall.networking, ClosedBy::Moderator, hall.now_ms),
        Command::ExtendRound { minutes } => extend(hall, *minutes),
        Command::CloseRoom { room } => close_one(hall, *room),
        Command::MovePerson { person, room } => move_person(hall, *person, *room),
        Command::MessageRooms { text } => message(hall, text),
        Command::VisitRoom { room } => visit(hall, *room),
        Command::AnswerCall { room } => answer_call(hall, *room),
        Command::SetReportHandled { report, handled } => handle_report(hall, *report, *handled),
        Command::SetDiscussion { prompt } => set_discussion(hall, prompt.as_deref()),
        Command::LeaveRoom { then } => leave(hall, hall.asking()?, *then == Then::Another),
        Command::AnswerOffer { accept } => answer_offer(hall, hall.asking()?, *accept),
        Command::SayInRoom { text } => say(hall, hall.asking()?, text),
        Command::EditNotes {
            revision,
            at,
            delete,
            insert,
            follows,
        } => {
            let splice = Splice::typed((*at, *delete), insert, *follows);
            edit_notes(hall, hall.asking()?, *revision, &splice)
        }
        Command::SetRoomTakeaway { text, revision } => {
            set_takeaway(hall, hall.asking()?, text, *revision)
        }
        Command::AgreeToBeNamed { agrees } => agree(hall, hall.asking()?, *agrees),
        Command::CallModerator { calling } => call_moderator(hall, hall.asking()?, *calling),
        Command::Block { person, blocked } => block(hall, hall.asking()?, *person, *blocked),
        Command::ReportPerson { person, reason } => report(hall, hall.asking()?, *person, reason),
        Command::OfferContact { person, offered } => {
            offer_contact(hall, hall.asking()?, *person, *offered)
        }
        Command::SetContact { text } => set_contact(hall, hall.asking()?, text),
        Command::ReadyForRound { ready } => return set_ready(hall, hall.asking()?, *ready),
    };
    Ok(decided?.into_iter().map(E::from).collect())
}

/// Seats somebody who came in while a round is open, if they take part.
fn seat_latecomer(hall: &Hall<'_>, person: PersonId) -> Vec<Event> {
    if hall.people.get(&person).is_some_and(Person::takes_part) {
        return seat_late(hall, person);
    }
    Vec::new()
}
