//! What the entries of rounds and rooms are made of.

use std::collections::{BTreeMap, BTreeSet};

use super::super::hall::players;
use super::super::state::{Networking, Round};
use crate::context::Presence;
use crate::ids::PersonId;
use crate::people::Person;

/// The rounds, people and who of them is here.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub(crate) networking: &'a Networking,
    pub(crate) people: &'a BTreeMap<PersonId, Person>,
    pub(crate) presence: &'a Presence,
}

impl Shown<'_> {
    /// What somebody is called.
    pub(super) fn name(&self, person: PersonId) -> Option<String> {
        let person = self.people.get(&person);
        person.and_then(|person| person.profile.name.clone())
    }

    /// Whether somebody is in the session still: who erased themselves is nobody to be met.
    pub(super) fn is_known(&self, person: PersonId) -> bool {
        self.people
            .get(&person)
            .is_some_and(|person| !person.erased)
    }

    /// Who would be drawn into this round now.
    pub(super) fn players(&self, round: &Round) -> BTreeSet<PersonId> {
        players(self.people, self.presence, round.settings.tables)
    }
}
