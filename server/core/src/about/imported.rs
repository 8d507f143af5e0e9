//! What a page said when it was last taken in: without it nobody could tell a line that the
//! organiser changed from one that the page changed.

use onefloor_page::PageReading;
use serde::{Deserialize, Serialize};

use super::facts::About;
use crate::igf::AgendaItem;
use crate::limits;
use crate::refused::{At, Refused, each};
use crate::rejection::Field;

/// A page as it was taken in; all empty for a session that was made by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Imported {
    /// What it said of the session; its title may be empty.
    pub about: About,
    /// The segments that it named, with the minutes fitted to them.
    #[cfg_attr(feature = "wire", schemars(length(max = limits::SEGMENTS_MAX)))]
    pub agenda: Vec<AgendaItem>,
}

impl Imported {
    /// Cleans every text and checks every bound.
    ///
    /// # Errors
    /// The first field past its bound, with its place.
    pub fn checked(self) -> Result<Self, Refused> {
        let agenda = Field::Agenda.holds(self.agenda.len(), limits::SEGMENTS_MAX);
        agenda.at("agenda")?;
        let item = |item: AgendaItem| {
            let title = Field::Title.optional_line(&item.title, limits::TITLE_CHARS_MAX);
            Ok::<_, Refused>(AgendaItem {
                title: title.at("title")?.unwrap_or_default(),
                ..item
            })
        };
        Ok(Self {
            about: self.about.bounded().at("about")?,
            agenda: each(self.agenda, item).at("agenda")?,
        })
    }
}

impl From<PageReading> for Imported {
    fn from(page: PageReading) -> Self {
        let about = About {
            // No page says so; whoever organises the session does.
            language: None,
            title: page.title.unwrap_or_default(),
            year: page.year,
            kind: page.kind,
            number: page.number,
            organizers: page.organizers,
            speakers: page.speakers,
            onsite_moderators: page.onsite_moderators,
            online_moderators: page.online_moderators,
            rapporteurs: page.rapporteurs,
            sdg_targets: page.sdg_targets,
            sdg_goals: page.sdg_goals,
            format: page.format,
            duration_minutes: page.duration_minutes,
            description: page.description,
            starts_at: page.starts_at,
            room: page.room,
            slides: page.slides,
            deadlines: page.deadlines,
        };
        Self {
            about,
            agenda: page.agenda,
        }
    }
}
