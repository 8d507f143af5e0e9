//! The facts of a session one by one, so that each can be compared and taken over alone.

use serde::{Deserialize, Serialize};

use super::facts::About;
use crate::igf::PagePerson;

/// A fact that is no list of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the fields of `About`")]
pub enum AboutField {
    Title,
    Year,
    Type,
    Number,
    StartsAt,
    Room,
    Duration,
    Format,
    SdgTargets,
    SdgGoals,
    Description,
    Slides,
    Language,
    KeyTakeawaysDue,
    CallToActionDue,
    SessionReportDue,
}

/// A list of people of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the fields of `About`")]
pub enum PeopleList {
    Organizers,
    Speakers,
    OnsiteModerators,
    OnlineModerators,
    Rapporteurs,
}

impl AboutField {
    /// All of them, in the order of a page.
    pub const ALL: [Self; 16] = [
        Self::Title,
        Self::Year,
        Self::Type,
        Self::Number,
        Self::StartsAt,
        Self::Room,
        Self::Duration,
        Self::Format,
        Self::SdgTargets,
        Self::SdgGoals,
        Self::Description,
        Self::Slides,
        Self::Language,
        Self::KeyTakeawaysDue,
        Self::CallToActionDue,
        Self::SessionReportDue,
    ];

    /// Its value as people read it; `None` where there is none.
    #[must_use]
    pub fn text(self, about: &About) -> Option<String> {
        let text = match self {
            Self::Title => Some(about.title.clone()),
            Self::Year => about.year.map(|year| year.to_string()),
            Self::Type => about.kind.clone(),
            Self::Number => about.number.map(|number| number.to_string()),
            Self::StartsAt => about.starts_at.clone(),
            Self::Room => about.room.clone(),
            Self::Duration => about.duration_minutes.map(|minutes| minutes.to_string()),
            Self::Format => about.format.clone(),
            Self::SdgTargets => Some(about.sdg_targets.join(", ")),
            Self::SdgGoals => {
                let goals = about.sdg_goals.iter().map(u8::to_string);
                Some(goals.collect::<Vec<_>>().join(", "))
            }
            Self::Description => about.description.clone(),
            Self::Slides => about.slides.clone(),
            Self::Language => about.language.clone(),
            Self::KeyTakeawaysDue => about.deadlines.key_takeaways.clone(),
            Self::CallToActionDue => about.deadlines.call_to_action.clone(),
            Self::SessionReportDue => about.deadlines.session_report.clone(),
        };
        text.filter(|text| !text.is_empty())
    }

    /// Takes its value over from another description of the session.
    pub fn copy(self, from: &About, to: &mut About) {
        match self {
            Self::Title => to.title.clone_from(&from.title),
            Self::Year => to.year = from.year,
            Self::Type => to.kind.clone_from(&from.kind),
            Self::Number => to.number = from.number,
            Self::StartsAt => to.starts_at.clone_from(&from.starts_at),
            Self::Room => to.room.clone_from(&from.room),
            Self::Duration => to.duration_minutes = from.duration_minutes,
            Self::Format => to.format.clone_from(&from.format),
            Self::SdgTargets => to.sdg_targets.clone_from(&from.sdg_targets),
            Self::SdgGoals => to.sdg_goals.clone_from(&from.sdg_goals),
            Self::Description => to.description.clone_from(&from.description),
            Self::Slides => to.slides.clone_from(&from.slides),
            Self::Language => to.language.clone_from(&from.language),
            Self::KeyTakeawaysDue => {
                let due = &from.deadlines.key_takeaways;
                to.deadlines.key_takeaways.clone_from(due);
            }
            Self::CallToActionDue => {
                let due = &from.deadlines.call_to_action;
                to.deadlines.call_to_action.clone_from(due);
            }
            Self::SessionReportDue => {
                let due = &from.deadlines.session_report;
                to.deadlines.session_report.clone_from(due);
            }
        }
    }
}

impl PeopleList {
    /// All of them, in the order of a page.
    pub const ALL: [Self; 5] = [
        Self::Organizers,
        Self::Speakers,
        Self::OnsiteModerators,
        Self::OnlineModerators,
        Self::Rapporteurs,
    ];

    /// Who is on it.
    #[must_use]
    pub fn of(self, about: &About) -> &[PagePerson] {
        match self {
            Self::Organizers => &about.organizers,
            Self::Speakers => &about.speakers,
            Self::OnsiteModerators => &about.onsite_moderators,
            Self::OnlineModerators => &about.online_moderators,
            Self::Rapporteurs => &about.rapporteurs,
        }
    }

    /// The list itself, to be changed.
    pub(crate) fn of_mut(self, about: &mut About) -> &mut Vec<PagePerson> {
        match self {
            Self::Organizers => &mut about.organizers,
            Self::Speakers => &mut about.speakers,
            Self::OnsiteModerators => &mut about.onsite_moderators,
            Self::OnlineModerators => &mut about.online_moderators,
            Self::Rapporteurs => &mut about.rapporteurs,
        }
    }

    /// The entry of this name, upper and lower case alike.
    #[must_use]
    pub fn find<'a>(self, about: &'a About, name: &str) -> Option<&'a PagePerson> {
        self.of(about)
            .iter()
            .find(|person| is_same(&person.name, name))
    }
}

/// Whether two names are one person's.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
