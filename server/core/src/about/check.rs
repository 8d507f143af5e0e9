//! Cleans every text of a session's facts and checks every bound.

use super::facts::About;
use crate::igf::{Deadlines, PagePerson};
use crate::limits;
use crate::rejection::{Field, Rejection};

impl About {
    pub(super) fn checked(self) -> Result<Self, Rejection> {
        let about = self.bounded()?;
        if about.title.is_empty() {
            let field = Field::Title;
            return Err(Rejection::TextMissing { field });
        }
        Ok(about)
    }

    /// Cleans every text and checks every bound; a title may be missing, as on some pages.
    pub(super) fn bounded(self) -> Result<Self, Rejection> {
        self.check_numbers()?;
        let mut sdg_targets = Vec::with_capacity(self.sdg_targets.len());
        for target in &self.sdg_targets {
            sdg_targets.push(Field::SdgTargets.line(target, 8)?);
        }
        self.check_goals()?;
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

    fn check_numbers(&self) -> Result<(), Rejection> {
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
        Ok(())
    }

    fn check_goals(&self) -> Result<(), Rejection> {
        if self.sdg_goals.iter().any(|goal| !(1..=17).contains(goal)) {
            return Err(Rejection::OutOfRange {
                field: Field::SdgTargets,
                min: 1,
                max: 17,
            });
        }
        Ok(())
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
