//! A session before it exists.

use serde::{Deserialize, Serialize};

use super::create::made_with;
use super::facts::About;
use super::imported::Imported;
use crate::agenda::SegmentPlan;
use crate::igf::AgendaItem;
use crate::limits;
use crate::refused::{At, Refused, each};
use crate::rejection::{Field, Rejection};

/// A session before it exists: what the organiser sends when the review is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SessionPlan {
    /// What it is about.
    pub about: About,
    /// The hour, in order.
    #[cfg_attr(feature = "wire", schemars(length(min = 1, max = limits::SEGMENTS_MAX)))]
    pub agenda: Vec<SegmentPlan>,
    /// The page as it was read, before the organiser corrected it; without it, the plan counts as
    /// the page's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wire", ts(optional))]
    pub imported: Option<Box<Imported>>,
}

impl SessionPlan {
    /// Cleans every text and checks every bound.
    ///
    /// # Errors
    /// The first field that is missing or past its bound, with its place.
    pub fn checked(self) -> Result<Self, Refused> {
        let is_long_enough = if self.agenda.is_empty() {
            let field = Field::Agenda;
            Err(Rejection::TextMissing { field })
        } else {
            Field::Agenda.holds(self.agenda.len(), limits::SEGMENTS_MAX)
        };
        is_long_enough.at("agenda")?;
        let imported = self.imported.map(|page| page.checked().map(Box::new));
        Ok(Self {
            agenda: each(self.agenda, SegmentPlan::checked).at("agenda")?,
            about: self.about.checked().at("about")?,
            imported: imported.transpose().at("imported")?,
        })
    }

    /// Whether a session can be made of it, once it is [`checked`](Self::checked).
    ///
    /// # Errors
    /// It names more people than a session has links for, or a segment names a speaker whom the page
    /// does not; with its place.
    pub fn can_be_made(&self) -> Result<(), Refused> {
        made_with(self).map(|_| ())
    }

    /// What the next page is compared with.
    #[must_use]
    pub fn taken_in(&self) -> Imported {
        let item = |segment: &SegmentPlan| AgendaItem {
            kind: segment.kind,
            title: segment.title.clone(),
            minutes_min: None,
            minutes_max: None,
            plan_minutes: segment.minutes,
        };
        self.imported
            .as_deref()
            .cloned()
            .unwrap_or_else(|| Imported {
                about: self.about.clone(),
                agenda: self.agenda.iter().map(item).collect(),
            })
    }
}
