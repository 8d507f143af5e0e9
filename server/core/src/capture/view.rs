//! What staff gets of all that was captured, and the display of the takeaways.

use std::collections::BTreeMap;

use serde::Serialize;

use super::entry::{EntryKind, Quoted};
use super::event::Event;
use super::history::History;
use super::state::{Capture, Entry};
use crate::entries::entries;
use crate::ids::{EntryId, ItemId, LinkId, PersonId, RoomId, SegmentId};
use crate::links::Link;
use crate::people::Person;
use crate::touch::Touched;
use crate::{limits, text};

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
    /// What was captured, as the display shows it.
    TakeawaysEntry {
        takeaways: Vec<String>,
        calls_to_action: Vec<String>,
    }
}

/// Whose names an entry may carry.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    pub(crate) people: &'a BTreeMap<PersonId, Person>,
    pub(crate) links: &'a BTreeMap<LinkId, Link>,
}

impl Names<'_> {
    fn of(&self, person: Option<PersonId>) -> Option<String> {
        let person = self.people.get(&person?)?;
        person.profile.name.clone()
    }
}

impl CapturedEntry {
    pub(crate) fn of(capture: &Capture, entry: &Entry, names: Names<'_>) -> Self {
        let is_nameless = capture.is_chatham(entry.segment);
        Self {
            id: entry.id,
            kind: entry.kind,
            text: entry.text.text().to_owned(),
            revision: entry.text.revision(),
            words: text::words(entry.text.text()),
            removed: entry.removed,
            who: entry.who.clone(),
            to_whom: entry.to_whom.clone(),
            speaker: entry.speaker.clone().filter(|_| !is_nameless),
            speaker_name: capture.speaker_name(entry, names.links),
            item: entry.item,
            segment: entry.segment,
            room: entry.room,
            author: names.of(entry.author.filter(|_| !is_nameless)),
            at_ms: entry.at_ms,
            kept: entry.history.kept().count(),
        }
    }
}

impl CapturedOrder {
    pub(crate) fn of(capture: &Capture) -> Self {
        Self {
            order: capture.order.clone(),
            chatham: capture.chatham.iter().copied().collect(),
        }
    }
}

impl HistoryEntry {
    /// Of an entry, as long as there is any.
    pub(crate) fn of_entry(capture: &Capture, entry: &Entry, names: Names<'_>) -> Option<Self> {
        let is_nameless = capture.is_chatham(entry.segment);
        Self::of(&entry.history, is_nameless, names)
    }

    /// Of the text of the third block, as long as there is any.
    pub(crate) fn of_report(capture: &Capture, names: Names<'_>) -> Option<Self> {
        Self::of(&capture.report_history, false, names)
    }

    fn of(history: &History, is_nameless: bool, names: Names<'_>) -> Option<Self> {
        let kept = history.kept().map(|kept| KeptText {
            revision: kept.revision,
            text: kept.text.clone(),
            at_ms: kept.at_ms,
            by: names.of(kept.by.filter(|_| !is_nameless)),
        });
        let kept: Vec<KeptText> = kept.collect();
        (!kept.is_empty()).then_some(Self { kept })
    }
}

impl TakeawaysEntry {
    /// Whether anything was captured that it would show.
    pub(crate) fn has_any(capture: &Capture) -> bool {
        let kinds = [EntryKind::Takeaway, EntryKind::CallToAction];
        let mut kinds = kinds.into_iter();
        kinds.any(|kind| capture.written(kind).next().is_some())
    }

    pub(crate) fn of(capture: &Capture) -> Self {
        let texts = |kind| {
            let entries = capture.written(kind).take(limits::TAKEAWAYS_SHOWN_MAX);
            entries.map(|entry| entry.text.text().to_owned()).collect()
        };
        Self {
            takeaways: texts(EntryKind::Takeaway),
            calls_to_action: texts(EntryKind::CallToAction),
        }
    }
}

/// Which entries an event can change. A changed entry changes its block, and what the display shows
/// of it.
pub(crate) fn touched(event: &Event, touched: &mut Touched) {
    match event {
        Event::EntryAdded { entry } => {
            touched.main("captured");
            touch_entry(entry.id, touched);
        }
        Event::EntryRevised { entry, .. }
        | Event::EntryEdited { entry, .. }
        | Event::EntryRestored { entry, .. }
        | Event::EntryDescribed { entry, .. }
        | Event::EntryRemovedSet { entry, .. } => touch_entry(*entry, touched),
        Event::EntryPlaced { .. } => {
            touched.main("captured");
            touched.main("report");
            touched.main("takeaways");
        }
        Event::ChathamSet { .. } => {
            touched.main("captured");
            touched.all("capture/");
            touched.all("history/");
        }
        Event::ReportWritten { .. } | Event::ReportEdited { .. } | Event::ReportRestored { .. } => {
            touched.main("report");
            touched.main("history/report");
        }
    }
}

fn touch_entry(entry: EntryId, touched: &mut Touched) {
    touched.main("unplaced");
    touched.numbered("capture", entry);
    touched.numbered("history", entry);
    touched.main("report");
    touched.main("takeaways");
}
