//! The entries of those who write the report.

use serde::Serialize;

use super::View;
use super::entry::Entry;
use crate::capture::{self, EntryKind, History, Quoted};
use crate::draft::{DraftLine, LineState, Section, Source};
use crate::entries::entries;
use crate::form::ReportRules;
use crate::ids::{EntryId, ItemId, LineId, PersonId, RoomId, SegmentId};
use crate::igf::Deadlines;
use crate::report::{blocks, speaker_name};
use crate::session::Session;
use crate::terms::Block;
use crate::text;

/// Whether a block may still be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the states")]
pub enum BlockStanding {
    Draft,
    Final,
}

entries! {
    /// Something captured.
    CapturedEntry {
        id: EntryId,
        kind: EntryKind,
        text: String,
        revision: u32,
        words: usize,
        removed: bool,
        who: Option<String>,
        to_whom: Option<String>,
        speaker: Option<Quoted>,
        /// Their name, where it may be said.
        speaker_name: Option<String>,
        item: Option<ItemId>,
        segment: Option<SegmentId>,
        room: Option<RoomId>,
        author: Option<String>,
        at_ms: u64,
        /// Earlier revisions that can be brought back.
        kept: usize,
    }
    /// Everything captured, in the rapporteur's order, and where the Chatham House Rule holds.
    CapturedOrder {
        order: Vec<EntryId>,
        chatham: Vec<SegmentId>,
    }
    /// Earlier revisions of a text, the oldest first.
    HistoryEntry {
        kept: Vec<KeptText>,
    }
    /// One of them.
    KeptText {
        revision: u32,
        text: String,
        at_ms: u64,
        by: Option<String>,
    }
    /// The third block of the form, and where all three stand.
    ReportEntry {
        text: String,
        revision: u32,
        /// In the page's words.
        deadlines: Deadlines,
        blocks: Vec<BlockEntry>,
        rules: ReportRules,
        time_zone: Option<String>,
    }
    /// A block of the form.
    BlockEntry {
        block: Block,
        state: BlockStanding,
        /// What a signature is given to.
        revision: u32,
        /// Entries; none for the third block, which is one text.
        entries: usize,
        words: usize,
        signed_by: Option<String>,
        signed_at_ms: Option<u64>,
        /// Where the moment is known.
        due_at_ms: Option<u64>,
    }
    /// A line of the draft.
    DraftEntry {
        id: LineId,
        section: Section,
        /// What would be written.
        text: String,
        /// As it was assembled.
        proposal: String,
        state: LineState,
        revision: u32,
        written: bool,
        at_ms: u64,
        sources: Vec<Source>,
    }
}

/// Puts what staff sees of the report.
pub(super) fn put_staff(view: &mut View, session: &Session) {
    let kept = &session.capture;
    let mut put = |key: String, entry: Entry| view.insert(key, entry);
    for entry in kept.entries.values() {
        put(format!("capture/{}", entry.id), captured(session, entry));
        if let Some(history) = history(session, &entry.history, kept.is_chatham(entry.segment)) {
            put(format!("history/{}", entry.id), history);
        }
    }
    if let Some(history) = history(session, &kept.report_history, false) {
        put("history/report".to_owned(), history);
    }
    let order = CapturedOrder {
        order: kept.order.clone(),
        chatham: kept.chatham.iter().copied().collect(),
    };
    put("captured".to_owned(), Entry::CapturedOrder(order));
    put("report".to_owned(), report(session));
    for line in session.draft.lines.values() {
        put(format!("draft/{}", line.proposed.line), draft(line));
    }
}

fn captured(session: &Session, entry: &capture::Entry) -> Entry {
    let is_nameless = session.capture.is_chatham(entry.segment);
    Entry::Captured(Box::new(CapturedEntry {
        id: entry.id,
        kind: entry.kind,
        text: entry.text.text().to_owned(),
        revision: entry.text.revision(),
        words: text::words(entry.text.text()),
        removed: entry.removed,
        who: entry.who.clone(),
        to_whom: entry.to_whom.clone(),
        speaker: entry.speaker.clone().filter(|_| !is_nameless),
        speaker_name: speaker_name(session, entry),
        item: entry.item,
        segment: entry.segment,
        room: entry.room,
        author: name(session, entry.author.filter(|_| !is_nameless)),
        at_ms: entry.at_ms,
        kept: entry.history.kept().count(),
    }))
}

fn history(session: &Session, history: &History, is_nameless: bool) -> Option<Entry> {
    let kept = history.kept().map(|kept| KeptText {
        revision: kept.revision,
        text: kept.text.clone(),
        at_ms: kept.at_ms,
        by: name(session, kept.by.filter(|_| !is_nameless)),
    });
    let kept: Vec<KeptText> = kept.collect();
    (!kept.is_empty()).then_some(Entry::History(HistoryEntry { kept }))
}

fn report(session: &Session) -> Entry {
    let states = blocks(session).into_iter();
    let about = session.about.as_deref();
    Entry::Report(Box::new(ReportEntry {
        text: session.capture.report.text().to_owned(),
        revision: session.capture.report.revision(),
        deadlines: about
            .map(|about| about.deadlines.clone())
            .unwrap_or_default(),
        blocks: states
            .map(|it| BlockEntry {
                block: it.block,
                state: if it.signed {
                    BlockStanding::Final
                } else {
                    BlockStanding::Draft
                },
                revision: session.capture.block_revision(it.block),
                entries: it.entries,
                words: it.words,
                signed_by: it.signed_by,
                signed_at_ms: it.signed_at_ms,
                due_at_ms: it.due_at_ms,
            })
            .collect(),
        rules: session.form.rules,
        time_zone: session.form.time_zone.clone(),
    }))
}

fn draft(line: &DraftLine) -> Entry {
    let proposed = &line.proposed;
    Entry::Draft(DraftEntry {
        id: proposed.line,
        section: proposed.section,
        text: line.text().to_owned(),
        proposal: proposed.text.clone(),
        state: line.state,
        revision: line.revision,
        written: line.written,
        at_ms: proposed.at_ms,
        sources: proposed.sources.clone(),
    })
}

fn name(session: &Session, person: Option<PersonId>) -> Option<String> {
    let person = session.people.get(&person?)?;
    person.profile.name.clone()
}
