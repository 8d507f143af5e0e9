//! What the breakout rooms brought back. The one place that knows where it comes from.

use serde::{Deserialize, Serialize};

use crate::ids::{RoomId, RoundId};
use crate::networking::{Room, Round};
use crate::session::Session;

/// A room's takeaway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct Harvested {
    pub room: RoomId,
    pub round: RoundId,
    pub text: String,
    /// Those of the room who agreed to be named with it.
    pub names: Vec<String>,
    pub at_ms: u64,
}

/// The takeaways of all rooms that are closed, in order; rooms that left none are not among them.
#[must_use]
pub(super) fn harvest(session: &Session) -> Vec<Harvested> {
    let rounds = session.networking.rounds.iter();
    let rooms = rounds.flat_map(|round| round.rooms.iter().map(move |room| (round, room)));
    rooms
        .filter_map(|(round, room)| harvested(session, round, room))
        .collect()
}

fn harvested(session: &Session, round: &Round, room: &Room) -> Option<Harvested> {
    let closed_at_ms = round.closed.map(|(at_ms, _)| at_ms);
    let at_ms = room.closed_at_ms.or(closed_at_ms)?;
    (!room.takeaway.is_empty()).then(|| Harvested {
        room: room.id,
        round: round.id,
        text: room.takeaway.clone(),
        names: room.named(&session.people),
        at_ms,
    })
}
