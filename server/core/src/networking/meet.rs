//! What people make of one another: blocks, reports to staff, contacts that both gave.

use super::event::Event;
use super::hall::Hall;
use crate::ids::PersonId;
use crate::limits;
use crate::rejection::{Field, Rejection};

type Decided = Result<Vec<Event>, Rejection>;

/// Never sits with somebody again, or may again.
///
/// # Errors
/// No such person, oneself, or more blocks than one person may have.
pub(super) fn block(hall: &Hall<'_>, by: PersonId, person: PersonId, blocked: bool) -> Decided {
    if by == person || !hall.people.contains_key(&person) {
        return Err(Rejection::PersonUnknown);
    }
    let blocks = &hall.networking.meeting.blocks;
    if blocks.contains(&(by, person)) == blocked {
        return Ok(Vec::new());
    }
    let own = blocks.range((by, PersonId(0))..=(by, PersonId(u32::MAX)));
    if blocked && own.count() >= limits::BLOCKS_MAX {
        return Err(Rejection::Full {
            field: Field::Blocks,
            max: limits::BLOCKS_MAX,
        });
    }
    Ok(vec![Event::BlockSet {
        by,
        person,
        blocked,
    }])
}

/// Tells staff about somebody whom one met.
///
/// # Errors
/// They never met, no reason is given, or staff was told too often.
pub(super) fn report(hall: &Hall<'_>, by: PersonId, person: PersonId, typed: &str) -> Decided {
    met(hall, by, person)?;
    let reports = &hall.networking.meeting.reports;
    if reports.len() >= limits::REPORTS_MAX {
        return Err(Rejection::Full {
            field: Field::Reports,
            max: limits::REPORTS_MAX,
        });
    }
    let reason = Field::Reason.line(typed, limits::PERSON_REPORT_CHARS_MAX)?;
    let rooms = hall
        .networking
        .rounds
        .iter()
        .rev()
        .flat_map(|round| &round.rooms);
    let room = rooms
        .filter(|room| room.met.contains(&by) && room.met.contains(&person))
        .map(|room| room.id)
        .next();
    Ok(vec![Event::PersonReported {
        number: reports.last().map_or(1, |last| last.number + 1),
        by,
        person,
        room,
        reason,
        at_ms: hall.now_ms,
    }])
}

/// Says that staff is done with a report, or not yet.
///
/// # Errors
/// No such report.
pub(super) fn handle_report(hall: &Hall<'_>, number: u32, handled: bool) -> Decided {
    let mut reports = hall.networking.meeting.reports.iter();
    let report = reports.find(|report| report.number == number);
    let report = report.ok_or(Rejection::ReportUnknown)?;
    let set = Event::ReportHandledSet { number, handled };
    let changes = report.handled != handled;
    Ok(changes.then_some(set).into_iter().collect())
}

/// Writes how one can be reached.
///
/// # Errors
/// The text is too long.
pub(super) fn set_contact(hall: &Hall<'_>, person: PersonId, typed: &str) -> Decided {
    let contact = Field::Contact.optional_line(typed, limits::CONTACT_CHARS_MAX)?;
    let contact = contact.unwrap_or_default();
    let present = hall.networking.meeting.contacts.get(&person);
    if present.map_or("", String::as_str) == contact {
        return Ok(Vec::new());
    }
    Ok(vec![Event::ContactSet { person, contact }])
}

/// Would give somebody one's contact, or not any more; it is seen once both would.
///
/// # Errors
/// They never met.
pub(super) fn offer_contact(hall: &Hall<'_>, by: PersonId, to: PersonId, offered: bool) -> Decided {
    met(hall, by, to)?;
    if hall.networking.meeting.offered.contains(&(by, to)) == offered {
        return Ok(Vec::new());
    }
    Ok(vec![Event::ContactOffered { by, to, offered }])
}

fn met(hall: &Hall<'_>, one: PersonId, other: PersonId) -> Result<(), Rejection> {
    let met = one != other && hall.networking.have_met(one, other);
    met.then_some(()).ok_or(Rejection::PersonUnknown)
}
