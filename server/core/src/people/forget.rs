//! Somebody who is forgotten: who they were goes, how they attended stays, since it was counted.

use super::event::Event;
use super::profile::Profile;
use super::state::People;
use crate::forgotten::Forgotten;

impl Event {
    /// Takes out what is forgotten.
    pub(crate) fn forget(&mut self, forgotten: &Forgotten) {
        match self {
            Self::PersonJoined {
                person,
                key_hash,
                profile,
                ..
            } if forgotten.is(*person) => {
                key_hash.clear();
                profile.forget();
            }
            Self::PersonIntroduced { person, profile } if forgotten.is(*person) => {
                profile.forget();
            }
            Self::PersonJoined { .. }
            | Self::PersonIntroduced { .. }
            | Self::PersonLinked { .. }
            | Self::NetworkingChosen { .. }
            | Self::PlacesFreed { .. } => {}
        }
    }
}

impl People {
    /// Takes out what is forgotten; the key opens a new person's part from now on.
    pub(crate) fn forget(&mut self, forgotten: &Forgotten) {
        self.change_all(|person| {
            if forgotten.is(person.id) {
                person.key_hash.clear();
                person.profile.forget();
                person.erased = true;
            }
        });
    }
}

impl Profile {
    fn forget(&mut self) {
        *self = Self {
            attendance: self.attendance,
            heads: self.heads,
            ..Self::default()
        };
    }
}
