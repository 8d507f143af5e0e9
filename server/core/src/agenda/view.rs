//! The hour as everybody sees it, its running clock, and the rundown in the terms of its editor.

use serde::Serialize;

use super::clock::Clock;
use super::edit::plan_of;
use super::event::Event;
use super::plan::Plan;
use super::refit::Refitted;
use super::segment::{Segment, Slot};
use super::segment_plan::SegmentPlan;
use super::state::Agenda;
use crate::entries::entries;
use crate::ids::{LinkId, SegmentId};
use crate::igf::SegmentKind;
use crate::links::Links;
use crate::terms::Voice;
use crate::touch::Touched;

/// Changes smaller than this together are not worth a tap.
const REPLAN_MS_MIN: u64 = 30_000;

entries! {
    /// The hour as planned, as it went, and as it will go on.
    AgendaEntry {
        segments: Vec<SegmentEntry>,
        running: Option<SegmentId>,
        /// When the running one ends, with what it owes.
        running_ends_at_ms: Option<u64>,
        scheduled_start_ms: Option<u64>,
        started_at_ms: Option<u64>,
        /// The end that was promised.
        planned_end_ms: Option<u64>,
        /// The end that it comes to if nobody does anything.
        ends_at_ms: Option<u64>,
        /// How far that is past the promised one; negative when there is time to spare.
        over_ms: i64,
        /// What would bring it to the promised end, where that is worth a tap.
        replan: Option<ReplanEntry>,
        ended_at_ms: Option<u64>,
    }
    /// What re-planning would do.
    ReplanEntry {
        changes: Vec<LengthChange>,
        /// How late the session would end even so.
        late_ms: u64,
    }
    /// A coming segment before and after.
    LengthChange {
        segment: SegmentId,
        from_ms: u64,
        to_ms: u64,
    }
    /// A speaker's part of a segment.
    SlotEntry {
        speaker: LinkId,
        name: Option<String>,
        affiliation: Option<String>,
        /// As the hour was planned, before anybody made the segment longer or shorter.
        plan_ms: u64,
        allowance_ms: u64,
        /// Time spoken in it, in stints that are over.
        used_ms: u64,
    }
    /// The agenda in the terms of its editor.
    RundownEntry {
        plans: Vec<SegmentDraft>,
    }
    /// A segment in the terms of its editor.
    SegmentDraft {
        segment: SegmentId,
        revision: u32,
        plan: SegmentPlan,
        /// Whether it may still be moved, left out or removed.
        ahead: bool,
    }
    /// One segment.
    SegmentEntry {
        id: SegmentId,
        kind: SegmentKind,
        title: String,
        /// When it should begin by the plan that was promised.
        planned_start_ms: Option<u64>,
        /// What was promised; nothing for one put in later.
        plan_ms: u64,
        length_ms: u64,
        min_ms: u64,
        max_ms: u64,
        slots: Vec<SlotEntry>,
        hard_start_ms: Option<u64>,
        auto_advance: bool,
        skipped: bool,
        started_at_ms: Option<u64>,
        ended_at_ms: Option<u64>,
        /// Time it took, once it has ended.
        took_ms: Option<u64>,
        coming: Option<Coming>,
    }
    /// What a coming segment has left.
    Coming {
        starts_at_ms: Option<u64>,
        length_ms: u64,
        /// How late it begins against its hard start.
        late_ms: u64,
    }
    /// The anchor of the running segment; the screen counts for itself.
    ClockEntry {
        segment: SegmentId,
        started_at_ms: u64,
        length_ms: u64,
        paused_at_ms: Option<u64>,
        paused_ms: u64,
    }
}

/// The anchor of the running segment.
pub(crate) fn clock(clock: &Clock) -> ClockEntry {
    ClockEntry {
        segment: clock.segment,
        started_at_ms: clock.started_at_ms,
        length_ms: clock.length_ms,
        paused_at_ms: clock.paused_at_ms,
        paused_ms: clock.paused_ms,
    }
}

/// The agenda in the terms of its editor.
pub(crate) fn rundown(agenda: &Agenda, links: &Links) -> RundownEntry {
    let plans = agenda.segments.iter().map(|segment| SegmentDraft {
        segment: segment.id,
        revision: segment.revision,
        plan: plan_of(segment, links),
        ahead: agenda.is_ahead(segment.id),
    });
    let plans = plans.collect();
    RundownEntry { plans }
}

