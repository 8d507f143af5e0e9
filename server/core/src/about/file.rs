//! A session's plan as a file: what an export writes and an import reads.
//!
//! One JSON object: `"format": "onefloor-session"`, `"version": 1`, and the plan as it is when a
//! session is created: `about`, `agenda`, and `imported` where it came from a page. It holds no
//! secrets, no links and nothing of the hour. A later version adds fields and keeps these.

use serde::{Deserialize, Serialize};

use super::facts::About;
use super::imported::Imported;
use super::session_plan::SessionPlan;
use super::state::Subject;
use crate::agenda::{Agenda, SegmentPlan, SlotPlan, plan_of};
#[cfg(feature = "wire")]
use crate::limits;
use crate::links::Links;

/// What the file calls itself.
pub const FORMAT: &str = "onefloor-session";
/// The version that is written and read.
pub const VERSION: u32 = 1;

/// The file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SessionFile {
    /// [`FORMAT`].
    #[cfg_attr(feature = "wire", schemars(extend("const" = FORMAT)))]
    pub format: String,
    /// [`VERSION`].
    #[cfg_attr(feature = "wire", schemars(extend("const" = VERSION)))]
    pub version: u32,
    /// What the session is about.
    pub about: About,
    /// The hour, in order.
    #[cfg_attr(feature = "wire", schemars(length(min = 1, max = limits::SEGMENTS_MAX)))]
    pub agenda: Vec<SegmentPlan>,
    /// The page as it was last taken in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wire", ts(optional))]
    pub imported: Option<Box<Imported>>,
}

impl SessionFile {
    /// The plan of a session as it stands now; `None` for one that does not exist.
    #[must_use]
    pub fn of(subject: &Subject, agenda: &Agenda, links: &Links) -> Option<Self> {
        let about = subject.as_deref()?;
        // A speaker who joined in the hour has no link in a session made from this file.
        let is_listed = |slot: &SlotPlan| {
            let mut people = about.everybody();
            people.any(|person| person.name.to_lowercase() == slot.name.to_lowercase())
        };
        let planned = |segment| {
            let mut plan: SegmentPlan = plan_of(segment, links);
            plan.speakers.retain(is_listed);
            plan
        };
        Some(Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            about: about.clone(),
            agenda: agenda.segments.iter().map(planned).collect(),
            imported: subject.imported.clone(),
        })
    }

    /// The plan of a session to be made from it.
    #[must_use]
    pub fn into_plan(self) -> SessionPlan {
        SessionPlan {
            about: self.about,
            agenda: self.agenda,
            imported: self.imported,
        }
    }
}
