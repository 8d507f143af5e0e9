//! People and roles: who somebody is, apart from the screens they hold (S2, S3).

mod command;
mod decide;
mod event;

pub use command::Command;
pub(crate) use decide::decide;
pub use event::Event;

use serde::{Deserialize, Serialize};

use crate::ids::{ItemId, LinkId, PersonId};
use crate::igf::{Region, StakeholderGroup};
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::terms::{Attendance, Roles};

/// What a person says of themselves; all but the name may stay open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Profile {
    /// As it should be said aloud.
    pub name: Option<String>,
    /// Organisation; for government speakers the country.
    pub affiliation: Option<String>,
    /// Stakeholder group.
    pub stakeholder_group: Option<StakeholderGroup>,
    /// Regional group.
    pub region: Option<Region>,
    /// Language tags, the preferred one first.
    pub languages: Vec<String>,
    /// In the room, online or at a hub.
    pub attendance: Attendance,
    /// How many people sit behind this seat, where it is a hub's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heads: Option<u32>,
    /// What they would like to talk about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

/// Checks the head count of a hub.
pub(crate) fn check_heads(heads: Option<u32>) -> Result<(), Rejection> {
    let (min, max) = (1, limits::HEADS_MAX);
    match heads {
        Some(heads) if !(min..=max).contains(&heads) => Err(Rejection::OutOfRange {
            field: Field::Heads,
            min: u64::from(min),
            max: u64::from(max),
        }),
        _ => Ok(()),
    }
}

impl Profile {
    /// Cleans every text and checks every bound.
    ///
    /// # Errors
    /// The field that is past its bound.
    pub fn checked(self) -> Result<Self, Rejection> {
        if self.languages.len() > limits::LANGUAGES_MAX {
            return Err(Rejection::Full {
                field: Field::Languages,
                max: limits::LANGUAGES_MAX,
            });
        }
        let mut languages = Vec::with_capacity(self.languages.len());
        for tag in &self.languages {
            languages.push(Field::Languages.line(tag, limits::LANGUAGE_CHARS_MAX)?);
        }
        let heads = self.heads.filter(|_| self.attendance == Attendance::Hub);
        check_heads(heads)?;
        let name = self.name.as_deref().unwrap_or_default();
        let affiliation = self.affiliation.as_deref().unwrap_or_default();
        let about = self.about.as_deref().unwrap_or_default();
        Ok(Self {
            name: Field::Name.optional_line(name, limits::NAME_CHARS_MAX)?,
            affiliation: Field::Affiliation
                .optional_line(affiliation, limits::AFFILIATION_CHARS_MAX)?,
            about: Field::About.optional_line(about, limits::ABOUT_CHARS_MAX)?,
            languages,
            heads,
            ..self
        })
    }
}

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
}

impl Person {
    /// Whether they take part in a round: online participants do unless they say no; staff and
    /// people in the room do only if they say yes.
    #[must_use]
    pub fn takes_part(&self) -> bool {
        let by_default = self.link.is_none() && self.profile.attendance == Attendance::Online;
        self.networking.unwrap_or(by_default)
    }

    /// Whether they sit in the room itself. Whoever came by a role link works for the session, and
    /// is matched with those online.
    #[must_use]
    pub fn sits_in_the_room(&self) -> bool {
        self.link.is_none() && self.profile.attendance == Attendance::Room
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
}

impl Link {
    /// Whether it carries this name, upper and lower case alike.
    #[must_use]
    pub fn is_held_by(&self, name: &str) -> bool {
        let holder = self.holder.as_deref();
        holder.is_some_and(|holder| holder.to_lowercase() == name.to_lowercase())
    }
}
