//! When the session next wants to be looked at, with nobody asking.

use crate::agenda;
use crate::session::Session;

/// The next moment at which [`Command::MeetDeadlines`](crate::command::Command::MeetDeadlines) may
/// yield something or a view changes by itself, in milliseconds since 1970.
#[must_use]
pub fn next_deadline(session: &Session, now_ms: u64) -> Option<u64> {
    let round_ms = session
        .networking
        .open()
        .and_then(|round| round.next_deadline());
    let replan_ms = agenda::next_replan(&session.agenda, now_ms);
    let advance_ms = agenda::next_advance(&session.agenda);
    [round_ms, replan_ms, advance_ms]
        .into_iter()
        .flatten()
        .min()
}
