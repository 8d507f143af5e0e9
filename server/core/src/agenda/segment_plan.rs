//! A segment before it is held, as an organiser or a moderator writes it.

use serde::{Deserialize, Serialize};

use crate::igf::SegmentKind;
use crate::limits;
use crate::refused::{At, Refused, each};
use crate::rejection::{Field, Rejection};

/// One segment as planned, in whole minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SegmentPlan {
    /// What happens in it.
    pub kind: SegmentKind,
    /// Title, shown on every screen.
    #[cfg_attr(feature = "wire", schemars(length(min = 1, max = limits::TITLE_CHARS_MAX), regex(pattern = r"\S")))]
    pub title: String,
    /// Planned minutes.
    #[cfg_attr(feature = "wire", schemars(range(min = 1, max = limits::SEGMENT_MINUTES_MAX)))]
    pub minutes: u32,
    /// Fewest minutes to which an overrun elsewhere may squeeze it.
    #[cfg_attr(feature = "wire", schemars(range(max = limits::SEGMENT_MINUTES_MAX)))]
    pub minutes_min: u32,
    /// Most minutes to which time to spare may stretch it.
    #[cfg_attr(feature = "wire", schemars(range(min = 1, max = limits::SEGMENT_MINUTES_MAX)))]
    pub minutes_max: u32,
    /// Who speaks in it, in order, by the names of the role links.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "wire", ts(optional, as = "Option<Vec<SlotPlan>>"))]
    #[cfg_attr(feature = "wire", schemars(length(max = limits::SLOTS_MAX)))]
    pub speakers: Vec<SlotPlan>,
    /// What staff should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wire", ts(optional))]
    #[cfg_attr(feature = "wire", schemars(length(max = limits::NOTES_CHARS_MAX)))]
    pub notes: Option<String>,
    /// When it must begin, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wire", ts(optional))]
    #[cfg_attr(feature = "wire", schemars(range(max = limits::TIME_MS_MAX)))]
    pub hard_start_ms: Option<u64>,
    /// Whether the server goes on by itself when its time is up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "wire", ts(optional, as = "Option<bool>"))]
    pub auto_advance: bool,
}

/// A speaker's part of a segment as planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SlotPlan {
    /// The name on their role link.
    #[cfg_attr(feature = "wire", schemars(length(min = 1, max = limits::PAGE_NAME_CHARS_MAX), regex(pattern = r"\S")))]
    pub name: String,
    /// Their minutes; without, they share what the others leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wire", ts(optional))]
    #[cfg_attr(feature = "wire", schemars(range(min = 1, max = limits::SEGMENT_MINUTES_MAX)))]
    pub minutes: Option<u32>,
}

impl SegmentPlan {
    /// Cleans every text and checks every bound.
    ///
    /// # Errors
    /// The first field that is missing or past its bound, with its place.
    pub fn checked(self) -> Result<Self, Refused> {
        let minutes = [
            ("minutes", self.minutes, 1, limits::SEGMENT_MINUTES_MAX),
            ("minutes_min", self.minutes_min, 0, self.minutes),
            (
                "minutes_max",
                self.minutes_max,
                self.minutes,
                limits::SEGMENT_MINUTES_MAX,
            ),
        ];
        for (name, value, min, max) in minutes {
            if !(min..=max).contains(&value) {
                return Err(minutes_out_of_range()).at(name);
            }
        }
        let slots = Field::People.holds(self.speakers.len(), limits::SLOTS_MAX);
        slots.at("speakers")?;
        if self
            .hard_start_ms
            .is_some_and(|at_ms| at_ms > limits::TIME_MS_MAX)
        {
            return Err(Rejection::OutOfRange {
                field: Field::HardStart,
                min: 0,
                max: limits::TIME_MS_MAX,
            })
            .at("hard_start_ms");
        }
        let title = Field::Title.line(&self.title, limits::TITLE_CHARS_MAX);
        let notes = self.notes.as_deref().unwrap_or_default();
        let notes = Field::Notes.optional_lines(notes, limits::NOTES_CHARS_MAX);
        Ok(Self {
            title: title.at("title")?,
            notes: notes.at("notes")?,
            speakers: each(self.speakers, SlotPlan::checked).at("speakers")?,
            ..self
        })
    }
}

impl SlotPlan {
    fn checked(self) -> Result<Self, Refused> {
        let max = limits::SEGMENT_MINUTES_MAX;
        if self
            .minutes
            .is_some_and(|minutes| minutes == 0 || minutes > max)
        {
            return Err(minutes_out_of_range()).at("minutes");
        }
        let name = Field::Name.line(&self.name, limits::PAGE_NAME_CHARS_MAX);
        Ok(Self {
            name: name.at("name")?,
            ..self
        })
    }
}

fn minutes_out_of_range() -> Rejection {
    Rejection::OutOfRange {
        field: Field::Minutes,
        min: 1,
        max: u64::from(limits::SEGMENT_MINUTES_MAX),
    }
}
