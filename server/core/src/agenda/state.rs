//! The hour: its segments in order, its clock, and the end that it promised.

use serde::{Deserialize, Serialize};

use super::clock::{Clock, MINUTE_MS};
use super::segment::Segment;
use super::segment_plan::SegmentPlan;
use crate::ids::SegmentId;
use crate::rejection::Rejection;

/// The hour.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Agenda {
    /// In order.
    pub segments: Vec<Segment>,
    /// The number given last; a removed segment's is not given again.
    pub last_id: u32,
    /// When the page says that it begins.
    pub scheduled_start_ms: Option<u64>,
    /// When the first segment began.
    pub started_at_ms: Option<u64>,
    /// When the session has promised to end, once it has begun.
    pub promised_end_ms: Option<u64>,
    /// The clock of the running segment.
    pub clock: Option<Clock>,
    /// Length of the pauses that are over, of all segments.
    pub paused_ms: u64,
    /// When the session ended.
    pub ended_at_ms: Option<u64>,
}

impl Agenda {
    /// The agenda as planned; ids count from 1 in order.
    #[must_use]
    pub fn planned(plans: &[SegmentPlan], scheduled_start_ms: Option<u64>) -> Self {
        let numbered = (1..).zip(plans);
        let segments = numbered.map(|(id, plan)| {
            let plan_ms = u64::from(plan.minutes) * MINUTE_MS;
            Segment::planned(SegmentId(id), plan, plan_ms)
        });
        let segments: Vec<Segment> = segments.collect();
        Self {
            last_id: segments.last().map_or(0, |last| last.id.0),
            segments,
            scheduled_start_ms,
            ..Self::default()
        }
    }

    /// Planned length of the whole.
    #[must_use]
    pub fn plan_ms(&self) -> u64 {
        let kept = self.segments.iter().filter(|segment| !segment.skipped);
        kept.map(|segment| segment.plan_ms).sum()
    }

    /// The segment with this id.
    #[must_use]
    pub fn segment(&self, id: SegmentId) -> Option<&Segment> {
        self.segments.iter().find(|segment| segment.id == id)
    }

    /// The running segment's id.
    #[must_use]
    pub fn running(&self) -> Option<SegmentId> {
        self.clock.as_ref().map(|clock| clock.segment)
    }

    /// When the running segment began; before the hour, at no time.
    #[must_use]
    pub(crate) fn segment_since_ms(&self) -> u64 {
        self.clock.map_or(0, |clock| clock.started_at_ms)
    }

    /// Segments after the running one, left-out ones too; all of them before the session has
    /// begun, none after it has ended.
    #[must_use]
    pub fn ahead(&self) -> &[Segment] {
        if self.ended_at_ms.is_some() {
            return &[];
        }
        let Some(running) = self.running() else {
            return &self.segments;
        };
        let at = self.segments.iter().position(|other| other.id == running);
        at.map_or(&[], |at| &self.segments[at + 1..])
    }

    /// Whether this segment lies ahead.
    #[must_use]
    pub(crate) fn is_ahead(&self, id: SegmentId) -> bool {
        self.ahead().iter().any(|segment| segment.id == id)
    }

    /// Segments that will be held after the running one.
    pub fn coming(&self) -> impl Iterator<Item = &Segment> {
        self.ahead().iter().filter(|segment| !segment.skipped)
    }

    /// A clock that stands still while the hour is paused; only differences of it mean anything.
    #[must_use]
    pub fn awake_ms(&self, now_ms: u64) -> u64 {
        let paused_at_ms = self.clock.and_then(|clock| clock.paused_at_ms);
        paused_at_ms
            .unwrap_or(now_ms)
            .saturating_sub(self.paused_ms)
    }

    /// Refuses what makes no sense once the session is over.
    ///
    /// # Errors
    /// It is.
    pub(crate) fn not_ended(&self) -> Result<(), Rejection> {
        if self.ended_at_ms.is_some() {
            Err(Rejection::SessionEnded)
        } else {
            Ok(())
        }
    }
}
