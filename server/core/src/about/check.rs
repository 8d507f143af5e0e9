//! Cleans every text of a session's facts and checks every bound.

use super::facts::About;
use crate::igf::{Deadlines, PagePerson, YEARS};
use crate::limits;
use crate::refused::{At, Refused, each};
use crate::rejection::{Field, Rejection};

impl About {
    pub(super) fn checked(self) -> Result<Self, Refused> {
        let about = self.bounded()?;
        if about.title.is_empty() {
            let field = Field::Title;
            return Err(Rejection::TextMissing { field }).at("title");
        }
        Ok(about)
    }

    /// Cleans every text and checks every bound; a title may be missing, as on some pages.
    pub(super) fn bounded(self) -> Result<Self, Refused> {
        self.check_year().at("year")?;
        self.check_goals().at("sdg_goals")?;
        let title = Field::Title.optional_line(&self.title, limits::TITLE_CHARS_MAX);
        let description = self.description.as_deref().unwrap_or_default();
        let description =
            Field::Description.optional_lines(description, limits::PAGE_TEXT_CHARS_MAX);
        Ok(Self {
            title: title.at("title")?.unwrap_or_default(),
            kind: short(Field::Title, self.kind).at("type")?,
            organizers: people(self.organizers).at("organizers")?,
            speakers: people(self.speakers).at("speakers")?,
            onsite_moderators: people(self.onsite_moderators).at("onsite_moderators")?,
            online_moderators: people(self.online_moderators).at("online_moderators")?,
            rapporteurs: people(self.rapporteurs).at("rapporteurs")?,
            sdg_targets: targets(&self.sdg_targets).at("sdg_targets")?,
            format: short(Field::Title, self.format).at("format")?,
            description: description.at("description")?,
            starts_at: short(Field::Deadline, self.starts_at).at("starts_at")?,
            room: short(Field::Place, self.room).at("room")?,
            slides: link(self.slides).at("slides")?,
            language: language(self.language).at("language")?,
            deadlines: deadlines(self.deadlines).at("deadlines")?,
            ..self
        })
    }

    fn check_year(&self) -> Result<(), Rejection> {
        if self.year.is_some_and(|year| !YEARS.contains(&year)) {
            return Err(Rejection::OutOfRange {
                field: Field::Year,
                min: u64::from(*YEARS.start()),
                max: u64::from(*YEARS.end()),
            });
        }
        Ok(())
    }

    fn check_goals(&self) -> Result<(), Refused> {
        let max = limits::SDG_GOALS;
        Field::SdgTargets.holds(self.sdg_goals.len(), usize::from(max))?;
        let is_one = |goal: &u8| {
            if (1..=max).contains(goal) {
                return Ok(());
            }
            Err(Rejection::OutOfRange {
                field: Field::SdgTargets,
                min: 1,
                max: u64::from(max),
            })
        };
        each(&self.sdg_goals, is_one).map(|_| ())
    }
}

fn targets(listed: &[String]) -> Result<Vec<String>, Refused> {
    Field::SdgTargets.holds(listed.len(), limits::SDG_TARGETS_MAX)?;
    each(listed, |target| {
        Field::SdgTargets.line(target, limits::SDG_TARGET_CHARS_MAX)
    })
}

fn deadlines(listed: Deadlines) -> Result<Deadlines, Refused> {
    let date = |typed| short(Field::Deadline, typed);
    Ok(Deadlines {
        key_takeaways: date(listed.key_takeaways).at("key_takeaways")?,
        call_to_action: date(listed.call_to_action).at("call_to_action")?,
        session_report: date(listed.session_report).at("session_report")?,
    })
}

fn short(field: Field, typed: Option<String>) -> Result<Option<String>, Rejection> {
    field.optional_line(
        typed.as_deref().unwrap_or_default(),
        limits::TITLE_CHARS_MAX,
    )
}

/// An https address, or nothing: whoever taps it goes where no other scheme leads.
fn link(typed: Option<String>) -> Result<Option<String>, Rejection> {
    let typed = typed.unwrap_or_default();
    let link = Field::Link.optional_line(&typed, limits::LINK_CHARS_MAX)?;
    match link {
        Some(link) if !onefloor_page::is_https(&link) => Err(Rejection::LinkNotHttps),
        link => Ok(link),
    }
}

fn language(typed: Option<String>) -> Result<Option<String>, Rejection> {
    Field::Languages.language(typed.as_deref().unwrap_or_default())
}

/// People of the page keep the page's own words; a row without a name is dropped.
fn people(listed: Vec<PagePerson>) -> Result<Vec<PagePerson>, Refused> {
    Field::People.holds(listed.len(), limits::PAGE_PEOPLE_MAX)?;
    let kept = each(listed, |person: PagePerson| {
        let name = Field::Name.optional_line(&person.name, limits::PAGE_NAME_CHARS_MAX);
        let Some(name) = name.at("name")? else {
            return Ok(None);
        };
        let said = |typed, at| short(Field::Affiliation, typed).at(at);
        Ok::<_, Refused>(Some(PagePerson {
            name,
            affiliation: said(person.affiliation, "affiliation")?,
            stakeholder_group: said(person.stakeholder_group, "stakeholder_group")?,
            region: said(person.region, "region")?,
        }))
    });
    Ok(kept?.into_iter().flatten().collect())
}
