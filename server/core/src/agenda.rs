//! The agenda, its anchored clock and the live rundown (T1, T2).
//!
//! Nothing ticks: a running segment is an anchor from which every screen counts for itself. The
//! end that the session promises is fixed when the first segment begins, and moves only when a
//! moderator moves it; [`plan`] says what the rest of the hour comes to, and [`Refit`] what would
//! bring it home.

mod clock;
mod command;
mod decide;
mod edit;
mod event;
mod evolve;
mod plan;
mod refit;

pub use clock::Clock;
pub use command::Command;
pub(crate) use decide::decide;
pub(crate) use decide::next_advance;
pub use decide::{
    add_time, due, end_session, pause, reopen, resume, set_end, set_remaining, start_segment,
};
pub(crate) use edit::plan_of;
pub use edit::{edit, insert, remove, replan, reposition, resolved, set_skipped};
pub use event::Event;
pub use plan::{Plan, Projected, next_replan, plan};
pub use refit::{Refit, Refitted};

use serde::{Deserialize, Serialize};

use crate::about::SegmentPlan;
use crate::ids::{LinkId, SegmentId};
use crate::igf::SegmentKind;

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
    /// Length that was promised before the session began; nothing for one put in later.
    pub plan_ms: u64,
    /// Length that it has now.
    pub length_ms: u64,
    /// Shortest length to which re-planning may squeeze it.
    pub min_ms: u64,
    /// Longest length to which re-planning may stretch it.
    pub max_ms: u64,
    /// Who speaks in it, in order.
    pub slots: Vec<Slot>,
    /// What staff should know.
    pub notes: Option<String>,
    /// When it must begin, whatever the rest does.
    pub hard_start_ms: Option<u64>,
    /// Whether the server goes on by itself when its time is up.
    pub auto_advance: bool,
    /// Whether it is left out for now.
    pub skipped: bool,
    /// Counts edits, so that of two moderators the second sees the first one's.
    pub revision: u32,
    /// Its time on the floor, once it has ended; repeated runs add up.
    pub ran: Option<Ran>,
}

/// A speaker's part of a segment (T3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Who, by their role link.
    pub speaker: LinkId,
    /// Their time; `None` shares what the others leave of the segment.
    pub allowance_ms: Option<u64>,
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
    pub fn is_ahead(&self, id: SegmentId) -> bool {
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
}

impl Segment {
    /// A segment as a plan has it; slots come apart, since they name links.
    #[must_use]
    pub fn planned(id: SegmentId, plan: &SegmentPlan, plan_ms: u64) -> Self {
        let ms = |minutes| u64::from(minutes) * MINUTE_MS;
        Self {
            id,
            kind: plan.kind,
            title: plan.title.clone(),
            plan_ms,
            length_ms: ms(plan.minutes),
            min_ms: ms(plan.minutes_min),
            max_ms: ms(plan.minutes_max),
            slots: Vec::new(),
            notes: plan.notes.clone(),
            hard_start_ms: plan.hard_start_ms,
            auto_advance: plan.auto_advance,
            skipped: false,
            revision: 1,
            ran: None,
        }
    }

    /// Time that it has taken in earlier runs.
    #[must_use]
    pub fn took_ms(&self) -> u64 {
        self.ran.map_or(0, |ran| ran.took_ms)
    }

    /// What is left of its length; all of it, unless somebody went back before it.
    #[must_use]
    pub fn left_ms(&self) -> u64 {
        self.length_ms.saturating_sub(self.took_ms())
    }

    /// A speaker's allowance, fixed or an equal share of what the fixed ones leave.
    #[must_use]
    pub fn allowance_ms(&self, slot: &Slot) -> u64 {
        self.share_ms(slot, self.length_ms)
    }

    /// The allowance that the plan of the beginning gave; in a segment put in later, the present one.
    #[must_use]
    pub fn planned_allowance_ms(&self, slot: &Slot) -> u64 {
        let put_in = self.plan_ms == 0;
        self.share_ms(slot, if put_in { self.length_ms } else { self.plan_ms })
    }

    fn share_ms(&self, slot: &Slot, whole_ms: u64) -> u64 {
        let fixed_ms: u64 = self.slots.iter().filter_map(|slot| slot.allowance_ms).sum();
        let sharing = self.slots.iter().filter(|slot| slot.allowance_ms.is_none());
        let shares = u64::try_from(sharing.count()).unwrap_or(u64::MAX).max(1);
        let share_ms = whole_ms.saturating_sub(fixed_ms) / shares;
        slot.allowance_ms.unwrap_or(share_ms)
    }
}
