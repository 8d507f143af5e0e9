//! What the coming segments have left (T2): an overrun is taken from somebody, by name.
//!
//! The deficit is taken from the longest coming segment first (of equals the later), each down to
//! its minimum; what cannot be taken makes the session late. Overruns and pauses count in whole
//! minutes, so that the plan changes once a minute and not under the reader's eyes.

use super::{Agenda, MINUTE_MS, Segment};
use crate::ids::SegmentId;

/// A coming segment as it stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Projected {
    /// Which segment.
    pub segment: SegmentId,
    /// When it should begin; `None` before the session has begun.
    pub starts_at_ms: Option<u64>,
    /// How long it can take.
    pub length_ms: u64,
}

/// The rest of the hour as it stands now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Coming segments, in order.
    pub coming: Vec<Projected>,
    /// How late the session will end even so.
    pub late_ms: u64,
}

/// Projects the rest of the hour.
#[must_use]
pub fn plan(agenda: &Agenda, now_ms: u64) -> Plan {
    if agenda.ended_at_ms.is_some() {
        return Plan::default();
    }
    let coming = coming(agenda);
    let Some((begins_at_ms, ends_at_ms)) =
        running_end_ms(agenda, now_ms).zip(agenda.planned_end_ms())
    else {
        let untimed = |segment: &Segment| Projected {
            segment: segment.id,
            starts_at_ms: None,
            length_ms: segment.plan_ms,
        };
        return Plan {
            coming: coming.iter().map(untimed).collect(),
            late_ms: 0,
        };
    };
    let wanted_ms: u64 = coming.iter().map(|segment| segment.plan_ms).sum();
    let deficit_ms = (begins_at_ms + wanted_ms).saturating_sub(ends_at_ms);
    let (lengths_ms, late_ms) = squeezed(coming, deficit_ms);
    let mut starts_at_ms = begins_at_ms;
    let timed = |(segment, length_ms): (&Segment, u64)| {
        let projected = Projected {
            segment: segment.id,
            starts_at_ms: Some(starts_at_ms),
            length_ms,
        };
        starts_at_ms += length_ms;
        projected
    };
    Plan {
        coming: coming.iter().zip(lengths_ms).map(timed).collect(),
        late_ms,
    }
}

/// When the plan will next change by itself.
#[must_use]
pub fn next_replan(agenda: &Agenda, now_ms: u64) -> Option<u64> {
    let clock = agenda.clock.filter(|_| agenda.ended_at_ms.is_none())?;
    let since_ms = clock.paused_at_ms.unwrap_or(clock.ends_at_ms());
    let minutes = now_ms.saturating_sub(since_ms) / MINUTE_MS;
    Some(since_ms + (minutes + 1) * MINUTE_MS)
}

/// Segments after the running one; all of them before the session has begun.
fn coming(agenda: &Agenda) -> &[Segment] {
    let Some(running) = agenda.running() else {
        return &agenda.segments;
    };
    let at = agenda
        .segments
        .iter()
        .position(|segment| segment.id == running);
    at.map_or(&[], |at| &agenda.segments[at + 1..])
}

fn running_end_ms(agenda: &Agenda, now_ms: u64) -> Option<u64> {
    let clock = agenda.clock?;
    let whole_minutes = |ms: u64| ms / MINUTE_MS * MINUTE_MS;
    let planned_ms = clock.ends_at_ms();
    Some(match clock.paused_at_ms {
        // A clock paused in overrun owes both the overrun and the pause.
        Some(paused_at_ms) => {
            let over_ms = paused_at_ms.saturating_sub(planned_ms);
            planned_ms + over_ms + whole_minutes(now_ms.saturating_sub(paused_at_ms))
        }
        None => planned_ms + whole_minutes(now_ms.saturating_sub(planned_ms)),
    })
}

fn squeezed(coming: &[Segment], deficit_ms: u64) -> (Vec<u64>, u64) {
    let mut lengths_ms: Vec<u64> = coming.iter().map(|segment| segment.plan_ms).collect();
    let mut by_length: Vec<usize> = (0..coming.len()).collect();
    by_length.sort_by_key(|&at| std::cmp::Reverse((coming[at].plan_ms, at)));
    let mut left_ms = deficit_ms;
    for at in by_length {
        let give_ms = left_ms.min(coming[at].plan_ms.saturating_sub(coming[at].min_ms));
        lengths_ms[at] -= give_ms;
        left_ms -= give_ms;
    }
    (lengths_ms, left_ms)
}