/// The hour as planned, as it went, and as it will go on; `spoken_ms` is what a voice has used of a
/// segment.
pub(crate) fn agenda(
    agenda: &Agenda,
    links: &Links,
    plan: &Plan,
    spoken_ms: impl Fn(SegmentId, Voice) -> u64,
) -> AgendaEntry {
    let ends_at_ms = agenda.ended_at_ms.or(plan.ends_at_ms);
    let over = ends_at_ms.zip(agenda.promised_end_ms);
    let segment_entry = |it: &Segment| {
        let begins_at_ms = planned_start_ms(agenda, it);
        segment(it, begins_at_ms, plan, slots(links, it, &spoken_ms))
    };
    AgendaEntry {
        segments: agenda.segments.iter().map(segment_entry).collect(),
        running: agenda.running(),
        running_ends_at_ms: plan.running_ends_at_ms,
        scheduled_start_ms: agenda.scheduled_start_ms,
        started_at_ms: agenda.started_at_ms,
        planned_end_ms: agenda.promised_end_ms,
        ends_at_ms,
        over_ms: over.map_or(0, |(ends, promised)| {
            // Both lie within the years that a session may have.
            ends.cast_signed() - promised.cast_signed()
        }),
        replan: replan(agenda, plan),
        ended_at_ms: agenda.ended_at_ms,
    }
}

fn slots(
    links: &Links,
    segment: &Segment,
    spoken_ms: impl Fn(SegmentId, Voice) -> u64,
) -> Vec<SlotEntry> {
    let slot = |slot: &Slot| {
        let speaker = slot.speaker;
        let link = links.get(&speaker);
        SlotEntry {
            speaker,
            name: link.and_then(|link| link.holder.clone()),
            affiliation: link.and_then(|link| link.affiliation.clone()),
            plan_ms: segment.planned_allowance_ms(slot),
            allowance_ms: segment.allowance_ms(slot),
            used_ms: spoken_ms(segment.id, Voice::Speaker { speaker }),
        }
    };
    segment.slots.iter().map(slot).collect()
}

fn segment(
    segment: &Segment,
    planned_start_ms: Option<u64>,
    plan: &Plan,
    slots: Vec<SlotEntry>,
) -> SegmentEntry {
    let projected = plan.coming.iter().find(|it| it.segment == segment.id);
    SegmentEntry {
        id: segment.id,
        planned_start_ms,
        kind: segment.kind,
        title: segment.title.clone(),
        plan_ms: segment.plan_ms,
        length_ms: segment.length_ms,
        min_ms: segment.min_ms,
        max_ms: segment.max_ms,
        slots,
        hard_start_ms: segment.hard_start_ms,
        auto_advance: segment.auto_advance,
        skipped: segment.skipped,
        started_at_ms: segment.ran.map(|ran| ran.started_at_ms),
        ended_at_ms: segment.ran.map(|ran| ran.ended_at_ms),
        took_ms: segment.ran.map(|ran| ran.took_ms),
        coming: projected.map(|projected| Coming {
            starts_at_ms: projected.starts_at_ms,
            length_ms: projected.length_ms,
            late_ms: projected.late_ms,
        }),
    }
}

/// When a segment should begin by the plan that was promised; nothing for what it left out.
fn planned_start_ms(agenda: &Agenda, segment: &Segment) -> Option<u64> {
    if segment.plan_ms == 0 || segment.skipped {
        return None;
    }
    let promised = agenda
        .promised_end_ms
        .map(|ends| ends.saturating_sub(agenda.plan_ms()));
    let begins_at_ms = promised.or(agenda.scheduled_start_ms)?;
    let before = agenda.segments.iter().take_while(|it| it.id != segment.id);
    let held = before.filter(|it| !it.skipped);
    Some(begins_at_ms + held.map(|it| it.plan_ms).sum::<u64>())
}

fn replan(agenda: &Agenda, plan: &Plan) -> Option<ReplanEntry> {
    let change = |refitted: &Refitted| {
        let segment = agenda.segment(refitted.segment)?;
        Some(LengthChange {
            segment: segment.id,
            from_ms: segment.left_ms(),
            to_ms: refitted.length_ms.saturating_sub(segment.took_ms()),
        })
    };
    let changes: Vec<LengthChange> = plan.refit.lengths.iter().filter_map(change).collect();
    let moved_ms: u64 = changes.iter().map(|it| it.from_ms.abs_diff(it.to_ms)).sum();
    (moved_ms >= REPLAN_MS_MIN).then_some(ReplanEntry {
        changes,
        late_ms: plan.refit.late_ms,
    })
}

/// Which entries an event can change.
pub(crate) fn touched(event: &Event, touched: &mut Touched) {
    touched.main("agenda");
    match event {
        Event::SegmentStarted { .. }
        | Event::SegmentEnded { .. }
        | Event::LengthSet { .. }
        | Event::SessionEnded { .. }
        | Event::SessionReopened { .. } => {
            touched.main("clock");
            touched.main("rundown");
        }
        Event::ClockPaused { .. } | Event::ClockResumed { .. } => touched.main("clock"),
        Event::SegmentInserted { .. }
        | Event::SegmentEdited { .. }
        | Event::SlotsSet { .. }
        | Event::SegmentMoved { .. }
        | Event::SegmentRemoved { .. }
        | Event::SegmentSkippedSet { .. }
        | Event::SegmentsRefitted { .. } => touched.main("rundown"),
        Event::EndSet { .. } => {}
    }
}
