//! Commands of the clock. Each says what the screen saw, so that two moderators cannot skip twice.

use super::{Agenda, MINUTE_MS, plan};
use crate::event::Event;
use crate::ids::SegmentId;
use crate::limits;
use crate::rejection::{Field, Rejection};

type Decided = Result<Vec<Event>, Rejection>;

/// Starts a segment; `after` is the one that the screen saw running.
///
/// # Errors
/// The session is over, the segment is unknown, or another moderator has moved on.
pub fn start_segment(
    agenda: &Agenda,
    segment: SegmentId,
    after: Option<SegmentId>,
    now_ms: u64,
) -> Decided {
    not_ended(agenda)?;
    let wanted = agenda.segment(segment).ok_or(Rejection::SegmentUnknown)?;
    let running = agenda.running();
    if running != after || running == Some(segment) {
        return Err(Rejection::SegmentChanged { running });
    }
    let mut events = Vec::new();
    let mut then = agenda.clone();
    if let Some(ending) = running {
        let ended = Event::SegmentEnded {
            segment: ending,
            at_ms: now_ms,
        };
        events.push(ended);
        // What is left is planned from the moment of the change, not from the old clock.
        if let Some(clock) = then.clock.as_mut() {
            clock.paused_at_ms = None;
            clock.length_ms = clock.length_ms.min(clock.elapsed_ms(now_ms));
        }
    }
    let length_ms = left_for(&then, wanted, now_ms);
    events.push(Event::SegmentStarted {
        segment,
        at_ms: now_ms,
        length_ms,
    });
    Ok(events)
}

/// What the plan leaves to a segment that begins now.
fn left_for(agenda: &Agenda, wanted: &super::Segment, now_ms: u64) -> u64 {
    let projected = plan(agenda, now_ms)
        .coming
        .into_iter()
        .find(|next| next.segment == wanted.id);
    projected.map_or(wanted.plan_ms, |next| next.length_ms)
}

/// Stops the clock; a stopped one stays as it is.
///
/// # Errors
/// Nothing runs.
pub fn pause(agenda: &Agenda, now_ms: u64) -> Decided {
    let clock = running(agenda)?;
    let stopped = clock.paused_at_ms.is_some();
    Ok(if stopped {
        Vec::new()
    } else {
        vec![Event::ClockPaused { at_ms: now_ms }]
    })
}

/// Lets the clock go on; a going one stays as it is.
///
/// # Errors
/// Nothing runs.
pub fn resume(agenda: &Agenda, now_ms: u64) -> Decided {
    let clock = running(agenda)?;
    let stopped = clock.paused_at_ms.is_some();
    Ok(if stopped {
        vec![Event::ClockResumed { at_ms: now_ms }]
    } else {
        Vec::new()
    })
}

/// Gives or takes whole minutes; the length never falls below zero.
///
/// # Errors
/// Nothing runs, or the length would be past its bound.
pub fn add_time(agenda: &Agenda, minutes: i32) -> Decided {
    let clock = running(agenda)?;
    let delta_ms = u64::from(minutes.unsigned_abs()).saturating_mul(MINUTE_MS);
    let length_ms = if minutes < 0 {
        clock.length_ms.saturating_sub(delta_ms)
    } else {
        clock.length_ms.saturating_add(delta_ms)
    };
    lengthened(clock.length_ms, length_ms)
}

/// Sets the time that is left.
///
/// # Errors
/// Nothing runs, or the length would be past its bound.
pub fn set_remaining(agenda: &Agenda, remaining_ms: u64, now_ms: u64) -> Decided {
    let clock = running(agenda)?;
    lengthened(
        clock.length_ms,
        clock.elapsed_ms(now_ms).saturating_add(remaining_ms),
    )
}

fn lengthened(was_ms: u64, length_ms: u64) -> Decided {
    let max = u64::from(limits::SEGMENT_MINUTES_MAX);
    if length_ms > max * MINUTE_MS {
        return Err(Rejection::OutOfRange {
            field: Field::Minutes,
            min: 0,
            max,
        });
    }
    Ok(if length_ms == was_ms {
        Vec::new()
    } else {
        vec![Event::LengthSet { length_ms }]
    })
}

/// Ends the session: the last segment, and the session with it.
///
/// # Errors
/// It has not begun, or is over.
pub fn end_session(agenda: &Agenda, now_ms: u64) -> Decided {
    let running = running(agenda)?;
    Ok(vec![
        Event::SegmentEnded {
            segment: running.segment,
            at_ms: now_ms,
        },
        Event::SessionEnded { at_ms: now_ms },
    ])
}

fn running(agenda: &Agenda) -> Result<super::Clock, Rejection> {
    not_ended(agenda)?;
    agenda.clock.ok_or(Rejection::ClockNotRunning)
}

fn not_ended(agenda: &Agenda) -> Result<(), Rejection> {
    if agenda.ended_at_ms.is_some() {
        Err(Rejection::SessionEnded)
    } else {
        Ok(())
    }
}
