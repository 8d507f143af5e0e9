//! A segment of the hour and who speaks in it.

use serde::{Deserialize, Serialize};

use super::clock::MINUTE_MS;
use super::segment_plan::SegmentPlan;
use crate::ids::{LinkId, SegmentId};
use crate::igf::SegmentKind;

/// A segment with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// A speaker's part of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Who, by their role link.
    pub speaker: LinkId,
    /// Their time; `None` shares what the others leave of the segment.
    pub allowance_ms: Option<u64>,
}

/// How a segment went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ran {
    /// When it first began.
    pub started_at_ms: u64,
    /// When it last ended.
    pub ended_at_ms: u64,
    /// Time it took, without pauses.
    pub took_ms: u64,
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

    /// Whether people are called to the floor in it. Others have speakers or rooms; "other" may be
    /// anything, and takes no floor away from anybody.
    #[must_use]
    pub fn has_floor(&self) -> bool {
        has_floor(self.kind)
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
    pub(crate) fn planned_allowance_ms(&self, slot: &Slot) -> u64 {
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

/// Whether whoever takes somebody in it opens the floor there: nobody has a speech or a room in it.
pub(crate) fn opens_floor(kind: SegmentKind) -> bool {
    use SegmentKind::{Closing, Moving, Opening};
    matches!(kind, Opening | Moving | Closing)
}

pub(crate) fn has_floor(kind: SegmentKind) -> bool {
    match kind {
        SegmentKind::Questions
        | SegmentKind::Discussion
        | SegmentKind::Panel
        | SegmentKind::Other => true,
        SegmentKind::Opening
        | SegmentKind::Keynotes
        | SegmentKind::Presentation
        | SegmentKind::Moving
        | SegmentKind::Networking
        | SegmentKind::Award
        | SegmentKind::Closing => false,
    }
}
