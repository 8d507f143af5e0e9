//! Everybody who ever joined.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use super::event::Event;
use super::profile::Profile;
use crate::context::Presence;
use crate::ids::{ItemId, LinkId, PersonId};
use crate::rejection::Rejection;
use crate::terms::Attendance;

/// Somebody in the session. Seat, votes and queue place hang on this, not on a socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Id.
    pub id: PersonId,
    /// Hash of the key that their browser keeps.
    pub key_hash: String,
    /// The role link they came by first, if any.
    pub link: Option<LinkId>,
    /// What they say of themselves.
    pub profile: Profile,
    /// What they chose about networking; `None` as long as they did not choose.
    pub networking: Option<bool>,
    /// What they brought to the floor, in order.
    pub items: Vec<ItemId>,
    /// Whether they erased themselves: what is left is that somebody was here.
    pub erased: bool,
}

impl Person {
    /// Whether they take part in a round: online participants do unless they say no; staff and
    /// people in the room do only if they say yes.
    #[must_use]
    pub fn takes_part(&self) -> bool {
        if self.erased {
            return false;
        }
        let by_default = self.link.is_none() && self.profile.attendance == Attendance::Online;
        self.networking.unwrap_or(by_default)
    }

    /// Whether they sit in the room itself. Whoever came by a role link works for the session, and
    /// is matched with those online.
    #[must_use]
    pub(crate) fn sits_in_the_room(&self) -> bool {
        self.link.is_none() && self.profile.attendance == Attendance::Room
    }
}

/// Everybody who ever joined, by id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    by_id: BTreeMap<PersonId, Person>,
    /// The same, by the hash of the key in their browser.
    by_key: BTreeMap<String, PersonId>,
}

impl People {
    /// Whose browser has the key of this hash.
    #[must_use]
    pub fn with_key(&self, key_hash: &str) -> Option<PersonId> {
        self.by_key.get(key_hash).copied()
    }

    /// Who takes part in a round and is here.
    #[must_use]
    pub fn taking_part(&self, presence: &Presence) -> BTreeSet<PersonId> {
        let takes_part = |id: &&PersonId| self.get(id).is_some_and(Person::takes_part);
        presence.iter().filter(takes_part).copied().collect()
    }

    /// Whoever asks; `id` is whose screen it is.
    ///
    /// # Errors
    /// Nobody of this session sits in front of the screen.
    pub(crate) fn asking(&self, id: Option<PersonId>) -> Result<&Person, Rejection> {
        let person = id.and_then(|id| self.get(&id));
        let person = person.filter(|person| !person.erased);
        person.ok_or(Rejection::PersonUnknown)
    }

    /// Remembers what somebody brought to the floor.
    pub(crate) fn brought(&mut self, person: PersonId, item: ItemId) {
        self.change(person, |person| person.items.push(item));
    }

    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::PersonJoined {
                person: id,
                key_hash,
                link,
                profile,
                ..
            } => {
                // Of whoever was erased, the log has none.
                if !key_hash.is_empty() {
                    self.by_key.insert(key_hash.clone(), *id);
                }
                let person = Person {
                    id: *id,
                    key_hash: key_hash.clone(),
                    link: *link,
                    profile: profile.clone(),
                    networking: None,
                    items: Vec::new(),
                    erased: false,
                };
                self.by_id.insert(*id, person);
            }
            Event::PersonLinked { person, link } => {
                self.change(*person, |person| person.link = Some(*link));
            }
            Event::PersonIntroduced { person, profile } => {
                self.change(*person, |person| person.profile = profile.clone());
            }
            Event::NetworkingChosen { person, takes_part } => {
                self.change(*person, |person| person.networking = Some(*takes_part));
            }
        }
    }

    /// Changes everybody; the keys follow.
    pub(super) fn change_all(&mut self, change: impl FnMut(&mut Person)) {
        self.by_id.values_mut().for_each(change);
        let by_id = &self.by_id;
        self.by_key
            .retain(|key, id| by_id.get(id).is_some_and(|person| person.key_hash == *key));
    }

    fn change(&mut self, id: PersonId, change: impl FnOnce(&mut Person)) {
        self.by_id.get_mut(&id).map(change).unwrap_or_default();
    }
}

impl Deref for People {
    type Target = BTreeMap<PersonId, Person>;

    fn deref(&self) -> &Self::Target {
        &self.by_id
    }
}
