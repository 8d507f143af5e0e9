//! The report as a purge leaves it: whole, but for the names of people who came.
//!
//! The names of the public page stay, and so does every text that those who write the report wrote or
//! signed: that is what a report is. Whoever asked, agreed to be named with a room, spoke for a hub or
//! signed is named in it no longer.

use std::collections::BTreeSet;

use super::content::Report;
use crate::privacy::Purge;
use crate::session::Session;

/// What is left of a session; `None` for one that does not exist, or that JSON cannot hold.
pub(crate) fn purge(session: &Session, at_ms: u64) -> Option<Purge> {
    let mut report = Report::of(session)?;
    let listed: BTreeSet<String> = {
        let about = &report.about;
        about
            .everybody()
            .map(|person| person.name.clone())
            .collect()
    };
    for turn in &mut report.discussion {
        (turn.name, turn.affiliation) = (None, None);
    }
    // Those whom the page names for the session are in its report as the page has them.
    for point in &mut report.points {
        point.speaker = point.speaker.take().filter(|name| listed.contains(name));
    }
    for harvested in &mut report.harvest {
        harvested.names.clear();
    }
    for block in &mut report.blocks {
        block.signed_by = block.signed_by.take().filter(|name| listed.contains(name));
    }
    for hub in &mut report.hubs {
        hub.name = None;
    }
    for share in &mut report.speaking.people {
        let is_listed = share
            .name
            .as_ref()
            .is_some_and(|name| listed.contains(name));
        if !is_listed {
            (share.name, share.affiliation) = (None, None);
        }
    }
    Some(Purge {
        started_at_ms: report.started_at_ms,
        ended_at_ms: report.ended_at_ms,
        people: session.people.len(),
        at_ms,
        report: serde_json::to_value(&report).ok()?,
    })
}

/// The report that a purge left.
pub(super) fn kept(purge: &Purge) -> Option<Report> {
    serde_json::from_value(purge.report.clone()).ok()
}
