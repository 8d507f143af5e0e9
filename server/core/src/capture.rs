//! What the rapporteur captures as it happens (R1), and the text of the report (R2).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::floor::Floor;
use crate::ids::{EntryId, ItemId, PersonId, SegmentId};
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::text;

type Decided = Result<Vec<Event>, Rejection>;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// For the first block of the IGF's form.
    Takeaway,
    /// For the second block: who should do what.
    CallToAction,
    /// For the rapporteur's own use.
    Note,
}

/// A captured entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Id.
    pub id: EntryId,
    /// Kind.
    pub kind: EntryKind,
    /// Text.
    pub text: String,
    /// What had the floor.
    pub item: Option<ItemId>,
    /// What segment ran.
    pub segment: Option<SegmentId>,
    /// Who wrote it.
    pub author: Option<PersonId>,
    /// When.
    pub at_ms: u64,
    /// Counts the revisions from 1.
    pub revision: u32,
    /// Whether it was taken out.
    pub removed: bool,
}

/// All that was captured.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Capture {
    /// Entries, in order.
    pub entries: BTreeMap<EntryId, Entry>,
    /// Text of the third block.
    pub report: String,
    /// Its revision, 0 as long as nothing was written.
    pub report_revision: u32,
}

/// Adds an entry.
///
/// # Errors
/// No text, too much of it, too many entries, or an unknown item.
pub fn add(
    capture: &Capture,
    floor: &Floor,
    (kind, typed, item): (EntryKind, &str, Option<ItemId>),
    (author, segment): (Option<PersonId>, Option<SegmentId>),
    now_ms: u64,
) -> Decided {
    if capture.entries.len() >= limits::ENTRIES_MAX {
        return Err(Rejection::Full {
            field: Field::Entry,
            max: limits::ENTRIES_MAX,
        });
    }
    if item.is_some_and(|item| !floor.items.contains_key(&item)) {
        return Err(Rejection::ItemUnknown);
    }
    let id = EntryId(
        capture
            .entries
            .last_key_value()
            .map_or(1, |(id, _)| id.0 + 1),
    );
    let text = text::lines(Field::Entry, typed, limits::ENTRY_CHARS_MAX)?;
    let entry = Entry {
        id,
        kind,
        text,
        item,
        segment,
        author,
        at_ms: now_ms,
        revision: 1,
        removed: false,
    };
    Ok(vec![Event::EntryAdded { entry }])
}

/// Changes the text of an entry; `revision` is the one that the screen changed.
///
/// # Errors
/// Somebody changed it since: their text comes back with the refusal, so that neither is lost.
pub fn revise(
    capture: &Capture,
    entry: EntryId,
    typed: &str,
    revision: u32,
    now_ms: u64,
) -> Decided {
    let present = known(capture, entry)?;
    let text = text::lines(Field::Entry, typed, limits::ENTRY_CHARS_MAX)?;
    if text == present.text {
        return Ok(Vec::new());
    }
    unchanged_since(&present.text, present.revision, revision)?;
    Ok(vec![Event::EntryRevised {
        entry,
        text,
        revision: revision + 1,
        at_ms: now_ms,
    }])
}

/// Takes an entry out, or back in.
///
/// # Errors
/// It is unknown.
pub fn set_removed(capture: &Capture, entry: EntryId, removed: bool) -> Decided {
    let present = known(capture, entry)?;
    let same = present.removed == removed;
    Ok(if same {
        Vec::new()
    } else {
        vec![Event::EntryRemovedSet { entry, removed }]
    })
}

/// Writes the session report.
///
/// # Errors
/// As for [`revise`].
pub fn write_report(capture: &Capture, typed: &str, revision: u32, now_ms: u64) -> Decided {
    let text = text::optional_lines(Field::Report, typed, limits::REPORT_CHARS_MAX)?;
    let text = text.unwrap_or_default();
    if text == capture.report {
        return Ok(Vec::new());
    }
    unchanged_since(&capture.report, capture.report_revision, revision)?;
    Ok(vec![Event::ReportWritten {
        text,
        revision: revision + 1,
        at_ms: now_ms,
    }])
}

fn known(capture: &Capture, entry: EntryId) -> Result<&Entry, Rejection> {
    capture.entries.get(&entry).ok_or(Rejection::EntryUnknown)
}

fn unchanged_since(text: &str, present: u32, seen: u32) -> Result<(), Rejection> {
    if present == seen {
        return Ok(());
    }
    Err(Rejection::TextChanged {
        text: text.to_owned(),
        revision: present,
    })
}
