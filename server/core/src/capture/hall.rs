//! What the rules about captured entries look at.

use std::collections::BTreeMap;

use super::entry::EntryKind;
use super::event::Event;
use super::state::{Capture, Entry};
use crate::agenda::Agenda;
use crate::floor::Floor;
use crate::form::Form;
use crate::ids::{EntryId, LinkId, PersonId};
use crate::links::Link;
use crate::networking::Networking;
use crate::rejection::Rejection;

pub(super) type Decided = Result<Vec<Event>, Rejection>;

/// All that a rule about captured entries looks at.
#[derive(Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) capture: &'a Capture,
    pub(crate) form: &'a Form,
    pub(crate) agenda: &'a Agenda,
    pub(crate) floor: &'a Floor,
    pub(crate) networking: &'a Networking,
    pub(crate) links: &'a BTreeMap<LinkId, Link>,
    /// Whoever changes something.
    pub(crate) by: Option<PersonId>,
    pub(crate) now_ms: u64,
}

impl<'a> Hall<'a> {
    /// An entry.
    ///
    /// # Errors
    /// There is none of this number.
    pub(super) fn entry(&self, entry: EntryId) -> Result<&'a Entry, Rejection> {
        let found = self.capture.entries.get(&entry);
        found.ok_or(Rejection::EntryUnknown)
    }

    /// Lets a change of entries of this kind through.
    ///
    /// # Errors
    /// Their block is signed.
    pub(super) fn block_open(&self, kind: EntryKind) -> Result<(), Rejection> {
        kind.block().map_or(Ok(()), |block| self.form.open(block))
    }

    /// Whoever changes this entry; nobody under the Chatham House Rule.
    pub(super) fn by(&self, entry: &Entry) -> Option<PersonId> {
        self.by.filter(|_| !self.capture.is_chatham(entry.segment))
    }
}
