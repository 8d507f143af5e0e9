//! Making a session of its plan.

use super::event::Event;
use super::role_links::first_links;
use super::session_plan::SessionPlan;
use super::upcast::ScheduledStart;
use crate::ids::SegmentId;
use crate::rejection::{Field, Rejection};
use crate::{agenda, limits, links};

/// Makes a session of its plan: its facts, its first links, and who speaks when.
///
/// # Errors
/// A field is missing or past its bound, or a segment names a speaker whom the page does not.
pub(super) fn create<E>(plan: SessionPlan, at_ms: u64) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<links::Event> + From<agenda::Event>,
{
    let plan = plan.checked()?;
    let links = first_links(&plan.about);
    if links.len() > limits::LINKS_MAX {
        return Err(Rejection::Full {
            field: Field::People,
            max: limits::LINKS_MAX,
        });
    }
    let by_id = links.iter().map(|link| (link.id, link.clone())).collect();
    let mut slots_set: Vec<E> = Vec::new();
    for (id, segment) in (1..).zip(&plan.agenda) {
        let (segment, slots) = (SegmentId(id), agenda::resolved(&by_id, &segment.speakers)?);
        if !slots.is_empty() {
            slots_set.push(agenda::Event::SlotsSet { segment, slots }.into());
        }
    }
    let created = Event::SessionCreated {
        scheduled_start_ms: ScheduledStart::Written(plan.about.scheduled_start_ms()),
        plan: Box::new(plan),
        at_ms,
    };
    let issued = links
        .into_iter()
        .map(|link| links::Event::LinkIssued { link }.into());
    Ok(std::iter::once(created.into())
        .chain(issued)
        .chain(slots_set)
        .collect())
}
