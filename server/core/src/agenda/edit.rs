//! The rundown changed while it runs. Only what lies ahead can be moved, skipped or removed; moves
//! are relative to a neighbour, so that two moderators do not undo each other.

use std::collections::BTreeMap;

use super::clock::MINUTE_MS;
use super::event::Event;
use super::plan::plan;
use super::segment::{Segment, Slot};
use super::segment_plan::{SegmentPlan, SlotPlan};
use super::state::Agenda;
use crate::ids::{LinkId, SegmentId};
use crate::limits;
use crate::links::Link;
use crate::rejection::{Field, Rejection};

type Decided = Result<Vec<Event>, Rejection>;

/// Puts a segment in before another, or at the end.
///
/// # Errors
/// The session is over, the agenda is full, the neighbour does not lie ahead, or the plan is past
/// a bound.
pub(crate) fn insert(
    agenda: &Agenda,
    links: &BTreeMap<LinkId, Link>,
    plan: &SegmentPlan,
    before: Option<SegmentId>,
) -> Decided {
    agenda.not_ended()?;
    if let Some(before) = before {
        ahead(agenda, before)?;
    }
    if agenda.segments.len() >= limits::SEGMENTS_MAX {
        return Err(Rejection::Full {
            field: Field::Agenda,
            max: limits::SEGMENTS_MAX,
        });
    }
    let plan = plan.clone().checked()?;
    let slots = resolved(links, &plan.speakers)?;
    let segment = SegmentId(agenda.last_id + 1);
    let plan_ms = promised(agenda, &plan, 0);
    let inserted = Event::SegmentInserted {
        segment,
        before,
        plan,
        plan_ms,
    };
    let slots = (!slots.is_empty()).then_some(Event::SlotsSet { segment, slots });
    Ok(std::iter::once(inserted).chain(slots).collect())
}

/// Changes a segment that runs or lies ahead; `revision` is the one seen.
///
/// # Errors
/// The session is over, the segment is unknown or over, another moderator has changed it, or the
/// plan is past a bound.
pub(super) fn edit(
    agenda: &Agenda,
    links: &BTreeMap<LinkId, Link>,
    id: SegmentId,
    plan: &SegmentPlan,
    revision: u32,
) -> Decided {
    agenda.not_ended()?;
    let segment = agenda.segment(id).ok_or(Rejection::SegmentUnknown)?;
    let clock = agenda.clock.filter(|clock| clock.segment == id);
    if clock.is_none() {
        ahead(agenda, id)?;
    }
    let plan = plan.clone().checked()?;
    let slots = resolved(links, &plan.speakers)?;
    let is_same = plan == plan_of(segment, links) && slots == segment.slots;
    if is_same {
        return Ok(Vec::new());
    }
    if segment.revision != revision {
        return Err(Rejection::SegmentEdited {
            segment: id,
            revision: segment.revision,
        });
    }
    let plan_ms = promised(agenda, &plan, segment.plan_ms);
    // A refitted length is shown in whole minutes; one that was not touched keeps its seconds.
    let length_ms = if whole_minutes(segment.length_ms) == plan.minutes {
        segment.length_ms
    } else {
        u64::from(plan.minutes) * MINUTE_MS
    };
    let mut events = Vec::new();
    if clock.is_some() && length_ms != segment.length_ms {
        let left_ms = length_ms.saturating_sub(segment.took_ms());
        events.push(Event::LengthSet { length_ms: left_ms });
    }
    events.push(Event::SegmentEdited {
        segment: id,
        plan,
        plan_ms,
        length_ms,
        // One more for the length of the running segment, which counts by itself.
        revision: segment.revision + 1 + u32::from(!events.is_empty()),
    });
    if slots != segment.slots {
        events.push(Event::SlotsSet { segment: id, slots });
    }
    Ok(events)
}

/// Moves a segment before another one, or to the end.
///
/// # Errors
/// The session is over, or one of the two does not lie ahead.
pub(super) fn reposition(
    agenda: &Agenda,
    segment: SegmentId,
    before: Option<SegmentId>,
) -> Decided {
    agenda.not_ended()?;
    ahead(agenda, segment)?;
    if let Some(before) = before {
        ahead(agenda, before)?;
    }
    let order = agenda.segments.iter().map(|other| other.id);
    let follows = order.skip_while(|id| *id != segment).nth(1);
    let stays = before == Some(segment) || before == follows;
    Ok(if stays {
        Vec::new()
    } else {
        vec![Event::SegmentMoved { segment, before }]
    })
}

