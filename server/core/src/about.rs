//! What a session is about, as the organiser confirmed it from the page (S1), and how that changes:
//! [`diff`] holds a page read again against it, [`revise`] takes over what the organiser named.

mod command;
mod decide;
mod diff;
mod event;
mod fields;
pub mod file;
mod imported;
mod revise;

pub use command::Command;
pub(crate) use decide::decide;
pub use diff::{AboutDiff, AgendaDiff, FieldDiff, PersonDiff, diff};
pub use event::Event;
pub use fields::{AboutField, PeopleList};
pub use imported::Imported;
use revise::revise;
pub use revise::{ChangeSource, Changes, Listed};

use serde::{Deserialize, Serialize};

use crate::igf::{AgendaItem, Deadlines, PagePerson, SegmentKind};
use crate::limits;
use crate::rejection::{Field, Rejection};

/// The facts of the session page that travel on into the hour and its report.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct About {
    /// Title without year, type and number.
    pub title: String,
    /// Year of the forum.
    pub year: Option<u16>,
    /// Kind of session in the IGF's words: "Launch / Award Event".
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Number within year and type.
    pub number: Option<u32>,
    /// Organisers of the session, as the page lists them.
    pub organizers: Vec<PagePerson>,
    /// Speakers.
    pub speakers: Vec<PagePerson>,
    /// Moderators in the room.
    pub onsite_moderators: Vec<PagePerson>,
    /// Moderators of the people online.
    pub online_moderators: Vec<PagePerson>,
    /// Rapporteurs.
    pub rapporteurs: Vec<PagePerson>,
    /// Targets of the 2030 Agenda, such as "16.10".
    pub sdg_targets: Vec<String>,
    /// Goals, 1 to 17.
    pub sdg_goals: Vec<u8>,
    /// Format, as written: "Roundtable".
    pub format: Option<String>,
    /// Length as stated.
    pub duration_minutes: Option<u32>,
    /// Description.
    pub description: Option<String>,
    /// Start, RFC 3339 in UTC.
    pub starts_at: Option<String>,
    /// Room.
    pub room: Option<String>,
    /// When the blocks of the report are due, in the page's words.
    pub deadlines: Deadlines,
}

/// One segment as planned, in whole minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct SegmentPlan {
    /// What happens in it.
    pub kind: SegmentKind,
    /// Title, shown on every screen.
    pub title: String,
    /// Planned minutes.
    pub minutes: u32,
    /// Fewest minutes to which an overrun elsewhere may squeeze it.
    pub minutes_min: u32,
    /// Most minutes to which time to spare may stretch it.
    pub minutes_max: u32,
    /// Who speaks in it, in order, by the names of the role links.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<Vec<SlotPlan>>"))]
    pub speakers: Vec<SlotPlan>,
    /// What staff should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub notes: Option<String>,
    /// When it must begin, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub hard_start_ms: Option<u64>,
    /// Whether the server goes on by itself when its time is up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<bool>"))]
    pub auto_advance: bool,
}

/// A speaker's part of a segment as planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct SlotPlan {
    /// The name on their role link.
    pub name: String,
    /// Their minutes; without, they share what the others leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub minutes: Option<u32>,
}

/// A session before it exists: what the organiser sends when the review is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct SessionPlan {
    /// What it is about.
    pub about: About,
    /// The hour, in order.
    pub agenda: Vec<SegmentPlan>,
    /// The page as it was read, before the organiser corrected it; without it, the plan counts as
    /// the page's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub imported: Option<Box<Imported>>,
}

