//! What the breakout rooms brought back. The one place that knows where it comes from.

use serde::Serialize;

use crate::ids::{RoomId, RoundId};
use crate::session::Session;

/// A room's takeaway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct Harvested {
    pub room: RoomId,
    pub round: RoundId,
    pub text: String,
    pub at_ms: u64,
}

/// The takeaways of all rooms of rounds that are over, in order. Rooms have no takeaway of their own
/// yet; what staff captures with a room comes by its entry.
#[must_use]
pub fn harvest(session: &Session) -> Vec<Harvested> {
    let _rounds = &session.networking.rounds;
    Vec::new()
}