/// Takes a segment that never ran out of the agenda.
///
/// # Errors
/// The session is over, the segment does not lie ahead or has run already, or it is the last one.
pub(crate) fn remove(agenda: &Agenda, segment: SegmentId) -> Decided {
    agenda.not_ended()?;
    if ahead(agenda, segment)?.ran.is_some() {
        return Err(Rejection::SegmentNotAhead { segment });
    }
    if agenda.segments.len() == 1 {
        return Err(Rejection::TextMissing {
            field: Field::Agenda,
        });
    }
    Ok(vec![Event::SegmentRemoved { segment }])
}

/// Leaves a segment out, or takes it in again.
///
/// # Errors
/// The session is over, or the segment does not lie ahead.
pub(super) fn set_skipped(agenda: &Agenda, segment: SegmentId, skipped: bool) -> Decided {
    agenda.not_ended()?;
    let present = ahead(agenda, segment)?;
    Ok(if present.skipped == skipped {
        Vec::new()
    } else {
        vec![Event::SegmentSkippedSet { segment, skipped }]
    })
}

/// Fits what is to come into the time that is left, inside each segment's bounds.
///
/// # Errors
/// Nothing runs.
pub(super) fn replan(agenda: &Agenda, now_ms: u64) -> Decided {
    agenda.not_ended()?;
    if agenda.clock.is_none() {
        return Err(Rejection::ClockNotRunning);
    }
    let lengths = plan(agenda, now_ms).refit.lengths;
    Ok(if lengths.is_empty() {
        Vec::new()
    } else {
        vec![Event::SegmentsRefitted { lengths }]
    })
}

/// Who speaks in a segment, by the links that carry their names.
///
/// # Errors
/// Nobody has that name, or a bound.
pub(crate) fn resolved(
    links: &BTreeMap<LinkId, Link>,
    speakers: &[SlotPlan],
) -> Result<Vec<Slot>, Rejection> {
    let mut slots: Vec<Slot> = Vec::with_capacity(speakers.len());
    for planned in speakers {
        let found = links.values().find(|link| link.is_held_by(&planned.name));
        let unknown = || Rejection::SpeakerUnknown {
            name: planned.name.clone(),
        };
        let speaker = found.ok_or_else(unknown)?.id;
        // Named twice is once.
        if slots.iter().any(|slot| slot.speaker == speaker) {
            continue;
        }
        slots.push(Slot {
            speaker,
            allowance_ms: planned
                .minutes
                .map(|minutes| u64::from(minutes) * MINUTE_MS),
        });
    }
    Ok(slots)
}

/// A segment in the terms of a plan, as an editor shows it.
pub(crate) fn plan_of(segment: &Segment, links: &BTreeMap<LinkId, Link>) -> SegmentPlan {
    let planned = |slot: &Slot| {
        let holder = links.get(&slot.speaker)?.holder.clone()?;
        Some(SlotPlan {
            name: holder,
            minutes: slot.allowance_ms.map(whole_minutes),
        })
    };
    SegmentPlan {
        kind: segment.kind,
        title: segment.title.clone(),
        minutes: whole_minutes(segment.length_ms),
        minutes_min: whole_minutes(segment.min_ms),
        minutes_max: whole_minutes(segment.max_ms),
        speakers: segment.slots.iter().filter_map(planned).collect(),
        notes: segment.notes.clone(),
        hard_start_ms: segment.hard_start_ms,
        auto_advance: segment.auto_advance,
    }
}

/// Before the session begins an edit changes what is promised; after that it changes the day.
fn promised(agenda: &Agenda, plan: &SegmentPlan, was_ms: u64) -> u64 {
    if agenda.started_at_ms.is_some() {
        was_ms
    } else {
        u64::from(plan.minutes) * MINUTE_MS
    }
}

fn ahead(agenda: &Agenda, id: SegmentId) -> Result<&Segment, Rejection> {
    let segment = agenda.segment(id).ok_or(Rejection::SegmentUnknown)?;
    if agenda.is_ahead(id) {
        return Ok(segment);
    }
    Err(Rejection::SegmentNotAhead { segment: id })
}

/// To the nearest minute.
fn whole_minutes(ms: u64) -> u32 {
    u32::try_from((ms + MINUTE_MS / 2) / MINUTE_MS).unwrap_or(u32::MAX)
}
