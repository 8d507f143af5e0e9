//! What an event of the rounds can change on a screen.

use super::super::event::{Event, of_meeting, of_room, of_round, of_rounds};
use super::super::state::{Meeting, Networking, Round};
use crate::ids::RoomId;
use crate::limits;
use crate::touch::Touched;

/// Marks what this event can change; `networking` is what is known after it.
pub(crate) fn touched(event: &Event, networking: &Networking, touched: &mut Touched) {
    match event {
        Event::RoundCalled { .. } | Event::SeriesEnded { .. } => touched.main("round"),
        Event::RoundOpened { .. } => all_of_round(touched),
        Event::DiscussionSet { .. } => touched.main("discussion"),
        of_meeting!() => of_people(event, &networking.meeting, touched),
        of_room!() => of_room(event, touched),
        of_round!() => {
            if let Some(round) = networking.rounds.last() {
                of_round(event, round, touched);
            }
        }
    }
}

/// Everybody comes into rooms, or goes out of them.
fn all_of_round(touched: &mut Touched) {
    touched.main("round");
    touched.main("rooms");
    touched.all("harvest/");
    touched.rooms();
    touched.everybody("me");
}

fn of_round(event: &Event, round: &Round, touched: &mut Touched) {
    match event {
        Event::RoundDrawn { .. } | Event::RoundClosed { .. } => all_of_round(touched),
        Event::DrawBegun { .. } | Event::RoundWarned { .. } | Event::RoomsMessaged { .. } => {
            touched.main("round");
        }
        Event::RoundExtended { .. } => {
            touched.main("round");
            touched.rooms();
        }
        Event::ReadySet { person, .. } => {
            touched.main("round");
            touched.person(*person, "me");
        }
        Event::RoomAdded { room, .. } => {
            seats(round, touched);
            room.members.iter().for_each(|it| touched.person(*it, "me"));
        }
        Event::PersonSeated { room, person, .. } => {
            seats(round, touched);
            touched.person(*person, "me");
            met(round, *room, touched);
        }
        Event::PersonUnseated { person, .. } => {
            seats(round, touched);
            touched.person(*person, "me");
        }
        Event::RoomClosed { room, .. } => {
            seats(round, touched);
            touched.numbered("harvest", room);
            // Its people, whoever looked in, and whoever was offered a place there.
            touched.everybody("me");
        }
        Event::SeatHeld { person, .. } | Event::SeatKept { person } => {
            touched.main("rooms");
            if let Some(room) = round.room_of(*person) {
                touched.in_room(room.id, "room");
            }
        }
        Event::RoomOffered { person, .. } | Event::OfferDeclined { person } => {
            touched.person(*person, "me");
        }
        Event::RoomVisited { person, .. } => {
            touched.main("rooms");
            touched.rooms();
            touched.person(*person, "me");
        }
        of_rounds!() | of_room!() | of_meeting!() => {}
    }
}

/// Somebody came into a room, or went out of one, perhaps from another one that they looked into.
fn seats(round: &Round, touched: &mut Touched) {
    touched.main("round");
    touched.main("rooms");
    touched.rooms();
    // An offer names the people of the room that is offered.
    round.offers.keys().for_each(|it| touched.person(*it, "me"));
}

/// Those who sit or sat in a room: company ends the offer to whoever was alone, and all have met.
fn met(round: &Round, room: RoomId, touched: &mut Touched) {
    let met = round.room(room).into_iter().flat_map(|room| &room.met);
    met.for_each(|person| touched.person(*person, "me"));
}

fn of_room(event: &Event, touched: &mut Touched) {
    match event {
        Event::LineSaid { room, number, .. } => {
            touched.main("rooms");
            touched.in_room(*room, format!("room/line/{number}"));
            // The oldest line makes room for it.
            let shown = u32::try_from(limits::LINES_SHOWN_MAX).unwrap_or(u32::MAX);
            if let Some(hidden) = number.checked_sub(shown) {
                touched.in_room(*room, format!("room/line/{hidden}"));
            }
        }
        Event::NotesEdited { room, .. } | Event::NamingAgreed { room, .. } => {
            touched.in_room(*room, "room");
        }
        Event::TakeawaySet { room, .. } | Event::CallSet { room, .. } => {
            touched.main("rooms");
            touched.in_room(*room, "room");
        }
        of_rounds!() | of_round!() | of_meeting!() => {}
    }
}

fn of_people(event: &Event, meeting: &Meeting, touched: &mut Touched) {
    match event {
        Event::BlockSet { by, .. } => touched.person(*by, "me"),
        Event::PersonReported { .. } | Event::ReportHandledSet { .. } => touched.main("reports"),
        Event::ContactSet { person, .. } => {
            touched.person(*person, "me");
            let exchanged = meeting.exchanged(*person);
            exchanged.for_each(|other| touched.person(other, "me"));
        }
        Event::ContactOffered { by, to, .. } => {
            touched.person(*by, "me");
            touched.person(*to, "me");
        }
        of_rounds!() | of_round!() | of_room!() => {}
    }
}
