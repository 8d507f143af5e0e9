//! What those who write the report see: all that was captured, the form, the draft.

use super::entry::{Entry, View};
use crate::capture::{CapturedEntry, CapturedOrder, HistoryEntry, Names};
use crate::draft::DraftEntry;
use crate::form::ReportEntry;
use crate::session::Session;
use crate::terms::Block;

/// Puts what staff sees of the report.
pub(super) fn put_staff(view: &mut View, session: &Session) {
    put_captured(view, session);
    let capture = &session.capture;
    let contents = Block::ALL.map(|block| capture.contents(block));
    let about = session.about.as_deref();
    let report = ReportEntry::of(&session.form, about, &capture.report, contents);
    view.insert("report".to_owned(), Entry::Report(Box::new(report)));
    for line in session.draft.lines.values() {
        let key = format!("draft/{}", line.proposed.line);
        view.insert(key, Entry::Draft(DraftEntry::of(line)));
    }
}

fn put_captured(view: &mut View, session: &Session) {
    let capture = &session.capture;
    let names = Names {
        people: &session.people,
        links: &session.links,
    };
    for entry in capture.entries.values() {
        let captured = CapturedEntry::of(capture, entry, names);
        let key = format!("capture/{}", entry.id);
        view.insert(key, Entry::Captured(Box::new(captured)));
        let history = HistoryEntry::of_entry(capture, entry, names);
        let key = || format!("history/{}", entry.id);
        view.extend(history.map(|it| (key(), Entry::History(it))));
    }
    let history = HistoryEntry::of_report(capture, names);
    view.extend(history.map(|it| ("history/report".to_owned(), Entry::History(it))));
    let order = CapturedOrder::of(capture);
    view.insert("captured".to_owned(), Entry::CapturedOrder(order));
}
