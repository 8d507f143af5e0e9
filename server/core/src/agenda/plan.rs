//! What the rest of the hour comes to if nobody does anything.
//!
//! Overruns and pauses count in whole minutes, so that the plan changes once a minute and not
//! under the reader's eyes.

use super::clock::{Clock, MINUTE_MS};
use super::refit::{Refit, refit};
use super::segment::Segment;
use super::state::Agenda;
use crate::ids::SegmentId;
use crate::limits;

/// A coming segment as it stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Projected {
    /// Which segment.
    pub segment: SegmentId,
    /// When it should begin; `None` when nobody can know.
    pub starts_at_ms: Option<u64>,
    /// How long it can take.
    pub length_ms: u64,
    /// How late that is against its hard start.
    pub late_ms: u64,
}

/// The rest of the hour as it stands now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Coming segments, in order; each begins where the one before ends, or at its hard start.
    pub coming: Vec<Projected>,
    /// When the running segment will end.
    pub running_ends_at_ms: Option<u64>,
    /// When the session will end.
    pub ends_at_ms: Option<u64>,
    /// What would bring it to its promised end, and every hard start to its time.
    pub refit: Refit,
}

/// Projects the rest of the hour.
#[must_use]
pub fn plan(agenda: &Agenda, now_ms: u64) -> Plan {
    if agenda.ended_at_ms.is_some() {
        return Plan::default();
    }
    let coming: Vec<&Segment> = agenda.coming().collect();
    let Some(begins_at_ms) = begins_at_ms(agenda, now_ms) else {
        let untimed = |segment: &&Segment| Projected {
            segment: segment.id,
            starts_at_ms: None,
            length_ms: segment.left_ms(),
            late_ms: 0,
        };
        return Plan {
            coming: coming.iter().map(untimed).collect(),
            ..Plan::default()
        };
    };
    let mut at_ms = begins_at_ms;
    let timed = |segment: &&Segment| {
        let hard_ms = segment.hard_start_ms;
        let starts_at_ms = at_ms.max(hard_ms.unwrap_or(0));
        at_ms = starts_at_ms + segment.left_ms();
        Projected {
            segment: segment.id,
            starts_at_ms: Some(starts_at_ms),
            length_ms: segment.left_ms(),
            late_ms: hard_ms.map_or(0, |hard_ms| starts_at_ms - hard_ms),
        }
    };
    let projected = coming.iter().map(timed).collect();
    let promised_ms = agenda.promised_end_ms;
    Plan {
        coming: projected,
        running_ends_at_ms: agenda.clock.map(|_| begins_at_ms),
        ends_at_ms: Some(at_ms),
        refit: promised_ms.map_or_else(Refit::default, |ends_at_ms| {
            refit(&coming, begins_at_ms, ends_at_ms)
        }),
    }
}

/// When the plan will next change by itself.
#[must_use]
pub(crate) fn next_replan(agenda: &Agenda, now_ms: u64) -> Option<u64> {
    if agenda.ended_at_ms.is_some() {
        return None;
    }
    let Some(clock) = agenda.clock else {
        let begins_at_ms = begins_at_ms(agenda, now_ms)?;
        let late = begins_at_ms <= now_ms;
        return Some(begins_at_ms + if late { MINUTE_MS } else { 0 });
    };
    let over_ms = over_ms(&clock, now_ms);
    Some(match clock.paused_at_ms {
        None if over_ms == 0 => clock.ends_at_ms().max(now_ms) + MINUTE_MS,
        _ => now_ms + MINUTE_MS - over_ms % MINUTE_MS,
    })
}

/// When the first coming segment can begin: after the running one; or at the session's time, and
/// from then on at the present minute, for as long as it is still of that day.
fn begins_at_ms(agenda: &Agenda, now_ms: u64) -> Option<u64> {
    let Some(clock) = agenda.clock else {
        let start_ms = agenda.scheduled_start_ms?;
        let late_ms = whole_minutes(now_ms.saturating_sub(start_ms));
        let of_the_day = late_ms < limits::END_AHEAD_MS_MAX;
        return of_the_day.then_some(start_ms + late_ms);
    };
    // Overrun and pause are owed together, in whole minutes: neither jumps when the other ends.
    Some(clock.ends_at_ms() + whole_minutes(over_ms(&clock, now_ms)))
}

/// What a clock owes beyond its length: the time past its end, and the running pause.
fn over_ms(clock: &Clock, now_ms: u64) -> u64 {
    let until_ms = clock.paused_at_ms.unwrap_or(now_ms);
    let over_ms = until_ms.saturating_sub(clock.ends_at_ms());
    over_ms + now_ms.saturating_sub(until_ms)
}

fn whole_minutes(ms: u64) -> u64 {
    ms / MINUTE_MS * MINUTE_MS
}
