//! Fitting the rest of the hour into its time: an overrun is taken from somebody, by name.
//!
//! Segments between two fixed moments (a hard start, the promised end) are a stretch. A stretch
//! that is too long is taken from its longest segment first (of equals the later), each down to
//! its least; one that is too short gives first to those that were cut below what was promised,
//! then to the longest, each up to its most. What cannot be taken makes the next fixed moment late,
//! and [`Refit::late_ms`] says by how much the session ends late even so.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::clock::MINUTE_MS;
use super::segment::Segment;
use crate::ids::SegmentId;

/// The new length of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Refitted {
    /// Which segment.
    pub segment: SegmentId,
    /// Its whole length, earlier runs included, in milliseconds.
    pub length_ms: u64,
}

/// What would bring the hour home.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refit {
    /// Segments that would change, in order.
    pub lengths: Vec<Refitted>,
    /// How late the session would end even so.
    pub late_ms: u64,
}

/// Fits the coming segments between a beginning and the promised end.
pub(super) fn refit(coming: &[&Segment], begins_at_ms: u64, ends_at_ms: u64) -> Refit {
    let mut lengths = Vec::with_capacity(coming.len());
    let mut at_ms = begins_at_ms;
    let mut rest = coming;
    // One stretch at a time: what a stretch cannot give shows in `at_ms`, and so in the next one.
    while let Some(first) = rest.first() {
        // A hard start is never early: what comes before it leaves a gap.
        at_ms = at_ms.max(first.hard_start_ms.unwrap_or(0));
        let is_fixed = |segment: &&Segment| segment.hard_start_ms.is_some();
        let until = rest[1..]
            .iter()
            .position(is_fixed)
            .map_or(rest.len(), |at| at + 1);
        let (stretch, after) = rest.split_at(until);
        let fence_ms = after.first().and_then(|next| next.hard_start_ms);
        let room_ms = fence_ms.unwrap_or(ends_at_ms).saturating_sub(at_ms);
        let fitted = fitted(stretch, room_ms);
        at_ms += fitted.iter().sum::<u64>();
        lengths.extend(fitted);
        rest = after;
    }
    let changed = coming.iter().zip(lengths);
    let changed = changed.filter(|(segment, left_ms)| segment.left_ms() != *left_ms);
    Refit {
        lengths: changed
            .map(|(segment, left_ms)| Refitted {
                segment: segment.id,
                length_ms: segment.took_ms() + left_ms,
            })
            .collect(),
        late_ms: at_ms.saturating_sub(ends_at_ms),
    }
}

/// What is left to each segment of a stretch, as near to the room as their bounds allow.
fn fitted(stretch: &[&Segment], room_ms: u64) -> Vec<u64> {
    // What counts is what is left of a segment: one that was begun and left again has had the rest.
    let mut left_ms: Vec<u64> = stretch.iter().map(|segment| segment.left_ms()).collect();
    let mut longest: Vec<usize> = (0..stretch.len()).collect();
    // By the lengths of before, once: whoever gives most stays first, so that few segments change.
    longest.sort_by_key(|&at| Reverse((left_ms[at], at)));
    let total_ms: u64 = left_ms.iter().sum();
    let mut over_ms = total_ms.saturating_sub(room_ms);
    for &at in &longest {
        // A start takes a minute at least, whatever the plan says.
        let least_ms = stretch[at].min_ms.max(MINUTE_MS);
        let least_ms = least_ms.saturating_sub(stretch[at].took_ms());
        let gives_ms = over_ms.min(left_ms[at].saturating_sub(least_ms));
        left_ms[at] -= gives_ms;
        over_ms -= gives_ms;
    }
    // Twice around: everybody back to what was promised, before anybody gets more than that.
    let mut spare_ms = room_ms.saturating_sub(total_ms);
    let promised = |segment: &Segment| segment.plan_ms.min(segment.max_ms);
    let most = |segment: &Segment| segment.max_ms;
    for bound in [&promised as &dyn Fn(&Segment) -> u64, &most] {
        for &at in &longest {
            let most_ms = bound(stretch[at]).saturating_sub(stretch[at].took_ms());
            let takes_ms = spare_ms.min(most_ms.saturating_sub(left_ms[at]));
            left_ms[at] += takes_ms;
            spare_ms -= takes_ms;
        }
    }
    left_ms
}
