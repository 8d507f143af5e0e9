//! The agenda as each audience sees it.

use super::entry::{
    AgendaEntry, Coming, Entry, LengthChange, ReplanEntry, RundownEntry, SegmentDraft,
    SegmentEntry, SlotEntry, View,
};
use crate::agenda::{Plan, Segment, plan_of};
use crate::session::Session;
use crate::terms::Voice;

/// Changes smaller than this together are not worth a tap.
const REPLAN_MS_MIN: u64 = 30_000;

/// Puts what everybody sees of the hour.
pub(super) fn put_common(view: &mut View, session: &Session, plan: &Plan) {
    view.insert("agenda".to_owned(), agenda(session, plan));
}

/// Puts what staff sees of the hour besides.
pub(super) fn put_staff(view: &mut View, session: &Session) {
    let plans = session.agenda.segments.iter().map(|segment| SegmentDraft {
        segment: segment.id,
        revision: segment.revision,
        plan: plan_of(segment, &session.links),
        ahead: session.agenda.is_ahead(segment.id),
    });
    let plans = plans.collect();
    view.insert("rundown".to_owned(), Entry::Rundown(RundownEntry { plans }));
}

fn agenda(session: &Session, plan: &Plan) -> Entry {
    let agenda = &session.agenda;
    let ends_at_ms = agenda.ended_at_ms.or(plan.ends_at_ms);
    let over = ends_at_ms.zip(agenda.promised_end_ms);
    let segments = agenda.segments.iter();
    Entry::Agenda(AgendaEntry {
        segments: segments.map(|it| segment(session, plan, it)).collect(),
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
        replan: replan(session, plan),
        ended_at_ms: agenda.ended_at_ms,
    })
}

fn segment(session: &Session, plan: &Plan, segment: &Segment) -> SegmentEntry {
    let projected = plan.coming.iter().find(|it| it.segment == segment.id);
    let slot = |slot: &crate::agenda::Slot| {
        let link = session.links.get(&slot.speaker);
        let voice = Voice::Speaker {
            speaker: slot.speaker,
        };
        SlotEntry {
            speaker: slot.speaker,
            name: link.and_then(|link| link.holder.clone()),
            affiliation: link.and_then(|link| link.affiliation.clone()),
            plan_ms: segment.planned_allowance_ms(slot),
            allowance_ms: segment.allowance_ms(slot),
            used_ms: session.speaking.spoken_ms(segment.id, voice),
        }
    };
    SegmentEntry {
        id: segment.id,
        planned_start_ms: planned_start_ms(session, segment),
        kind: segment.kind,
        title: segment.title.clone(),
        plan_ms: segment.plan_ms,
        length_ms: segment.length_ms,
        min_ms: segment.min_ms,
        max_ms: segment.max_ms,
        slots: segment.slots.iter().map(slot).collect(),
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
fn planned_start_ms(session: &Session, segment: &Segment) -> Option<u64> {
    let agenda = &session.agenda;
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

fn replan(session: &Session, plan: &Plan) -> Option<ReplanEntry> {
    let change = |refitted: &crate::agenda::Refitted| {
        let segment = session.agenda.segment(refitted.segment)?;
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
