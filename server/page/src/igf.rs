//! The words of the IGF: its closed lists, and the people, parts and deadlines that a session's page
//! names. Whoever reads, keeps or shows a session speaks in them.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// Years in which a forum may be: the first one was in 2006.
pub const YEARS: RangeInclusive<u16> = 2006..=2100;

/// Somebody named on a session page; what the page does not say is `null`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(default)]
pub struct PagePerson {
    /// Name of the person, or of the organisation in a list of organizers.
    pub name: String,
    /// Organisation and post, as written; may contain commas.
    pub affiliation: Option<String>,
    /// One of the IGF's groups: "Technical Community".
    pub stakeholder_group: Option<String>,
    /// One of the regional groups: "Asia-Pacific Group".
    pub region: Option<String>,
}

/// What happens in a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// Welcome.
    Opening,
    /// Keynote addresses.
    Keynotes,
    /// Other talks, with or without slides.
    Presentation,
    /// A panel.
    Panel,
    /// Open discussion.
    Discussion,
    /// Questions and answers.
    Questions,
    /// People find their places for what follows.
    Moving,
    /// Networking, in breakout rooms online.
    Networking,
    /// An award is given.
    Award,
    /// Last words.
    Closing,
    /// Anything else.
    Other,
}

/// One segment: minutes as the page says, and as fitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct AgendaItem {
    /// What happens in it.
    pub kind: SegmentKind,
    /// In the page's words; empty for a segment that the page does not name.
    pub title: String,
    /// Fewest minutes that the page says.
    pub minutes_min: Option<u32>,
    /// Most minutes that the page says.
    pub minutes_max: Option<u32>,
    /// Minutes as fitted to the session's length.
    pub plan_minutes: u32,
}

/// When the blocks of the report are due, in the page's words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Deadlines {
    /// Of the key takeaways.
    pub key_takeaways: Option<String>,
    /// Of the call to action.
    pub call_to_action: Option<String>,
    /// Of the session report.
    pub session_report: Option<String>,
}

/// The stakeholder groups of the IGF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the IGF's own list, word for word")]
pub enum StakeholderGroup {
    Government,
    IntergovernmentalOrganization,
    CivilSociety,
    TechnicalCommunity,
    PrivateSector,
    Other,
}

/// The regional groups of the United Nations, as the IGF uses them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the IGF's own list, word for word")]
pub enum Region {
    African,
    AsiaPacific,
    EasternEuropean,
    LatinAmericanAndCaribbean,
    WesternEuropeanAndOthers,
    IntergovernmentalOrganization,
}
