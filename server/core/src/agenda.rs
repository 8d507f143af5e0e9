//! The agenda and its anchored clock (T1, T2).
//!
//! Nothing ticks: a running segment is an anchor from which every screen counts for itself. The
//! planned end of the session stays where it was when the first segment began, and [`plan`] says
//! what the coming segments have left of it.

mod clock;
mod decide;
mod plan;

pub use clock::Clock;
pub use decide::{add_time, end_session, pause, resume, set_remaining, start_segment};
pub use plan::{Plan, Projected, next_replan, plan};

use crate::about::SegmentPlan;
use crate::ids::SegmentId;
use crate::page::SegmentKind;

/// Milliseconds of a minute.
pub const MINUTE_MS: u64 = 60_000;

/// A segment with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Id.
    pub id: SegmentId,
    /// What happens in it.
    pub kind: SegmentKind,
    /// Title.
    pub title: String,
    /// Planned length.
    pub plan_ms: u64,
    /// Shortest length that an overrun elsewhere may leave it.
    pub min_ms: u64,
    /// Its time on the floor, once it has ended; repeated runs add up.
    pub ran: Option<Ran>,
}

/// How a segment went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ran {
    /// When it first began.
    pub started_at_ms: u64,
    /// When it last ended.
    pub ended_at_ms: u64,
    /// Time it took, without pauses.
    pub took_ms: u64,
}

/// The hour.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agenda {
    /// In order.
    pub segments: Vec<Segment>,
    /// When the first segment began.
    pub started_at_ms: Option<u64>,
    /// The clock of the running segment.
    pub clock: Option<Clock>,
    /// When the session ended.
    pub ended_at_ms: Option<u64>,
}

impl Agenda {
    /// The agenda as planned; ids count from 1 in order.
    #[must_use]
    pub fn planned(plans: &[SegmentPlan]) -> Self {
        let segments = (1..)
            .zip(plans)
            .map(|(id, plan)| Segment {
                id: SegmentId(id),
                kind: plan.kind,
                title: plan.title.clone(),
                plan_ms: u64::from(plan.minutes) * MINUTE_MS,
                min_ms: u64::from(plan.minutes_min) * MINUTE_MS,
                ran: None,
            })
            .collect();
        Self {
            segments,
            ..Self::default()
        }
    }

    /// Planned length of the whole.
    #[must_use]
    pub fn plan_ms(&self) -> u64 {
        self.segments.iter().map(|segment| segment.plan_ms).sum()
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

    /// When the session should end, once it has begun.
    #[must_use]
    pub fn planned_end_ms(&self) -> Option<u64> {
        self.started_at_ms.map(|start| start + self.plan_ms())
    }
}
