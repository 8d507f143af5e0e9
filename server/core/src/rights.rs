//! Who may do what: each command names a right, beside its own fields.

use strum::VariantArray;

use crate::context::Actor;
use crate::rejection::Rejection;
pub use crate::role::Right;
use crate::terms::{Role, Roles};

impl Right {
    /// Whether a screen can have it.
    #[must_use]
    pub(crate) fn is_of_screens(self) -> bool {
        Role::VARIANTS.iter().any(|role| self.is_of(*role))
    }

    /// Whether a role carries it.
    #[must_use]
    pub fn is_of(self, role: Role) -> bool {
        role.rights().contains(&self)
    }

    /// Whether any of these roles carries it.
    #[must_use]
    pub fn is_in(self, roles: &Roles) -> bool {
        roles.iter().any(|role| self.is_of(*role))
    }

    /// Whether this actor has it.
    #[must_use]
    pub fn is_held_by(self, actor: &Actor) -> bool {
        match self {
            Self::Host => *actor == Actor::Host,
            Self::Door => *actor == Actor::Door,
            Self::Clock => *actor == Actor::Clock,
            Self::Organisers
            | Self::Moderators
            | Self::Intake
            | Self::FloorStaff
            | Self::Listeners
            | Self::Speakers
            | Self::Rapporteurs
            | Self::Capturers
            | Self::People => actor.has_any(|role| self.is_of(role)),
        }
    }

    /// Refuses whoever does not have it.
    pub(crate) fn check(self, actor: &Actor) -> Result<(), Rejection> {
        if self.is_held_by(actor) {
            Ok(())
        } else {
            Err(Rejection::NotAllowed)
        }
    }
}
