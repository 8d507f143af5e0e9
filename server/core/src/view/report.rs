//! What those who write the report see: all that was captured, the form, the draft.

use super::entry::Entry;
use super::looking::Looking;
use crate::capture::{CapturedEntry, CapturedOrder, HistoryEntry, Names};
use crate::draft::{DraftEntry, UnplacedEntry};
use crate::feedback::FeedbackEntry;
use crate::form::{ReportEntry, SignedEntry};
use crate::session::Session;
use crate::terms::Block;

/// Puts what everybody may read of the report.
pub(super) fn put_common(view: &mut Looking<'_>, session: &Session) {
    view.put_any("signed", || {
        SignedEntry::of(&session.form, &session.capture.report).map(Entry::Signed)
    });
}

/// Puts what staff sees of the report.
pub(super) fn put_staff(view: &mut Looking<'_>, session: &Session) {
    put_captured(view, session);
    let capture = &session.capture;
    view.put("report", || {
        let contents = Block::ALL.map(|block| capture.contents(block));
        let about = session.about.as_deref();
        let report = ReportEntry::of(&session.form, about, &capture.report, contents);
        Entry::Report(Box::new(report))
    });
    view.put_any("feedback", || {
        FeedbackEntry::of(&session.feedback).map(Entry::Feedback)
    });
    view.put_any("unplaced", || {
        UnplacedEntry::of(&session.draft, capture).map(Entry::Unplaced)
    });
    if view.has_of("draft/") {
        for line in session.draft.lines.values() {
            let key = format!("draft/{}", line.proposed.line);
            view.put(&key, || Entry::Draft(Box::new(DraftEntry::of(line))));
        }
    }
}

fn put_captured(view: &mut Looking<'_>, session: &Session) {
    let capture = &session.capture;
    let names = Names {
        people: &session.people,
        links: &session.links,
    };
    if view.has_of("capture/") || view.has_of("history/") {
        for entry in capture.entries.values() {
            view.put(&format!("capture/{}", entry.id), || {
                Entry::Captured(Box::new(CapturedEntry::of(capture, entry, names)))
            });
            view.put_any(&format!("history/{}", entry.id), || {
                HistoryEntry::of_entry(capture, entry, names).map(Entry::History)
            });
        }
    }
    view.put_any("history/report", || {
        HistoryEntry::of_report(capture, names).map(Entry::History)
    });
    view.put("captured", || {
        Entry::CapturedOrder(CapturedOrder::of(capture))
    });
}
