//! Commands of whoever types: in an entry, or in the text of the third block.

use super::decide::{Decided, Hand, block_open, known};
use super::event::Event;
use super::{Capture, Entry};
use crate::ids::{EntryId, PersonId};
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::session::Session;
use crate::shared_text::{SharedText, Splice};
use crate::terms::Block;

/// Writes an entry's text as a whole; `seen` is the revision that the screen changed.
///
/// # Errors
/// Somebody changed it since: their text comes back with the refusal, so that neither is lost. It
/// was taken out, or its block is signed.
pub fn revise(
    session: &Session,
    entry: EntryId,
    typed: &str,
    seen: u32,
    (by, at_ms): Hand,
) -> Decided {
    let present = standing(session, entry)?;
    let text = Field::Entry.lines(typed, limits::ENTRY_CHARS_MAX)?;
    if text == present.text.text() {
        return Ok(Vec::new());
    }
    unchanged_since(&present.text, seen)?;
    let by = named(&session.capture, present, by);
    Ok(vec![Event::EntryRevised {
        entry,
        text,
        revision: seen + 1,
        at_ms,
        by,
    }])
}

/// Changes an entry's text where somebody types in it.
///
/// # Errors
/// As for [`revise`] and [`SharedText::edit`].
pub fn edit(
    session: &Session,
    entry: EntryId,
    splice: &Splice,
    seen: u32,
    (by, at_ms): Hand,
) -> Decided {
    let present = standing(session, entry)?;
    let by = named(&session.capture, present, by);
    let splices = present
        .text
        .edit(Field::Entry, splice, seen, limits::ENTRY_CHARS_MAX)?;
    let numbered = (present.text.revision() + 1..).zip(splices);
    let events = numbered.map(|(revision, splice)| Event::EntryEdited {
        entry,
        splice,
        revision,
        at_ms,
        by,
    });
    Ok(events.collect())
}

/// Brings an earlier text of an entry back.
///
/// # Errors
/// It is not kept any more, the entry was taken out, or its block is signed.
pub fn restore(session: &Session, entry: EntryId, from: u32, (by, at_ms): Hand) -> Decided {
    let present = standing(session, entry)?;
    let kept = present.history.find(from);
    let text = kept.ok_or(Rejection::RevisionUnknown)?.text.clone();
    if text == present.text.text() {
        return Ok(Vec::new());
    }
    Ok(vec![Event::EntryRestored {
        entry,
        from,
        text,
        revision: present.text.revision() + 1,
        at_ms,
        by: named(&session.capture, present, by),
    }])
}

/// Writes the session report as a whole.
///
/// # Errors
/// As for [`revise`].
pub fn write_report(session: &Session, typed: &str, seen: u32, (by, at_ms): Hand) -> Decided {
    let report = report_open(session)?;
    let text = Field::Report.optional_lines(typed, limits::REPORT_CHARS_MAX)?;
    let text = text.unwrap_or_default();
    if text == report.text() {
        return Ok(Vec::new());
    }
    unchanged_since(report, seen)?;
    Ok(vec![Event::ReportWritten {
        text,
        revision: seen + 1,
        at_ms,
        by,
    }])
}

/// Changes the session report where somebody types in it.
///
/// # Errors
/// As for [`edit`].
pub fn edit_report(session: &Session, splice: &Splice, seen: u32, (by, at_ms): Hand) -> Decided {
    let report = report_open(session)?;
    let splices = report.edit(Field::Report, splice, seen, limits::REPORT_CHARS_MAX)?;
    let numbered = (report.revision() + 1..).zip(splices);
    let events = numbered.map(|(revision, splice)| Event::ReportEdited {
        splice,
        revision,
        at_ms,
        by,
    });
    Ok(events.collect())
}

/// Brings an earlier text of the session report back.
///
/// # Errors
/// It is not kept any more, or the block is signed.
pub fn restore_report(session: &Session, from: u32, (by, at_ms): Hand) -> Decided {
    let report = report_open(session)?;
    let kept = session.capture.report_history.find(from);
    let text = kept.ok_or(Rejection::RevisionUnknown)?.text.clone();
    if text == report.text() {
        return Ok(Vec::new());
    }
    Ok(vec![Event::ReportRestored {
        from,
        text,
        revision: report.revision() + 1,
        at_ms,
        by,
    }])
}

/// The text of the third block, as long as it is not signed.
pub(crate) fn report_open(session: &Session) -> Result<&SharedText, Rejection> {
    session.form.open(Block::Report)?;
    Ok(&session.capture.report)
}

/// An entry whose text may be changed.
fn standing(session: &Session, entry: EntryId) -> Result<&Entry, Rejection> {
    let present = known(&session.capture, entry)?;
    if present.removed {
        return Err(Rejection::EntryRemoved {
            text: present.text.text().to_owned(),
            revision: present.text.revision(),
        });
    }
    block_open(session, present.kind)?;
    Ok(present)
}

/// Who changed it; nobody under the Chatham House Rule.
fn named(capture: &Capture, entry: &Entry, by: Option<PersonId>) -> Option<PersonId> {
    by.filter(|_| !capture.is_chatham(entry.segment))
}

fn unchanged_since(text: &SharedText, seen: u32) -> Result<(), Rejection> {
    if text.revision() == seen {
        return Ok(());
    }
    Err(text.changed())
}
