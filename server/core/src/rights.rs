//! Who may do what: each command names one of these rights, beside its own fields.

use strum::VariantArray;

use crate::context::Actor;
use crate::rejection::Rejection;
use crate::terms::{Role, Roles};

/// Whom a command is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// Whoever set the session up.
    Organisers,
    /// Whoever runs the hour.
    Moderators,
    /// Whoever enters somebody else: staff, and other systems by their token.
    Intake,
    /// Whoever stands in the room and counts.
    FloorStaff,
    /// Whoever has a lectern.
    Speakers,
    /// Whoever writes the report.
    Rapporteurs,
    /// Whoever keeps something for the report as it happens, asks everybody about it, and looks into
    /// rooms.
    Capturers,
    /// Everybody but a display, in front of which nobody sits.
    People,
    /// Whoever runs the server.
    Host,
    /// The server, letting somebody in.
    Door,
    /// The server, meeting a deadline.
    Clock,
}

impl Role {
    /// The rights that it carries.
    #[must_use]
    pub fn rights(self) -> &'static [Right] {
        use Right::{
            Capturers, FloorStaff, Intake, Moderators, Organisers, People, Rapporteurs, Speakers,
        };
        match self {
            Self::Organiser => &[
                Organisers,
                Moderators,
                Intake,
                FloorStaff,
                Rapporteurs,
                Capturers,
                People,
            ],
            Self::Moderator => &[Moderators, Intake, FloorStaff, Capturers, People],
            Self::FloorRunner => &[Intake, FloorStaff, People],
            Self::Speaker => &[Speakers, People],
            Self::Rapporteur => &[Rapporteurs, Capturers, People],
            Self::Display => &[],
            Self::Participant => &[People],
            Self::Integration => &[Intake],
        }
    }
}

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
