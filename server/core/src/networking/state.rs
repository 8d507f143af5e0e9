//! What is known of the rounds: the rounds, their rooms, and what people made of one another.

mod meeting;
mod notes;
mod room;
mod rooms;
mod round;

pub use meeting::{Meeting, PersonReport};
pub use notes::Notes;
pub use room::{DrawnRoom, Line, Room};
pub use rooms::Rooms;
pub use round::{ClosedBy, Drawing, Round, Unseated};

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::ids::{PersonId, RoomId};

/// All rounds of the session, and what people made of one another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Networking {
    /// In order; at most the last one is under way. Those before it are shared by every copy.
    pub rounds: Vec<Arc<Round>>,
    /// Whether the moderator ended the series before its last round.
    pub series_ended: bool,
    /// Blocks, reports and contacts.
    pub meeting: Arc<Meeting>,
    /// What everybody discusses on the floor, and since when.
    pub discussion: Option<(String, u64)>,
}

impl Networking {
    /// The round that is under way: called, drawn or open.
    #[must_use]
    pub fn current(&self) -> Option<&Round> {
        let last = self.rounds.last().map(Arc::as_ref);
        last.filter(|round| round.closed.is_none())
    }

    /// The round whose rooms are there.
    #[must_use]
    pub fn open(&self) -> Option<&Round> {
        self.current().filter(|round| round.drawn_at_ms.is_some())
    }

    /// The last round, if the next one of its series is to come.
    #[must_use]
    pub(crate) fn awaiting_next(&self) -> Option<&Round> {
        let last = self.rounds.last().map(Arc::as_ref);
        let last = last.filter(|_| !self.series_ended);
        last.filter(|round| round.has_next())
    }

    /// A room of any round, with its round.
    #[must_use]
    pub fn room(&self, id: RoomId) -> Option<(&Round, &Room)> {
        let mut rounds = self.rounds.iter().rev();
        rounds.find_map(|round| Some((round.as_ref(), round.room(id)?)))
    }

    /// Whether these two ever sat in one room.
    #[must_use]
    pub(crate) fn have_met(&self, one: PersonId, other: PersonId) -> bool {
        let mut rooms = self
            .rounds
            .iter()
            .flat_map(|round| round.rooms.ever_of(one));
        rooms.any(|room| room.met.contains(&other))
    }

    /// With whom somebody ever sat in one room.
    pub(crate) fn met_by(&self, person: PersonId) -> BTreeSet<PersonId> {
        let rounds = self.rounds.iter();
        let rooms = rounds.flat_map(|round| round.rooms.ever_of(person));
        let mut met: BTreeSet<PersonId> = rooms.flat_map(|room| &room.met).copied().collect();
        met.remove(&person);
        met
    }

    /// Since when a draw is being worked out: whoever keeps the session works on it.
    #[must_use]
    pub(crate) fn drawing_since_ms(&self) -> Option<u64> {
        let drawing = self.current().and_then(Round::drawing);
        drawing.map(|drawing| drawing.began_at_ms)
    }

    /// When the rounds next want something.
    #[must_use]
    pub fn next_deadline(&self) -> Option<u64> {
        match self.current() {
            Some(round) => round.next_deadline(),
            None => self.awaiting_next().and_then(Round::next_call),
        }
    }
}
