//! What a decision may know besides the session: the time, a seed, who asks, who is here.

use std::collections::BTreeMap;
use std::collections::btree_map::Keys;
use std::fmt;

use crate::ids::PersonId;
use crate::seal::{Pseudonym, Purpose, Seal};
use crate::terms::{Role, Roles};

/// Who is connected at this moment, each with the seal that their key makes. It is not part of the
/// log; what a rule made of it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Presence {
    here: BTreeMap<PersonId, Seal>,
    /// Of whoever was silenced and has gone: what they answered is to be left out of the counts.
    silenced: BTreeMap<PersonId, Seal>,
}

impl Presence {
    /// Nobody.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Somebody comes; whether they were not here.
    pub fn insert(&mut self, person: PersonId, seal: Seal) -> bool {
        self.silenced.remove(&person);
        self.here.insert(person, seal).is_none()
    }

    /// Somebody goes; whether they were here.
    pub fn remove(&mut self, person: &PersonId) -> bool {
        self.here.remove(person).is_some()
    }

    /// Somebody goes who is muted or kept out; whether they were here. Their seal stays in memory, and
    /// tells nobody but the counts what was theirs.
    pub fn remove_silenced(&mut self, person: PersonId) -> bool {
        let seal = self.here.remove(&person);
        let was_here = seal.is_some();
        self.silenced.extend(seal.map(|seal| (person, seal)));
        was_here
    }

    /// Who somebody is for a purpose who was silenced, here or gone since.
    pub(crate) fn pseudonym_of_silenced(
        &self,
        person: PersonId,
        purpose: Purpose,
    ) -> Option<Pseudonym> {
        let seal = self
            .here
            .get(&person)
            .or_else(|| self.silenced.get(&person));
        Some(seal?.pseudonym(purpose))
    }

    /// Everybody goes.
    pub fn clear(&mut self) {
        self.here.clear();
        self.silenced.clear();
    }

    /// Whether somebody is here.
    #[must_use]
    pub fn contains(&self, person: &PersonId) -> bool {
        self.here.contains_key(person)
    }

    /// Those who are here, by id.
    pub fn iter(&self) -> Keys<'_, PersonId, Seal> {
        self.here.keys()
    }

    /// Those who are here, with their seals.
    pub(crate) fn sealed(&self) -> impl Iterator<Item = (&PersonId, &Seal)> {
        self.here.iter()
    }

    /// The seal of somebody who is here.
    #[must_use]
    pub fn seal(&self, person: PersonId) -> Option<&Seal> {
        self.here.get(&person)
    }

    /// Who somebody is for a purpose; `None` when they are not here.
    pub(crate) fn pseudonym(&self, person: PersonId, purpose: Purpose) -> Option<Pseudonym> {
        Some(self.here.get(&person)?.pseudonym(purpose))
    }
}

impl FromIterator<(PersonId, Seal)> for Presence {
    fn from_iter<T: IntoIterator<Item = (PersonId, Seal)>>(here: T) -> Self {
        Self {
            here: here.into_iter().collect(),
            silenced: BTreeMap::new(),
        }
    }
}

impl<'a> IntoIterator for &'a Presence {
    type Item = &'a PersonId;
    type IntoIter = Keys<'a, PersonId, Seal>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// What is known of the world's time zones. Laws change them, so the core keeps no list: it asks
/// once, and what came of the answer is in the log.
pub trait Zones: fmt::Debug {
    /// The last millisecond of the local day in which a moment lies; `None` for an unknown zone.
    fn day_end_ms(&self, time_zone: &str, at_ms: u64) -> Option<u64>;
}

/// Knows no zone by name.
#[derive(Debug, Clone, Copy)]
pub struct NoZones;

impl Zones for NoZones {
    fn day_end_ms(&self, _time_zone: &str, _at_ms: u64) -> Option<u64> {
        None
    }
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A screen, with the roles of the link that it showed.
    Screen {
        /// Whose it is; a display is nobody's.
        person: Option<PersonId>,
        /// What it may do.
        roles: Roles,
    },
    /// Whoever runs the server.
    Host,
    /// The server, letting somebody in.
    Door,
    /// The server, meeting a deadline.
    Clock,
}

impl Actor {
    /// The person, where there is one.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Screen { person, .. } => *person,
            Self::Host | Self::Door | Self::Clock => None,
        }
    }

    /// Whether the screen carries any role of this sort.
    #[must_use]
    pub(crate) fn has_any(&self, wanted: impl Fn(Role) -> bool) -> bool {
        match self {
            Self::Screen { roles, .. } => roles.iter().any(|role| wanted(*role)),
            Self::Host | Self::Door | Self::Clock => false,
        }
    }
}

/// What surrounds one decision.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Milliseconds since 1970, by the server's clock.
    pub now_ms: u64,
    /// Fresh randomness; it enters the log with what was drawn from it.
    pub seed: u64,
    /// Who asks.
    pub actor: &'a Actor,
    /// Who is here.
    pub presence: &'a Presence,
    /// Where days end.
    pub zones: &'a dyn Zones,
}