impl SessionPlan {
    /// Cleans every text and checks every bound.
    ///
    /// # Errors
    /// The first field that is missing or past its bound.
    pub fn checked(self) -> Result<Self, Rejection> {
        if self.agenda.is_empty() {
            return Err(Rejection::TextMissing {
                field: Field::Agenda,
            });
        }
        if self.agenda.len() > limits::SEGMENTS_MAX {
            return Err(Rejection::Full {
                field: Field::Agenda,
                max: limits::SEGMENTS_MAX,
            });
        }
        let agenda = self
            .agenda
            .into_iter()
            .map(SegmentPlan::checked)
            .collect::<Result<_, _>>()?;
        let imported = self.imported.map(|page| page.checked().map(Box::new));
        Ok(Self {
            about: self.about.checked()?,
            agenda,
            imported: imported.transpose()?,
        })
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

impl SegmentPlan {
    /// Cleans every text and checks every bound.
    ///
    /// # Errors
    /// The first field that is missing or past its bound.
    pub fn checked(self) -> Result<Self, Rejection> {
        let max = u64::from(limits::SEGMENT_MINUTES_MAX);
        let in_order = self.minutes_min <= self.minutes && self.minutes <= self.minutes_max;
        if self.minutes == 0 || self.minutes_max > limits::SEGMENT_MINUTES_MAX || !in_order {
            return Err(minutes_out_of_range(1, max));
        }
        if self.speakers.len() > limits::SLOTS_MAX {
            return Err(Rejection::Full {
                field: Field::People,
                max: limits::SLOTS_MAX,
            });
        }
        if self
            .hard_start_ms
            .is_some_and(|at_ms| at_ms > limits::TIME_MS_MAX)
        {
            return Err(Rejection::OutOfRange {
                field: Field::HardStart,
                min: 0,
                max: limits::TIME_MS_MAX,
            });
        }
        let speakers = self.speakers.into_iter().map(SlotPlan::checked);
        Ok(Self {
            title: Field::Title.line(&self.title, limits::TITLE_CHARS_MAX)?,
            notes: Field::Notes.optional_lines(
                self.notes.as_deref().unwrap_or_default(),
                limits::NOTES_CHARS_MAX,
            )?,
            speakers: speakers.collect::<Result<_, _>>()?,
            ..self
        })
    }
}

impl SlotPlan {
    fn checked(self) -> Result<Self, Rejection> {
        let max = limits::SEGMENT_MINUTES_MAX;
        if self
            .minutes
            .is_some_and(|minutes| minutes == 0 || minutes > max)
        {
            return Err(minutes_out_of_range(1, u64::from(max)));
        }
        Ok(Self {
            name: Field::Name.line(&self.name, limits::PAGE_NAME_CHARS_MAX)?,
            ..self
        })
    }
}

fn minutes_out_of_range(min: u64, max: u64) -> Rejection {
    Rejection::OutOfRange {
        field: Field::Minutes,
        min,
        max,
    }
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

    fn checked(self) -> Result<Self, Rejection> {
        let about = self.bounded()?;
        if about.title.is_empty() {
            let field = Field::Title;
            return Err(Rejection::TextMissing { field });
        }
        Ok(about)
    }

    /// Cleans every text and checks every bound; a title may be missing, as on some pages.
    fn bounded(self) -> Result<Self, Rejection> {
        if self.year.is_some_and(|year| !(2006..=2100).contains(&year)) {
            return Err(Rejection::OutOfRange {
                field: Field::Year,
                min: 2006,
                max: 2100,
            });
        }
        let targets_max = limits::PAGE_PEOPLE_MAX * 2;
        if self.sdg_targets.len() > targets_max || self.sdg_goals.len() > 17 {
            return Err(Rejection::Full {
                field: Field::SdgTargets,
                max: targets_max,
            });
        }
        let mut sdg_targets = Vec::with_capacity(self.sdg_targets.len());
        for target in &self.sdg_targets {
            sdg_targets.push(Field::SdgTargets.line(target, 8)?);
        }
        if self.sdg_goals.iter().any(|goal| !(1..=17).contains(goal)) {
            return Err(Rejection::OutOfRange {
                field: Field::SdgTargets,
                min: 1,
                max: 17,
            });
        }
        Ok(Self {
            title: Field::Title
                .optional_line(&self.title, limits::TITLE_CHARS_MAX)?
                .unwrap_or_default(),
            kind: short(Field::Title, self.kind)?,
            organizers: people(self.organizers)?,
            speakers: people(self.speakers)?,
            onsite_moderators: people(self.onsite_moderators)?,
            online_moderators: people(self.online_moderators)?,
            rapporteurs: people(self.rapporteurs)?,
            sdg_targets,
            format: short(Field::Title, self.format)?,
            description: Field::Description.optional_lines(
                self.description.as_deref().unwrap_or_default(),
                limits::PAGE_TEXT_CHARS_MAX,
            )?,
            starts_at: short(Field::Deadline, self.starts_at)?,
            room: short(Field::Place, self.room)?,
            deadlines: Deadlines {
                key_takeaways: short(Field::Deadline, self.deadlines.key_takeaways)?,
                call_to_action: short(Field::Deadline, self.deadlines.call_to_action)?,
                session_report: short(Field::Deadline, self.deadlines.session_report)?,
            },
            ..self
        })
    }
}

fn short(field: Field, typed: Option<String>) -> Result<Option<String>, Rejection> {
    field.optional_line(
        typed.as_deref().unwrap_or_default(),
        limits::TITLE_CHARS_MAX,
    )
}

/// People of the page keep the page's own words; a row without a name is dropped.
fn people(listed: Vec<PagePerson>) -> Result<Vec<PagePerson>, Rejection> {
    if listed.len() > limits::PAGE_PEOPLE_MAX {
        return Err(Rejection::Full {
            field: Field::People,
            max: limits::PAGE_PEOPLE_MAX,
        });
    }
    let mut kept = Vec::with_capacity(listed.len());
    for person in listed {
        let Some(name) = Field::Name.optional_line(&person.name, limits::PAGE_NAME_CHARS_MAX)?
        else {
            continue;
        };
        kept.push(PagePerson {
            name,
            affiliation: short(Field::Affiliation, person.affiliation)?,
            stakeholder_group: short(Field::Affiliation, person.stakeholder_group)?,
            region: short(Field::Affiliation, person.region)?,
        });
    }
    Ok(kept)
}
