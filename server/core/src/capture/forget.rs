//! What was captured of somebody who is forgotten: the words of whoever captures are the session's and
//! stay; a name beside them goes, and so does a question that was kept in its asker's own words.

use std::collections::BTreeSet;

use super::entry::{EntryFact, NewEntry, Quoted};
use super::event::Event;
use super::state::{Capture, Entry};
use crate::forgotten::Forgotten;
use crate::ids::EntryId;

impl Event {
    /// Takes out what is forgotten.
    pub(crate) fn forget(&mut self, forgotten: &Forgotten) {
        let is_copy = |entry: &EntryId| forgotten.copies.contains(entry);
        match self {
            Self::EntryAdded { entry } => entry.forget(forgotten),
            Self::EntryDescribed {
                entry,
                fact: EntryFact::Speaker { speaker },
            } => forget_speaker(speaker, forgotten.is_quoted(*entry, speaker.as_ref())),
            Self::EntryRevised { entry, text, .. } | Self::EntryRestored { entry, text, .. }
                if is_copy(entry) =>
            {
                text.clear();
            }
            Self::EntryEdited { entry, splice, .. } if is_copy(entry) => {
                *splice = Default::default()
            }
            Self::EntryRevised { .. }
            | Self::EntryRestored { .. }
            | Self::EntryEdited { .. }
            | Self::EntryDescribed { .. }
            | Self::EntryPlaced { .. }
            | Self::ChathamSet { .. }
            | Self::EntryRemovedSet { .. }
            | Self::ReportWritten { .. }
            | Self::ReportEdited { .. }
            | Self::ReportRestored { .. } => {}
        }
    }
}

impl Capture {
    /// Takes out what is forgotten.
    pub(crate) fn forget(&mut self, forgotten: &Forgotten) {
        for entry in self.entries.values_mut() {
            entry.forget(forgotten);
        }
    }
}

impl Entry {
    /// Whether it names somebody as whose words it holds by one of these names.
    pub(crate) fn quotes(&self, names: &BTreeSet<String>) -> bool {
        match &self.speaker {
            Some(Quoted::Name { name }) => names.contains(name),
            Some(Quoted::Speaker { .. }) | None => false,
        }
    }

    fn forget(&mut self, forgotten: &Forgotten) {
        let is_quoted = forgotten.is_quoted(self.id, self.speaker.as_ref());
        forget_speaker(&mut self.speaker, is_quoted);
        if forgotten.copies.contains(&self.id) {
            self.text.clear();
            self.history.clear();
        }
    }
}

impl NewEntry {
    fn forget(&mut self, forgotten: &Forgotten) {
        let is_quoted = forgotten.is_quoted(self.id, self.speaker.as_ref());
        forget_speaker(&mut self.speaker, is_quoted);
        if forgotten.copies.contains(&self.id) {
            self.text.clear();
        }
    }
}

impl Forgotten {
    /// Whether an entry names them as whose words it holds.
    fn is_quoted(&self, entry: EntryId, speaker: Option<&Quoted>) -> bool {
        match speaker {
            Some(Quoted::Name { name }) => self.is_called(name) || self.entries.contains(&entry),
            Some(Quoted::Speaker { .. }) | None => false,
        }
    }
}

fn forget_speaker(speaker: &mut Option<Quoted>, is_quoted: bool) {
    if is_quoted {
        *speaker = None;
    }
}
