//! Who may do what: each command names one of these rights, beside its own fields.

use crate::context::Actor;
use crate::rejection::Rejection;
use crate::terms::Role;

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

impl Right {
    /// The roles that carry it; none for what only the server itself does.
    #[must_use]
    pub fn roles(self) -> &'static [Role] {
        match self {
            Self::Organisers => &[Role::Organiser],
            Self::Moderators => &[Role::Organiser, Role::Moderator],
            Self::Intake => &[
                Role::Organiser,
                Role::Moderator,
                Role::FloorRunner,
                Role::Integration,
            ],
            Self::FloorStaff => &[Role::Organiser, Role::Moderator, Role::FloorRunner],
            Self::Speakers => &[Role::Speaker],
            Self::Rapporteurs => &[Role::Organiser, Role::Rapporteur],
            Self::Capturers => &[Role::Organiser, Role::Moderator, Role::Rapporteur],
            Self::People => &[
                Role::Organiser,
                Role::Moderator,
                Role::FloorRunner,
                Role::Speaker,
                Role::Rapporteur,
                Role::Participant,
            ],
            Self::Host | Self::Door | Self::Clock => &[],
        }
    }

    /// Whether a screen can have it.
    #[must_use]
    pub(crate) fn is_of_screens(self) -> bool {
        !self.roles().is_empty()
    }

    /// Whether this actor has it.
    #[must_use]
    pub fn is_held_by(self, actor: &Actor) -> bool {
        match self {
            Self::Host => *actor == Actor::Host,
            Self::Door => *actor == Actor::Door,
            Self::Clock => *actor == Actor::Clock,
            _ => actor.has_any(self.roles()),
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
