//! Making a session of its plan.

use std::slice::from_ref;

use super::event::Event;
use super::role_links::first_links;
use super::session_plan::SessionPlan;
use super::upcast::ScheduledStart;
use crate::agenda::Slot;
use crate::ids::SegmentId;
use crate::links::Link;
use crate::refused::{At, Refused, each};
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
    let (links, slots) = made_with(&plan)?;
    let slots_set = (1..).zip(slots).filter(|(_, slots)| !slots.is_empty());
    let slots_set: Vec<E> = slots_set
        .map(|(id, slots)| {
            let segment = SegmentId(id);
            agenda::Event::SlotsSet { segment, slots }.into()
        })
        .collect();
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

/// The first links of a session of this plan, and who speaks in each segment.
///
/// # Errors
/// The page names more people than a session has links for, or a segment names a speaker whom the
/// page does not; with its place.
pub(super) fn made_with(plan: &SessionPlan) -> Result<(Vec<Link>, Vec<Vec<Slot>>), Refused> {
    let links = first_links(&plan.about);
    Field::People
        .holds(links.len(), limits::LINKS_MAX)
        .at("about")?;
    let by_id = links.iter().map(|link| (link.id, link.clone())).collect();
    let slots = each(&plan.agenda, |segment| {
        let speakers = &segment.speakers;
        let known = |speaker| agenda::resolved(&by_id, from_ref(speaker)).at("name");
        each(speakers, known).at("speakers")?;
        Ok::<_, Refused>(agenda::resolved(&by_id, speakers)?)
    });
    Ok((links, slots.at("agenda")?))
}
