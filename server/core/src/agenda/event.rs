//! What happened to the clock and the rundown.

use serde::{Deserialize, Serialize};

use super::{Refitted, Slot};
use crate::about::SegmentPlan;
use crate::ids::SegmentId;

/// A fact about the clock and the rundown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// A segment began, with what the plan left to it.
    SegmentStarted {
        segment: SegmentId,
        at_ms: u64,
        length_ms: u64,
    },
    /// A segment ended.
    SegmentEnded { segment: SegmentId, at_ms: u64 },
    /// The clock stopped.
    ClockPaused { at_ms: u64 },
    /// The clock went on.
    ClockResumed { at_ms: u64 },
    /// The running segment's length changed.
    LengthSet { length_ms: u64 },
    /// The promised end moved, or was fixed by the session's slot.
    EndSet { ends_at_ms: u64 },
    /// The session ended.
    SessionEnded { at_ms: u64 },
    /// It went on after all.
    SessionReopened { at_ms: u64 },
    /// A segment was put in, with what it adds to what was promised.
    SegmentInserted {
        segment: SegmentId,
        before: Option<SegmentId>,
        plan: SegmentPlan,
        plan_ms: u64,
    },
    /// A segment was changed.
    SegmentEdited {
        segment: SegmentId,
        plan: SegmentPlan,
        plan_ms: u64,
        length_ms: u64,
        revision: u32,
    },
    /// Who speaks in a segment.
    SlotsSet {
        segment: SegmentId,
        slots: Vec<Slot>,
    },
    /// A segment was moved.
    SegmentMoved {
        segment: SegmentId,
        before: Option<SegmentId>,
    },
    /// A segment was taken out.
    SegmentRemoved { segment: SegmentId },
    /// A segment was left out, or taken in again.
    SegmentSkippedSet { segment: SegmentId, skipped: bool },
    /// The rest of the hour was fitted into its time.
    SegmentsRefitted { lengths: Vec<Refitted> },
}
