//! What people make of one another, as it is kept: blocks, reports, contacts.

use std::collections::BTreeSet;

use super::super::event::{Event, of_room, of_round, of_rounds};
use super::super::state::{Meeting, PersonReport};

impl Meeting {
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
            of_rounds!() | of_round!() | of_room!() => {}
        }
    }
}

/// Puts one among many, or takes it out.
pub(super) fn set<T: Ord>(all: &mut BTreeSet<T>, one: T, present: bool) {
    if present {
        all.insert(one);
    } else {
        all.remove(&one);
    }
}
