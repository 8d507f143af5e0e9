//! Everybody who ever joined.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::event::Event;
use super::profile::Profile;
use crate::context::Presence;
use crate::ids::{ItemId, LinkId, PersonId};
use crate::limits;
use crate::rejection::Rejection;
use crate::terms::Attendance;

/// Somebody in the session. Seat, votes and queue place hang on this, not on a socket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct People {
    by_id: BTreeMap<PersonId, Person>,
    /// The same, by the hash of the key in their browser.
    by_key: BTreeMap<String, PersonId>,
    /// Whose place was freed; they are known still, and come in as before.
    gave_place: BTreeSet<PersonId>,
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

    /// People who may still come; those with a role link have places of their own.
    pub(super) fn places_left(&self, by_link: bool) -> usize {
        let staff = if by_link { limits::PEOPLE_STAFF_MAX } else { 0 };
        let taken = self.len() - self.gave_place.len();
        let left = (limits::PEOPLE_MAX + staff).saturating_sub(taken);
        left.min((limits::PEOPLE_EVER_MAX + staff).saturating_sub(self.len()))
    }

    /// Places left for everybody, where they are few.
    pub(super) fn few_places_left(&self) -> Option<usize> {
        let left = self.places_left(false);
        (left <= limits::PEOPLE_MAX / limits::FEW_PLACES).then_some(left)
    }

    /// Who came, has said nothing, and is gone: nobody misses their place.
    pub(super) fn silent(&self, presence: &Presence) -> Vec<PersonId> {
        let is_silent = |person: &&Person| {
            person.link.is_none()
                && person.profile.name.is_none()
                && person.items.is_empty()
                && !presence.contains(&person.id)
                && !self.gave_place.contains(&person.id)
        };
        self.values()
            .filter(is_silent)
            .map(|person| person.id)
            .collect()
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
            Event::PlacesFreed { people } => self.gave_place.extend(people),
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
