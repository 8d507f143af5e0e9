//! Captured entries and the report's text, as events change them.

use super::event::Event;
use super::{Capture, Entry, EntryFact, History, NewEntry};
use crate::ids::EntryId;
use crate::shared_text::SharedText;

impl Capture {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::EntryAdded { entry } => self.add(entry),
            Event::EntryRevised {
                entry,
                text,
                revision,
                at_ms,
                by,
            } => self.change(*entry, |entry| {
                entry.history.note(&entry.text, (*at_ms, *by), false);
                entry.text.rewrite(text, *revision);
            }),
            Event::EntryEdited {
                entry,
                splice,
                revision,
                at_ms,
                by,
            } => self.change(*entry, |entry| {
                entry.history.note(&entry.text, (*at_ms, *by), false);
                entry.text.apply(splice, *revision);
            }),
            Event::EntryRestored {
                entry,
                text,
                revision,
                at_ms,
                by,
                ..
            } => self.change(*entry, |entry| {
                entry.history.note(&entry.text, (*at_ms, *by), true);
                entry.text.rewrite(text, *revision);
            }),
            Event::EntryRemovedSet { entry, removed } => {
                self.change(*entry, |entry| entry.removed = *removed);
            }
            Event::EntryDescribed { entry, fact } => {
                // It leaves one block for another: both have changed.
                self.change(*entry, |_| {});
                self.change(*entry, |entry| entry.describe(fact));
            }
            Event::EntryPlaced {
                entry,
                after,
                before,
            } => self.place(*entry, *after, *before),
            Event::ChathamSet { segment, on } => {
                if *on {
                    self.chatham.insert(*segment);
                } else {
                    self.chatham.remove(segment);
                }
            }
            Event::ReportWritten {
                text,
                revision,
                at_ms,
                by,
            } => {
                self.report_history.note(&self.report, (*at_ms, *by), false);
                self.report.rewrite(text, *revision);
            }
            Event::ReportEdited {
                splice,
                revision,
                at_ms,
                by,
            } => {
                self.report_history.note(&self.report, (*at_ms, *by), false);
                self.report.apply(splice, *revision);
            }
            Event::ReportRestored {
                text,
                revision,
                at_ms,
                by,
                ..
            } => {
                self.report_history.note(&self.report, (*at_ms, *by), true);
                self.report.rewrite(text, *revision);
            }
        }
    }

    fn add(&mut self, entry: &NewEntry) {
        self.entries.insert(entry.id, Entry::of(entry.clone()));
        self.order.retain(|id| *id != entry.id);
        self.order.push(entry.id);
        self.change(entry.id, |_| {});
    }

    fn change(&mut self, id: EntryId, change: impl FnOnce(&mut Entry)) {
        let Some(entry) = self.entries.get_mut(&id) else {
            return;
        };
        change(entry);
        if let Some(block) = entry.kind.block() {
            *self.block_revisions.entry(block).or_default() += 1;
        }
    }

    fn place(&mut self, id: EntryId, after: Option<EntryId>, before: Option<EntryId>) {
        if self.entries.contains_key(&id) {
            self.order = self.placed(id, after, before);
            self.change(id, |_| {});
        }
    }

    /// The order with one entry behind a neighbour, else before the other, else in front.
    pub(super) fn placed(
        &self,
        id: EntryId,
        after: Option<EntryId>,
        before: Option<EntryId>,
    ) -> Vec<EntryId> {
        let others = self.order.iter().copied().filter(|other| *other != id);
        let mut order: Vec<EntryId> = others.collect();
        let find = |wanted: Option<EntryId>| {
            let wanted = wanted?;
            order.iter().position(|other| *other == wanted)
        };
        let behind = find(after).map(|at| at + 1);
        let at = behind.or_else(|| find(before)).unwrap_or(0);
        order.insert(at, id);
        order
    }
}

impl Entry {
    fn of(new: NewEntry) -> Self {
        Self {
            id: new.id,
            kind: new.kind,
            text: SharedText::of(new.text),
            history: History::begun(new.at_ms, new.author),
            who: new.who,
            to_whom: new.to_whom,
            speaker: new.speaker,
            item: new.item,
            segment: new.segment,
            room: new.room,
            author: new.author,
            at_ms: new.at_ms,
            removed: new.removed,
        }
    }

    fn describe(&mut self, fact: &EntryFact) {
        let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        match fact {
            EntryFact::Kind { kind } => self.kind = *kind,
            EntryFact::Who { text } => self.who = some(text),
            EntryFact::ToWhom { text } => self.to_whom = some(text),
            EntryFact::Speaker { speaker } => self.speaker.clone_from(speaker),
            EntryFact::Item { item } => self.item = *item,
            EntryFact::Segment { segment } => self.segment = *segment,
            EntryFact::Room { room } => self.room = *room,
        }
    }
}
