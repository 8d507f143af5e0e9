//! Role links and the door, as they stand.

use std::collections::BTreeMap;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::event::Event;
use crate::ids::{LinkId, PersonId};
use crate::terms::{Role, Roles};

/// The role links of a session, and its door.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Links {
    /// Every link that was ever made.
    by_id: BTreeMap<LinkId, Link>,
    /// Whether new participants are kept out.
    pub door_closed: bool,
}

impl Links {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::LinkIssued { link } => {
                self.by_id.insert(link.id, link.clone());
            }
            Event::LinkRotated {
                link,
                generation,
                by,
            } => self.change(*link, |link| {
                link.generation = *generation;
                link.rotated_by = *by;
                // A link that was revoked is rotated to be issued anew.
                link.revoked = false;
            }),
            Event::LinkRevoked { link } => self.change(*link, |link| link.revoked = true),
            Event::DoorSet { open } => self.door_closed = !open,
        }
    }

    fn change(&mut self, id: LinkId, change: impl FnOnce(&mut Link)) {
        self.by_id.get_mut(&id).map(change).unwrap_or_default();
    }
}

impl Deref for Links {
    type Target = BTreeMap<LinkId, Link>;

    fn deref(&self) -> &Self::Target {
        &self.by_id
    }
}

/// A role link. The secret is not here: the app derives it from its own key and the generation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Id.
    pub id: LinkId,
    /// What it opens.
    pub roles: Roles,
    /// Whose link it is, by the session page.
    pub holder: Option<String>,
    /// Their affiliation.
    pub affiliation: Option<String>,
    /// Counts rotations; an older generation opens nothing.
    pub generation: u32,
    /// Whether it opens nothing at all.
    pub revoked: bool,
    /// Who rotated it the last time: with the secret of the generation before, they get the present
    /// one, so that whoever rotates their own link does not put themselves out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rotated_by: Option<PersonId>,
}

impl Link {
    /// Whether a screen stands behind it and nobody sits in front of it: a lectern, a display, another system.
    #[must_use]
    pub fn is_of_screen(&self) -> bool {
        let is_of_screen =
            |role: &Role| matches!(role, Role::Speaker | Role::Display | Role::Integration);
        self.holder.is_none() && self.roles.iter().all(is_of_screen)
    }

    /// Whether it carries this name, upper and lower case alike.
    #[must_use]
    pub fn is_held_by(&self, name: &str) -> bool {
        let holder = self.holder.as_deref();
        holder.is_some_and(|holder| holder.to_lowercase() == name.to_lowercase())
    }
}
