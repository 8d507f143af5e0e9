//! What people make of one another: blocks, reports to staff, contacts that both gave (N6).

use std::collections::{BTreeMap, BTreeSet};

use super::Networking;
use super::event::Event;
use crate::ids::{PersonId, RoomId};
use crate::limits;
use crate::people::Person;
use crate::rejection::{Field, Rejection};

type Decided = Result<Vec<Event>, Rejection>;

/// Somebody told staff about somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonReport {
    /// Counts from 1.
    pub number: u32,
    /// Who told.
    pub by: PersonId,
    /// About whom.
    pub person: PersonId,
    /// The last room they were in together.
    pub room: Option<RoomId>,
    /// In their words.
    pub reason: String,
    /// When.
    pub at_ms: u64,
    /// Whether staff is done with it.
    pub handled: bool,
}

/// Blocks, reports and contacts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meeting {
    /// Who never wants to sit with whom again.
    pub blocks: BTreeSet<(PersonId, PersonId)>,
    /// What staff was told, in order.
    pub reports: Vec<PersonReport>,
    /// How to reach somebody, in their own words.
    pub contacts: BTreeMap<PersonId, String>,
    /// Who would give whom their contact.
    pub offered: BTreeSet<(PersonId, PersonId)>,
}

impl Meeting {
    /// Whether either of the two blocks the other.
    #[must_use]
    pub fn is_blocked(&self, one: PersonId, other: PersonId) -> bool {
        self.blocks.contains(&(one, other)) || self.blocks.contains(&(other, one))
    }

    /// With whom somebody has exchanged contacts: both said yes.
    pub fn exchanged(&self, person: PersonId) -> impl Iterator<Item = PersonId> {
        let to = self
            .offered
            .range((person, PersonId(0))..=(person, PersonId(u32::MAX)));
        to.map(|(_, other)| *other)
            .filter(move |other| self.offered.contains(&(*other, person)))
    }

    pub(super) fn evolve(&mut self, event: &Event) {
        match event {
            Event::BlockSet {
                by,
                person,
                blocked,
            } => set(&mut self.blocks, (*by, *person), *blocked),
            Event::PersonReported {
                number,
                by,
                person,
                room,
                reason,
                at_ms,
            } => self.reports.push(PersonReport {
                number: *number,
                by: *by,
                person: *person,
                room: *room,
                reason: reason.clone(),
                at_ms: *at_ms,
                handled: false,
            }),
            Event::ReportHandledSet { number, handled } => {
                let mut reports = self.reports.iter_mut();
                if let Some(report) = reports.find(|report| report.number == *number) {
                    report.handled = *handled;
                }
            }
            Event::ContactSet { person, contact } => {
                self.contacts.insert(*person, contact.clone());
            }
            Event::ContactOffered { by, to, offered } => {
                set(&mut self.offered, (*by, *to), *offered);
            }
            _ => {}
        }
    }
}

fn set<T: Ord>(all: &mut BTreeSet<T>, one: T, present: bool) {
    if present {
        all.insert(one);
    } else {
        all.remove(&one);
    }
}

/// Never sits with somebody again, or may again.
///
/// # Errors
/// No such person, oneself, or more blocks than one person may have.
pub fn block(
    networking: &Networking,
    people: &BTreeMap<PersonId, Person>,
    by: PersonId,
    person: PersonId,
    blocked: bool,
) -> Decided {
    if by == person || !people.contains_key(&person) {
        return Err(Rejection::PersonUnknown);
    }
    let blocks = &networking.meeting.blocks;
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
pub fn report(
    networking: &Networking,
    by: PersonId,
    person: PersonId,
    typed: &str,
    now_ms: u64,
) -> Decided {
    met(networking, by, person)?;
    let reports = &networking.meeting.reports;
    if reports.len() >= limits::REPORTS_MAX {
        return Err(Rejection::Full {
            field: Field::Reports,
            max: limits::REPORTS_MAX,
        });
    }
    let reason = Field::Reason.line(typed, limits::PERSON_REPORT_CHARS_MAX)?;
    let rooms = networking
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
        at_ms: now_ms,
    }])
}

/// Says that staff is done with a report, or not yet.
///
/// # Errors
/// No such report.
pub fn handle_report(networking: &Networking, number: u32, handled: bool) -> Decided {
    let mut reports = networking.meeting.reports.iter();
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
pub fn set_contact(networking: &Networking, person: PersonId, typed: &str) -> Decided {
    let contact = Field::Contact.optional_line(typed, limits::CONTACT_CHARS_MAX)?;
    let contact = contact.unwrap_or_default();
    let present = networking.meeting.contacts.get(&person);
    if present.map_or("", String::as_str) == contact {
        return Ok(Vec::new());
    }
    Ok(vec![Event::ContactSet { person, contact }])
}

/// Would give somebody one's contact, or not any more; it is seen once both would.
///
/// # Errors
/// They never met.
pub fn offer_contact(
    networking: &Networking,
    by: PersonId,
    to: PersonId,
    offered: bool,
) -> Decided {
    met(networking, by, to)?;
    if networking.meeting.offered.contains(&(by, to)) == offered {
        return Ok(Vec::new());
    }
    Ok(vec![Event::ContactOffered { by, to, offered }])
}

fn met(networking: &Networking, one: PersonId, other: PersonId) -> Result<(), Rejection> {
    let met = one != other && networking.have_met(one, other);
    met.then_some(()).ok_or(Rejection::PersonUnknown)
}
