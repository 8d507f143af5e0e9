//! What a decision may know besides the session: the time, a seed, who asks, who is here.

use std::collections::BTreeSet;
use std::fmt;

use crate::ids::PersonId;
use crate::terms::{Role, Roles};

/// Who is connected at this moment. It is not part of the log; what a rule made of it is.
pub type Presence = BTreeSet<PersonId>;

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
