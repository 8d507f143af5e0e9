//! Commands of whoever types: in an entry, or in the text of the third block.

use super::event::Event;
use super::hall::{Decided, Hall};
use super::state::{Capture, Entry};
use crate::form::Form;
use crate::ids::EntryId;
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::shared_text::{SharedText, Splice};
use crate::terms::Block;

/// Writes an entry's text as a whole; `seen` is the revision that the screen changed.
///
/// # Errors
/// Somebody changed it since: their text comes back with the refusal, so that neither is lost. It
/// was taken out, or its block is signed.
pub(super) fn revise(hall: &Hall<'_>, entry: EntryId, typed: &str, seen: u32) -> Decided {
    let present = standing(hall, entry)?;
    let text = Field::Entry.lines(typed, limits::ENTRY_CHARS_MAX)?;
    if text == present.text.text() {
        return Ok(Vec::new());
    }
    unchanged_since(&present.text, seen)?;
    let (by, at_ms) = (hall.by(present), hall.now_ms);
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
pub(super) fn edit(hall: &Hall<'_>, entry: EntryId, splice: &Splice, seen: u32) -> Decided {
    let present = standing(hall, entry)?;
    let (by, at_ms) = (hall.by(present), hall.now_ms);
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
pub(super) fn restore(hall: &Hall<'_>, entry: EntryId, from: u32) -> Decided {
    let present = standing(hall, entry)?;
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
        at_ms: hall.now_ms,
        by: hall.by(present),
    }])
}

/// Writes the session report as a whole.
///
/// # Errors
/// As for [`revise`].
pub(super) fn write_report(hall: &Hall<'_>, typed: &str, seen: u32) -> Decided {
    let report = report_open(hall.capture, hall.form)?;
    let text = Field::Report.optional_lines(typed, limits::REPORT_CHARS_MAX)?;
    let text = text.unwrap_or_default();
    if text == report.text() {
        return Ok(Vec::new());
    }
    unchanged_since(report, seen)?;
    Ok(vec![Event::ReportWritten {
        text,
        revision: seen + 1,
        at_ms: hall.now_ms,
        by: hall.by,
    }])
}

/// Changes the session report where somebody types in it.
///
/// # Errors
/// As for [`edit`].
pub(super) fn edit_report(hall: &Hall<'_>, splice: &Splice, seen: u32) -> Decided {
    let report = report_open(hall.capture, hall.form)?;
    let splices = report.edit(Field::Report, splice, seen, limits::REPORT_CHARS_MAX)?;
    let numbered = (report.revision() + 1..).zip(splices);
    let events = numbered.map(|(revision, splice)| Event::ReportEdited {
        splice,
        revision,
        at_ms: hall.now_ms,
        by: hall.by,
    });
    Ok(events.collect())
}

/// Brings an earlier text of the session report back.
///
/// # Errors
/// It is not kept any more, or the block is signed.
pub(super) fn restore_report(hall: &Hall<'_>, from: u32) -> Decided {
    let report = report_open(hall.capture, hall.form)?;
    let kept = hall.capture.report_history.find(from);
    let text = kept.ok_or(Rejection::RevisionUnknown)?.text.clone();
    if text == report.text() {
        return Ok(Vec::new());
    }
    Ok(vec![Event::ReportRestored {
        from,
        text,
        revision: report.revision() + 1,
        at_ms: hall.now_ms,
        by: hall.by,
    }])
}

/// The text of the third block, as long as it is not signed.
pub(crate) fn report_open<'a>(
    capture: &'a Capture,
    form: &Form,
) -> Result<&'a SharedText, Rejection> {
    form.open(Block::Report)?;
    Ok(&capture.report)
}

/// An entry whose text may be changed.
fn standing<'a>(hall: &Hall<'a>, entry: EntryId) -> Result<&'a Entry, Rejection> {
    let present = hall.entry(entry)?;
    if present.removed {
        return Err(Rejection::EntryRemoved {
            text: present.text.text().to_owned(),
            revision: present.text.revision(),
        });
    }
    hall.block_open(present.kind)?;
    Ok(present)
}

fn unchanged_since(text: &SharedText, seen: u32) -> Result<(), Rejection> {
    if text.revision() == seen {
        return Ok(());
    }
    Err(text.changed())
}
