//! What somebody says of themselves.

use serde::{Deserialize, Serialize};

use crate::igf::{Region, StakeholderGroup};
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::terms::Attendance;

/// What a person says of themselves; all but the name may stay open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Profile {
    /// As it should be said aloud.
    #[cfg_attr(feature = "wire", schemars(length(max = limits::NAME_CHARS_MAX)))]
    pub name: Option<String>,
    /// Organisation; for government speakers the country.
    #[cfg_attr(feature = "wire", schemars(length(max = limits::AFFILIATION_CHARS_MAX)))]
    pub affiliation: Option<String>,
    /// Stakeholder group.
    pub stakeholder_group: Option<StakeholderGroup>,
    /// Regional group.
    pub region: Option<Region>,
    /// Language tags, the preferred one first.
    #[cfg_attr(feature = "wire", schemars(length(max = limits::LANGUAGES_MAX)))]
    pub languages: Vec<String>,
    /// In the room, online or at a hub.
    pub attendance: Attendance,
    /// How many people sit behind this seat, where it is a hub's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heads: Option<u32>,
    /// What they would like to talk about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wire", schemars(length(max = limits::ABOUT_CHARS_MAX)))]
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
            languages.extend(Field::Languages.language(tag)?);
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
