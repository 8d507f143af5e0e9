//! What the clock does by itself.

use super::decide::started;
use super::event::Event;
use super::state::Agenda;

/// Goes on by itself from a segment that is meant to, when its time is up (and a hard start that
/// follows has come).
#[must_use]
pub(crate) fn due(agenda: &Agenda, now_ms: u64) -> Vec<Event> {
    let is_due = next_advance(agenda).is_some_and(|at_ms| at_ms <= now_ms);
    let next = agenda.coming().next().filter(|_| is_due);
    match agenda.running().zip(next) {
        Some((segment, next)) => vec![
            Event::SegmentEnded {
                segment,
                at_ms: now_ms,
            },
            started(next, now_ms),
        ],
        None => Vec::new(),
    }
}

/// When the server goes on by itself, if nothing changes.
pub(crate) fn next_advance(agenda: &Agenda) -> Option<u64> {
    let clock = agenda.clock.filter(|clock| clock.paused_at_ms.is_none())?;
    let running = agenda.segment(clock.segment)?;
    let next = agenda.coming().next()?;
    let at_ms = clock.ends_at_ms().max(next.hard_start_ms.unwrap_or(0));
    running.auto_advance.then_some(at_ms)
}
