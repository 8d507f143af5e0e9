//! A role and all that goes with it: the rights that it carries, whether it sees the staff's view,
//! and whether a new session hands it out. To add a role is to add to this file; its icon and its home
//! stand in the browser's `roles.ts`, its name in the catalogues.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// What a screen may do; one link may carry several.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::VariantArray,
)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sets the session up, issues and revokes links, and may do all that a moderator may.
    Organiser,
    /// Runs the hour: clock, floor, rounds.
    Moderator,
    /// Enters hands and microphones of the room.
    FloorRunner,
    /// Speaks; has the confidence view.
    Speaker,
    /// Captures and exports.
    Rapporteur,
    /// A screen for the room; nobody sits in front of it.
    Display,
    /// Asks, votes, matches.
    Participant,
    /// Another system that brings things to the floor; nobody sits behind it.
    Integration,
}

/// The roles of one screen.
pub type Roles = BTreeSet<Role>;

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
    /// Whoever works in the room or speaks there, and so can say what is heard.
    Listeners,
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

/// Which links of a role a new session has.
/// In the order in which they stand below the people's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum HandedOut {
    /// One for each whom the page names, and one without a name if it names nobody.
    AtLeastOne,
    /// One, whoever takes it.
    One,
    /// One for each whom the page names, and one without a name besides.
    OneMore,
    /// None: whoever comes has it, or it is issued when it is asked for.
    None,
}

impl Role {
    /// The rights that it carries.
    #[must_use]
    pub fn rights(self) -> &'static [Right] {
        use Right::{
            Capturers, FloorStaff, Intake, Listeners, Moderators, Organisers, People, Rapporteurs,
            Speakers,
        };
        match self {
            Self::Organiser => &[
                Organisers,
                Moderators,
                Intake,
                FloorStaff,
                Listeners,
                Rapporteurs,
                Capturers,
                People,
            ],
            Self::Moderator => &[Moderators, Intake, FloorStaff, Listeners, Capturers, People],
            Self::FloorRunner => &[Intake, FloorStaff, Listeners, People],
            Self::Speaker => &[Speakers, Listeners, People],
            Self::Rapporteur => &[Rapporteurs, Listeners, Capturers, People],
            Self::Display => &[],
            Self::Participant => &[People],
            Self::Integration => &[Intake],
        }
    }

    /// Whether it works for the session, and so sees the staff's view.
    #[must_use]
    pub fn is_staff(self) -> bool {
        match self {
            Self::Organiser | Self::Moderator | Self::FloorRunner | Self::Rapporteur => true,
            Self::Speaker | Self::Display | Self::Participant | Self::Integration => false,
        }
    }

    /// Which of its links a new session has.
    #[must_use]
    pub(crate) fn handed_out(self) -> HandedOut {
        match self {
            Self::Organiser | Self::FloorRunner | Self::Display => HandedOut::One,
            Self::Moderator | Self::Rapporteur => HandedOut::AtLeastOne,
            // The screen that nobody holds stands at the lectern.
            Self::Speaker => HandedOut::OneMore,
            Self::Participant | Self::Integration => HandedOut::None,
        }
    }
}

/// Whether any of the roles works for the session, and so sees the staff's view.
#[must_use]
pub fn is_staff(roles: &Roles) -> bool {
    roles.iter().any(|role| role.is_staff())
}
