//! Rounds and rooms without somebody who is forgotten: what they said in rooms, what they put into
//! notes and how to reach them goes, and what was told about them or by them.
//!
//! What a room brings back for everybody stays, whoever wrote it down: it was said for the room.

use std::sync::Arc;

use super::event::Event;
use super::state::{Meeting, Networking, Room};
use crate::forgotten::{Forgotten, blotted};

impl Event {
    /// Takes out what is forgotten.
    pub(crate) fn forget(&mut self, forgotten: &Forgotten) {
        match self {
            Self::LineSaid { person, text, .. } if forgotten.is(*person) => text.clear(),
            // As long as before, so that the places of what others wrote stay.
            Self::NotesEdited { person, splice, .. } if forgotten.is(*person) => {
                splice.insert = blotted(&splice.insert);
            }
            Self::ContactSet { person, contact } if forgotten.is(*person) => contact.clear(),
            Self::PersonReported {
                by, person, reason, ..
            } if forgotten.is(*by) || forgotten.is(*person) => reason.clear(),
            Self::LineSaid { .. }
            | Self::NotesEdited { .. }
            | Self::ContactSet { .. }
            | Self::PersonReported { .. }
            | Self::RoundCalled { .. }
            | Self::ReadySet { .. }
            | Self::DrawBegun { .. }
            | Self::RoundDrawn { .. }
            | Self::SeriesEnded { .. }
            | Self::RoundOpened { .. }
            | Self::RoundWarned { .. }
            | Self::RoundExtended { .. }
            | Self::RoomsMessaged { .. }
            | Self::PersonSeated { .. }
            | Self::PersonUnseated { .. }
            | Self::RoomAdded { .. }
            | Self::SeatHeld { .. }
            | Self::SeatKept { .. }
            | Self::RoomOffered { .. }
            | Self::OfferDeclined { .. }
            | Self::RoomClosed { .. }
            | Self::TakeawaySet { .. }
            | Self::NamingAgreed { .. }
            | Self::CallSet { .. }
            | Self::RoomVisited { .. }
            | Self::DiscussionSet { .. }
            | Self::BlockSet { .. }
            | Self::ReportHandledSet { .. }
            | Self::ContactOffered { .. }
            | Self::RoundClosed { .. } => {}
        }
    }
}

impl Networking {
    /// Takes out what is forgotten.
    pub(crate) fn forget(&mut self, forgotten: &Forgotten) {
        for round in self.rounds.iter_mut().map(Arc::make_mut) {
            round.ready.retain(|person| !forgotten.is(*person));
            round.rooms.change_all(|room| room.forget(forgotten));
        }
        Arc::make_mut(&mut self.meeting).forget(forgotten);
    }
}

impl Room {
    fn forget(&mut self, forgotten: &Forgotten) {
        for line in &mut self.lines {
            if forgotten.is(line.person) {
                line.text.clear();
            }
        }
        self.notes.blot(|person| forgotten.is(person));
        self.agreed.retain(|person| !forgotten.is(*person));
    }
}

impl Meeting {
    fn forget(&mut self, forgotten: &Forgotten) {
        let is_apart = |(one, other): &(_, _)| !forgotten.is(*one) && !forgotten.is(*other);
        self.blocks.retain(is_apart);
        self.offered.retain(is_apart);
        self.contacts.retain(|person, _| !forgotten.is(*person));
        for report in &mut self.reports {
            if forgotten.is(report.by) || forgotten.is(report.person) {
                report.reason.clear();
            }
        }
    }
}
