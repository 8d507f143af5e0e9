//! When the session next wants to be looked at, with nobody asking.

use crate::session::Session;
use crate::{agenda, floor};

/// The next moment at which [`Command::MeetDeadlines`](crate::command::Command::MeetDeadlines) may
/// yield something or a view changes by itself, in milliseconds since 1970.
#[must_use]
pub fn next_deadline(session: &Session, now_ms: u64) -> Option<u64> {
    let replan_ms = agenda::next_replan(&session.agenda, now_ms);
    let results = [
        session.polls.result_until_ms(),
        session.consensus.support_until_ms(),
    ];
    let shown_ms = results
        .into_iter()
        .flatten()
        .filter(|at_ms| *at_ms > now_ms);
    let others = [next_due(session), replan_ms].into_iter().flatten();
    others.chain(shown_ms).min()
}

/// The next moment at which the server must do something even if nobody looks; a draw that was begun
/// is to be worked out since then.
#[must_use]
pub fn next_act(session: &Session) -> Option<u64> {
    let drawing_ms = session.networking.drawing_since_ms();
    [drawing_ms, next_due(session)].into_iter().flatten().min()
}

fn next_due(session: &Session) -> Option<u64> {
    // After the end no round calls itself; one that is under way ends with the session.
    let is_on = session.agenda.ended_at_ms.is_none();
    let round_ms = session.networking.next_deadline().filter(|_| is_on);
    let advance_ms = agenda::next_advance(&session.agenda);
    let floor_ms = floor::next_deadline(&session.floor, session.floor_since_ms());
    [round_ms, advance_ms, floor_ms].into_iter().flatten().min()
}
