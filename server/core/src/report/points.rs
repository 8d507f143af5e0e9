//! What was captured, as the report has it.

use super::content::{Point, ReportLine};
use super::support::support;
use crate::capture::{Entry, EntryKind};
use crate::session::Session;
use crate::terms::ItemState;

/// The lines of a block.
pub(super) fn lines(session: &Session, kind: EntryKind) -> Vec<ReportLine> {
    let entries = session.capture.written(kind);
    entries.map(|entry| line(session, entry)).collect()
}

fn line(session: &Session, entry: &Entry) -> ReportLine {
    let title = |id| session.agenda.segment(id).map(|found| found.title.clone());
    ReportLine {
        entry: entry.id,
        text: entry.text.text().trim().to_owned(),
        who: entry.who.clone(),
        to_whom: entry.to_whom.clone(),
        // An item that the public may not see is no source to point at.
        item: entry.item.filter(|id| {
            let item = session.floor.items.get(id);
            item.is_some_and(|item| item.state.is_public())
        }),
        segment: entry.segment.and_then(title),
        at_ms: entry.at_ms,
        support: support(session, entry),
    }
}

/// Everything else that was captured and is of the report.
pub(super) fn points(session: &Session) -> Vec<Point> {
    use EntryKind::{Consensus, NoConsensus, OpenIssue, Quote};
    let kinds = [Consensus, NoConsensus, Quote, OpenIssue].into_iter();
    let of_kind = |kind| session.capture.written(kind);
    kinds
        .flat_map(of_kind)
        .filter(|entry| !is_settled(session, entry))
        .map(|entry| Point {
            kind: entry.kind,
            speaker: session.capture.speaker_name(entry, &session.links),
            line: line(session, entry),
        })
        .collect()
}

/// A question that was kept as open, still in the asker's words, and has been answered since.
pub(super) fn is_settled(session: &Session, entry: &Entry) -> bool {
    use ItemState::{AnsweredAloud, AnsweredInText};
    let item = entry.item.and_then(|id| session.floor.items.get(&id));
    let answered = item.is_some_and(|item| {
        let asked = item.text().unwrap_or_default().trim();
        let in_words = asked == entry.text.text().trim();
        in_words && matches!(item.state, AnsweredAloud | AnsweredInText)
    });
    entry.kind == EntryKind::OpenIssue && answered
}
