//! What the rules about the form look at.

use std::collections::BTreeMap;

use super::state::Form;
use crate::about::About;
use crate::agenda::Agenda;
use crate::context::Zones;
use crate::ids::PersonId;
use crate::people::Person;
use crate::terms::Block;

/// All that a rule about the form looks at.
#[derive(Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) form: &'a Form,
    /// The page, with its words about deadlines.
    pub(crate) about: Option<&'a About>,
    pub(crate) agenda: &'a Agenda,
    pub(crate) people: &'a BTreeMap<PersonId, Person>,
    /// How often each block was changed.
    pub(crate) revisions: [(Block, u32); 3],
    pub(crate) zones: &'a dyn Zones,
    /// Whoever asks.
    pub(crate) by: Option<PersonId>,
    pub(crate) now_ms: u64,
}

impl Hall<'_> {
    /// How often a block was changed.
    pub(super) fn revision(&self, block: Block) -> u32 {
        let mut revisions = self.revisions.into_iter();
        let found = revisions.find(|(of, _)| *of == block);
        found.map_or(0, |(_, revision)| revision)
    }

    /// The name under which whoever asks signs.
    pub(super) fn name(&self) -> Option<String> {
        let person = self.people.get(&self.by?)?;
        person.profile.name.clone()
    }
}
