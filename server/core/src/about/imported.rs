//! What a page said when it was last taken in: without it nobody could tell a line that the
//! organiser changed from one that the page changed.

use onefloor_page::PageReading;
use serde::{Deserialize, Serialize};

use super::facts::About;
use crate::igf::AgendaItem;
use crate::limits;
use crate::rejection::{Field, Rejection};

/// A page as it was taken in; all empty for a session that was made by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Imported {
    /// What it said of the session; its title may be empty.
    pub about: About,
    /// The segments that it named, with the minutes fitted to them.
    pub agenda: Vec<AgendaItem>,
}

impl Imported {
    /// Cleans every text and checks every bound.
    ///
    /// # Errors
    /// The first field past its bound.
    pub fn checked(self) -> Result<Self, Rejection> {
        if self.agenda.len() > limits::SEGMENTS_MAX {
            return Err(Rejection::Full {
                field: Field::Agenda,
                max: limits::SEGMENTS_MAX,
            });
        }
        let item = |item: AgendaItem| {
            let title = Field::Title.optional_line(&item.title, limits::TITLE_CHARS_MAX)?;
            Ok(AgendaItem {
                title: title.unwrap_or_default(),
                ..item
            })
        };
        let agenda = self.agenda.into_iter().map(item);
        Ok(Self {
            about: self.about.bounded()?,
            agenda: agenda.collect::<Result<_, Rejection>>()?,
        })
    }
}

impl From<PageReading> for Imported {
    fn from(page: PageReading) -> Self {
        let about = About {
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
            deadlines: page.deadlines,
        };
        Self {
            about,
            agenda: page.agenda,
        }
    }
}
