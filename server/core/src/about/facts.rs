//! The facts of a session, as the organiser confirmed them from its page.

use serde::{Deserialize, Serialize};

use crate::igf::{Deadlines, PagePerson};
use crate::limits;

/// The facts of the session page that travel on into the hour and its report.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct About {
    /// Title without year, type and number.
    #[cfg_attr(feature = "wire", schemars(length(max = limits::TITLE_CHARS_MAX)))]
    pub title: String,
    /// Year of the forum.
    pub year: Option<u16>,
    /// Kind of session in the IGF's words: "Launch / Award Event".
    #[serde(rename = "type")]
    #[cfg_attr(feature = "wire", schemars(length(max = limits::TITLE_CHARS_MAX)))]
    pub kind: Option<String>,
    /// Number within year and type.
    pub number: Option<u32>,
    /// Organisers of the session, as the page lists them.
    #[cfg_attr(feature = "wire", schemars(length(max = limits::PAGE_PEOPLE_MAX)))]
    pub organizers: Vec<PagePerson>,
    /// Speakers.
    #[cfg_attr(feature = "wire", schemars(length(max = limits::PAGE_PEOPLE_MAX)))]
    pub speakers: Vec<PagePerson>,
    /// Moderators in the room.
    #[cfg_attr(feature = "wire", schemars(length(max = limits::PAGE_PEOPLE_MAX)))]
    pub onsite_moderators: Vec<PagePerson>,
    /// Moderators of the people online.
    #[cfg_attr(feature = "wire", schemars(length(max = limits::PAGE_PEOPLE_MAX)))]
    pub online_moderators: Vec<PagePerson>,
    /// Rapporteurs.
    #[cfg_attr(feature = "wire", schemars(length(max = limits::PAGE_PEOPLE_MAX)))]
    pub rapporteurs: Vec<PagePerson>,
    /// Targets of the 2030 Agenda, such as "16.10".
    #[cfg_attr(feature = "wire", schemars(length(max = limits::SDG_TARGETS_MAX), inner(length(max = limits::SDG_TARGET_CHARS_MAX))))]
    pub sdg_targets: Vec<String>,
    /// Goals, 1 to 17.
    #[cfg_attr(feature = "wire", schemars(length(max = limits::SDG_GOALS), inner(range(min = 1, max = limits::SDG_GOALS))))]
    pub sdg_goals: Vec<u8>,
    /// Format, as written: "Roundtable".
    #[cfg_attr(feature = "wire", schemars(length(max = limits::TITLE_CHARS_MAX)))]
    pub format: Option<String>,
    /// Length as stated.
    pub duration_minutes: Option<u32>,
    /// Description.
    #[cfg_attr(feature = "wire", schemars(length(max = limits::PAGE_TEXT_CHARS_MAX)))]
    pub description: Option<String>,
    /// Start, RFC 3339 in UTC.
    #[cfg_attr(feature = "wire", schemars(length(max = limits::TITLE_CHARS_MAX)))]
    pub starts_at: Option<String>,
    /// Room.
    #[cfg_attr(feature = "wire", schemars(length(max = limits::TITLE_CHARS_MAX)))]
    pub room: Option<String>,
    /// Where the slides are: an https address.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wire", ts(optional), schemars(length(max = limits::LINK_CHARS_MAX)))]
    pub slides: Option<String>,
    /// The language in which it is held, by its tag; nothing said is English, as at most of the IGF.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wire", ts(optional), schemars(length(max = limits::LANGUAGE_CHARS_MAX)))]
    pub language: Option<String>,
    /// When the blocks of the report are due, in the page's words.
    pub deadlines: Deadlines,
}

impl About {
    /// When the session should begin, where the page says so in a form that a machine can read.
    #[must_use]
    pub fn scheduled_start_ms(&self) -> Option<u64> {
        let starts_at: jiff::Timestamp = self.starts_at.as_deref()?.parse().ok()?;
        let start_ms = u64::try_from(starts_at.as_millisecond()).ok()?;
        (start_ms <= limits::TIME_MS_MAX).then_some(start_ms)
    }

    /// Everybody whom the page names for the session itself.
    pub fn everybody(&self) -> impl Iterator<Item = &PagePerson> {
        let moderators = self.onsite_moderators.iter().chain(&self.online_moderators);
        self.speakers
            .iter()
            .chain(moderators)
            .chain(&self.rapporteurs)
    }
}
