//! Decisions about the clock. Each command says what the screen saw, so that two moderators cannot
//! skip twice.

use super::clock::{Clock, MINUTE_MS};
use super::command::Command;
use super::edit::{edit, insert, remove, replan, reposition, set_skipped};
use super::event::Event;
use super::segment::Segment;
use super::state::Agenda;
use crate::ids::SegmentId;
use crate::limits;
use crate::links::Links;
use crate::rejection::{Field, Rejection};

type Decided = Result<Vec<Event>, Rejection>;

/// What the rules about the clock and the rundown look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) agenda: &'a Agenda,
    pub(crate) links: &'a Links,
    pub(crate) now_ms: u64,
}

/// Decides about the clock and the rundown.
pub(crate) fn decide(hall: &Hall<'_>, command: &Command) -> Decided {
    let Hall {
        agenda,
        links,
        now_ms,
    } = *hall;
    match command {
        Command::StartSegment { segment, after, .. } => {
            start_segment(agenda, *segment, *after, now_ms)
        }
        Command::PauseClock => pause(agenda, now_ms),
        Command::ResumeClock => resume(agenda, now_ms),
        Command::AddTime { minutes, segment } => add_time(agenda, *minutes, *segment),
        Command::SetRemaining {
            remaining_ms,
            segment,
        } => set_remaining(agenda, *remaining_ms, *segment, now_ms),
        Command::SetEnd { ends_at_ms } => set_end(agenda, *ends_at_ms, now_ms),
        Command::EndSession { .. } => end_session(agenda, now_ms),
        Command::ReopenSession => reopen(agenda, now_ms),
        Command::InsertSegment { plan, before } => insert(agenda, links, plan, *before),
        Command::EditSegment {
            segment,
            plan,
            revision,
        } => edit(agenda, links, *segment, plan, *revision),
        Command::MoveSegment { segment, before } => reposition(agenda, *segment, *before),
        Command::RemoveSegment { segment } => remove(agenda, *segment),
        Command::SkipSegment { segment, skipped } => set_skipped(agenda, *segment, *skipped),
        Command::Replan => replan(agenda, now_ms),
    }
}

/// Starts a segment; `after` is the one that the screen saw running.
///
/// # Errors
/// The session is over, the segment is unknown, or another moderator has moved on.
pub(super) fn start_segment(
    agenda: &Agenda,
    segment: SegmentId,
    after: Option<SegmentId>,
    now_ms: u64,
) -> Decided {
    agenda.not_ended()?;
    let wanted = agenda.segment(segment).ok_or(Rejection::SegmentUnknown)?;
    let running = agenda.running();
    if running != after || running == Some(segment) {
        return Err(Rejection::SegmentChanged { running });
    }
    let mut events = Vec::new();
    if agenda.started_at_ms.is_none() {
        events.extend(promised_by_schedule(agenda, wanted, now_ms));
    }
    if let Some(ending) = running {
        events.push(Event::SegmentEnded {
            segment: ending,
            at_ms: now_ms,
        });
    }
    events.push(started(wanted, now_ms));
    Ok(events)
}

/// A session that begins in its own slot ends with it, early or late; one that begins at another
/// time (a rehearsal) has its planned length before it.
fn promised_by_schedule(agenda: &Agenda, first: &Segment, now_ms: u64) -> Option<Event> {
    let start_ms = agenda.scheduled_start_ms?;
    let left_out_ms = if first.skipped { first.plan_ms } else { 0 };
    let ends_at_ms = start_ms + agenda.plan_ms() + left_out_ms;
    let in_slot = start_ms.saturating_sub(limits::EARLY_MS_MAX)..ends_at_ms;
    in_slot
        .contains(&now_ms)
        .then_some(Event::EndSet { ends_at_ms })
}

/// The segment takes what is left of its length, and never less than a minute.
pub(super) fn started(segment: &Segment, at_ms: u64) -> Event {
    Event::SegmentStarted {
        segment: segment.id,
        at_ms,
        length_ms: segment.left_ms().max(MINUTE_MS),
    }
}

/// Moves the promised end.
///
/// # Errors
/// Nothing runs, or the end would be in the past or more than a day away.
pub(super) fn set_end(agenda: &Agenda, ends_at_ms: u64, now_ms: u64) -> Decided {
    running(agenda)?;
    let latest_ms = now_ms + limits::END_AHEAD_MS_MAX;
    if !(now_ms..=latest_ms).contains(&ends_at_ms) {
        return Err(Rejection::OutOfRange {
            field: Field::EndTime,
            min: now_ms,
            max: latest_ms,
        });
    }
    let same = agenda.promised_end_ms == Some(ends_at_ms);
    Ok(if same {
        Vec::new()
    } else {
        vec![Event::EndSet { ends_at_ms }]
    })
}

/// Goes on after an end that came too soon, in the segment that ran last.
///
/// # Errors
/// The session has not ended.
pub(super) fn reopen(agenda: &Agenda, now_ms: u64) -> Decided {
    if agenda.ended_at_ms.is_none() {
        return Err(Rejection::SessionRuns);
    }
    let ended_at_ms = |segment: &&Segment| segment.ran.map(|ran| ran.ended_at_ms);
    let last = agenda.segments.iter().filter(|it| it.ran.is_some());
    let last = last
        .max_by_key(ended_at_ms)
        .ok_or(Rejection::SegmentUnknown)?;
    let reopened = Event::SessionReopened { at_ms: now_ms };
    Ok(vec![reopened, started(last, now_ms)])
}

/// Stops the clock; a stopped one stays as it is.
///
/// # Errors
/// Nothing runs.
pub(super) fn pause(agenda: &Agenda, now_ms: u64) -> Decided {
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
pub(super) fn resume(agenda: &Agenda, now_ms: u64) -> Decided {
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
/// Nothing runs, another segment runs than the screen saw, or the length would be past its bound.
pub(super) fn add_time(agenda: &Agenda, minutes: i32, seen: Option<SegmentId>) -> Decided {
    let clock = as_seen(agenda, seen)?;
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
/// Nothing runs, another segment runs than the screen saw, or the length would be past its bound.
pub(super) fn set_remaining(
    agenda: &Agenda,
    remaining_ms: u64,
    seen: Option<SegmentId>,
    now_ms: u64,
) -> Decided {
    let clock = as_seen(agenda, seen)?;
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
pub(crate) fn end_session(agenda: &Agenda, now_ms: u64) -> Decided {
    let running = running(agenda)?;
    Ok(vec![
        Event::SegmentEnded {
            segment: running.segment,
            at_ms: now_ms,
        },
        Event::SessionEnded { at_ms: now_ms },
    ])
}

/// The clock, if it is that of the segment that the screen saw. A command that waited for the network
/// is not for whatever runs by then.
fn as_seen(agenda: &Agenda, seen: Option<SegmentId>) -> Result<Clock, Rejection> {
    let clock = running(agenda)?;
    if seen.is_some_and(|seen| seen != clock.segment) {
        return Err(Rejection::SegmentChanged {
            running: Some(clock.segment),
        });
    }
    Ok(clock)
}

fn running(agenda: &Agenda) -> Result<Clock, Rejection> {
    agenda.not_ended()?;
    agenda.clock.ok_or(Rejection::ClockNotRunning)
}
